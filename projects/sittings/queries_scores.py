"""Reading criteria, what members scored, and who may see what of it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from actors.bodies.models_members import BodyMember
from actors.bodies.queries_members import members_on
from actors.meetings.lifecycle import OPEN, PREPARED
from projects.cases.models_members import Membership
from projects.programmes.models import FundingProgramme
from projects.sittings import sums
from projects.sittings.kinds import RECUSED
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.models_scores import Assessment, Criterion
from projects.sittings.queries import settings_of
from projects.sittings.sums import Standing


def criteria_on(programme: FundingProgramme, day: date) -> list[Criterion]:
    """The criteria of a programme for sittings of a day; none where it wants no scores."""
    chosen = settings_of(programme)
    if chosen is not None and not chosen.scores:
        return []
    valid = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
    return list(Criterion.objects.filter(valid, programme=programme))


def scored_programmes(items: Iterable[DecisionItem], day: date) -> frozenset[int]:
    """The keys of the programmes among the items that ask for scores on a day."""
    programmes = {item.case.call.programme_id: item.case.call.programme for item in items}
    return frozenset(key for key, each in programmes.items() if criteria_on(each, day))


def criteria_for(item: DecisionItem) -> list[Criterion]:
    """The criteria by which an item is scored."""
    return criteria_on(item.case.call.programme, item.item.meeting.day)


def own_assessment(item: DecisionItem, member: BodyMember) -> Assessment | None:
    """What a member scored."""
    found = Assessment.objects.filter(item=item, member=member)
    return found.prefetch_related("scores").first()


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its standing among the others of the sitting; both None before any score."""

    item: DecisionItem
    standing: Standing | None
    rank: int | None

    @property
    def average(self) -> str:
        """The mean with one decimal, as in German."""
        return one_decimal(self.standing.average) if self.standing else ""

    @property
    def spread(self) -> str:
        """The highest less the lowest, with one decimal."""
        return one_decimal(self.standing.spread) if self.standing else ""

    @property
    def count(self) -> int:
        """How many members scored it."""
        return self.standing.count if self.standing else 0


def one_decimal(value: Fraction) -> str:
    """A number with one decimal and a comma."""
    whole, tenth = divmod(sums.tenths(value), 10)
    return f"{whole},{tenth}"


def standings(items: Sequence[DecisionItem]) -> dict[int, Line]:
    """The standing and rank of items by their keys; recused members do not count.

    A fixed number of queries, whatever the number of items.
    """
    found = Assessment.objects.filter(item__in=[item.pk for item in items])
    assessments = list(found.prefetch_related("scores__criterion"))
    out = out_of_count(items) if assessments else frozenset()
    totals: dict[int, list[Fraction]] = {item.pk: [] for item in items}
    for each in assessments:
        if (each.item_id, each.member_id) in out:
            continue
        scores = list(each.scores.all())
        points = {score.criterion_id: score.points for score in scores}
        weights = {score.criterion_id: score.criterion.weight for score in scores}
        total = sums.weighted(points, weights)
        if total is not None:
            totals[each.item_id].append(total)
    known = {key: sums.standing(values) for key, values in totals.items()}
    ranks = sums.ranking({key: each.average if each else None for key, each in known.items()})
    return {item.pk: Line(item, known[item.pk], ranks.get(item.pk)) for item in items}


def out_of_count(items: Sequence[DecisionItem]) -> frozenset[tuple[int, int]]:
    """Pairs of item and member who leaves the count: declared, ruled on, or of the application.

    The items are those of one meeting (three queries, whatever their number).
    """
    keys = [item.pk for item in items]
    declared = Recusal.objects.filter(item__in=keys, state__in=RECUSED)
    pairs = set(declared.values_list("item_id", "member_id"))
    shared = Membership.objects.filter(
        case__in=[item.case_id for item in items], ended_at__isnull=True
    )
    people: dict[int, set[int | None]] = {item.case_id: {item.case.owner_id} for item in items}
    for case, person in shared.values_list("case_id", "user_id"):
        people[case].add(person)
    meeting = items[0].item.meeting
    for member in members_on(meeting.body, meeting.day):
        if member.person_id is not None:
            pairs |= {
                (item.pk, member.pk) for item in items if member.person_id in people[item.case_id]
            }
    return frozenset(pairs)


def shown_to_member(item: DecisionItem, own: Assessment | None) -> bool:
    """Whether a member sees what the others scored: one's own is in, or the sitting has opened."""
    return own is not None or item.item.meeting.state not in PREPARED


def shown_to_office(items: Iterable[DecisionItem]) -> bool:
    """Whether the office sees the scores: once the sitting has opened."""
    return all(item.item.meeting.state not in PREPARED for item in items)


def items_of_members(user: Any, items: Iterable[DecisionItem]) -> dict[int, Assessment]:
    """What an account scored, by the key of the item (two queries)."""
    keys = [item.pk for item in items]
    found = Assessment.objects.filter(item__in=keys, member__person=user)
    return {each.item_id: each for each in found}


def voting_motion(item: DecisionItem) -> Motion | None:
    """The motion on which members vote on their own device now: secretly, or by mail."""
    if item.item.meeting.state != OPEN:
        return None
    return item.motions.filter(state__in=("ballot", "mail")).first()
