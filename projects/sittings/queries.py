"""Reading which cases lie on which agenda, who decides on them, and the money they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from actors.bodies.models import Body
from actors.meetings.lifecycle import CANCELLED, CLOSED, INVITED, OPEN, PLANNED, PREPARED
from actors.meetings.models import Meeting
from actors.themes.models import Theme
from portal.kernel import clock
from projects.budget.queries import balances_of
from projects.budget.sums import Pot
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod, FundingProgramme
from projects.sittings.kinds import MotionState, RecusalState
from projects.sittings.models import DecisionItem, Motion, Recusal, SittingSettings

LARGEST_KEY = 2**63 - 1
MOST_OFFERED = 20
MOST_LISTED = 200
AHEAD = frozenset({PLANNED, INVITED, OPEN})
"""States of a meeting that may still decide."""


def _items() -> QuerySet[DecisionItem]:
    return DecisionItem.objects.select_related(
        "item__meeting__body",
        "item__meeting__second_summons_of",
        "case__call__programme",
        "case__call__rules",
        "case__call__period",
        "case__owner",
        "case__theme",
        "presiding",
    )


def items_of(meeting: Meeting) -> list[DecisionItem]:
    """All cases of a meeting in the order of its agenda, also those taken off (one query)."""
    return list(_items().filter(item__meeting=meeting))


def cases_of(meeting: Meeting) -> list[DecisionItem]:
    """The cases that lie (or lay) on the agenda of a meeting, without those taken off (1 query)."""
    return [item for item in items_of(meeting) if not item.is_taken_off]


def meetings_with_cases(meetings: Iterable[Meeting]) -> frozenset[int]:
    """The keys of the meetings on whose agenda a case waits for its decision (one query)."""
    found = DecisionItem.objects.filter(
        item__meeting__in=[each.pk for each in meetings], settled="", case__state=life.SCHEDULED
    )
    return frozenset(found.order_by().values_list("item__meeting", flat=True))


def open_item(case: Case) -> DecisionItem | None:
    """The item of a meeting that is not closed, on which a case waits for its decision."""
    return _items().filter(case=case, settled="", item__meeting__state__in=AHEAD).first()


def item_for(pk: int) -> DecisionItem | None:
    """An item with meeting, case and what permissions ask for."""
    return _items().filter(pk=pk).first() if pk <= LARGEST_KEY else None


def settings_of(programme: FundingProgramme) -> SittingSettings | None:
    """Which body decides in a programme; None where nobody chose one: then any may."""
    found = SittingSettings.objects.filter(programme=programme)
    return found.select_related("body", "higher_body").first()


def body_for(case: Case) -> Body | None:
    """The body that decides on a case; the higher one above the programme's amount."""
    chosen = settings_of(case.call.programme)
    if chosen is None:
        return None
    is_above = (case.amount_cents or 0) > chosen.higher_above_cents
    return chosen.higher_body if chosen.higher_body and is_above else chosen.body


def body_refusal(case: Case, meeting: Meeting) -> str | None:
    """Why a case does not belong on the agenda of a meeting; None where it does."""
    body = body_for(case)
    return "body" if body and body.pk != meeting.body_id else None


def meetings_for(case: Case) -> list[Meeting]:
    """The meetings being prepared by the body that decides on a case, the next one first."""
    found = Meeting.objects.filter(state__in=PREPARED, ends_at__gte=clock.now())
    body = body_for(case)
    found = found.filter(body=body) if body else found
    return list(found.select_related("body").order_by("starts_at", "pk")[:MOST_OFFERED])


def cases_for(meeting: Meeting) -> list[Case]:
    """The cases that wait for a sitting of this body, the one received first in front.

    Ready or postponed, or on the agenda of a sitting that ended without deciding (three queries).
    """
    waiting = Q(state__in=(life.READY, life.POSTPONED))
    ended = Q(
        state=life.SCHEDULED,
        decision_items__settled="",
        decision_items__item__meeting__state__in=(CLOSED, CANCELLED),
    )
    found = Case.objects.filter(waiting | ended).select_related("call__programme", "call__rules")
    chosen = {each.programme_id: each for each in SittingSettings.objects.all()}
    cases = list(found.order_by("submitted_at", "pk").distinct()[:MOST_LISTED])
    return [case for case in cases if _belongs(case, chosen.get(case.call.programme_id), meeting)]


def _belongs(case: Case, chosen: SittingSettings | None, meeting: Meeting) -> bool:
    if chosen is None:
        return True
    is_above = chosen.higher_body_id and (case.amount_cents or 0) > chosen.higher_above_cents
    return meeting.body_id == (chosen.higher_body_id if is_above else chosen.body_id)


def motions_of(item: DecisionItem) -> list[Motion]:
    """All motions on an item, oldest first, with resolution and votes (three queries)."""
    found = Motion.objects.filter(item=item).select_related("resolution", "decision", "by")
    return list(found.prefetch_related("votes__member", "marks"))


def last_motions(items: Iterable[DecisionItem]) -> dict[int, Motion]:
    """By the key of the item the motion that runs or was voted last (one query)."""
    found = Motion.objects.filter(item__in=[item.pk for item in items])
    shown = found.exclude(state=MotionState.DROPPED).select_related("resolution")
    return {motion.item_id: motion for motion in shown}


def recusals_of(item: DecisionItem) -> list[Recusal]:
    """Who is or was said to be recused on an item, without what was taken back."""
    found = Recusal.objects.filter(item=item).exclude(state=RecusalState.WITHDRAWN)
    return list(found.select_related("member", "by"))


@dataclass(frozen=True, slots=True)
class PotView:
    """The money of a period after the last vote: what is left, and the share of each theme."""

    period: FundingPeriod
    pot: Pot
    shares: list[tuple[str, int, int]]


def pots_of_sitting(items: Iterable[DecisionItem]) -> list[PotView]:
    """The pots that a sitting decides on, as they stand now (three queries).

    A share is a name, cents, and whole percent of all that is committed.
    """
    periods = {item.case.call.period_id: item.case.call.period for item in items}
    balances = balances_of(periods.values())
    themes = {each.pk: str(each) for each in Theme.objects.all()} if periods else {}
    found = []
    for key, period in periods.items():
        balance = balances[key]
        whole = balance.pot.committed
        shares = [
            (themes.get(theme or 0, str(_("without a theme"))), cents, cents * 100 // whole)
            for theme, cents in sorted(balance.by_theme.items(), key=lambda pair: -pair[1])
            if cents > 0 and whole > 0
        ]
        found.append(PotView(period, balance.pot, shares))
    return found
