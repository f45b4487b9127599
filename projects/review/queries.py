"""Reads of the formal check."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BigAutoField

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.review.checks import Facts, Finding, Other, look
from projects.review.kinds import Result
from projects.review.models import CheckItem, Checklist, CheckResult
from projects.review.permissions import CHECKED

DONE = frozenset({Result.MET, Result.NOT_APPLICABLE})
ITEMS = Part(
    Prepared(
        lambda programme: CheckItem.objects.filter(checklist__programme__pk=programme),
        programme=BigAutoField(),
    ),
    lambda case: {"programme": case.call.programme_id},
)
RESULTS = Part(
    Prepared(
        lambda case: CheckResult.objects.filter(case__pk=case).select_related("by"),
        case=BigAutoField(),
    ),
    of_case,
)


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a case: what counts, why, what the portal found, and all results before."""

    item: CheckItem
    result: Result
    note: str
    found: Finding | None
    latest: CheckResult | None
    history: tuple[CheckResult, ...] = ()

    @property
    def is_overruled(self) -> bool:
        """Whether a person decided otherwise than the portal found."""
        overrules = self.latest.overrules if self.latest else ""
        return bool(overrules) and (self.found is None or self.found.result == overrules)

    @property
    def own_note(self) -> str:
        """The note of a person that counts now; what the portal says is none."""
        return self.note if self.found is None or self.is_overruled else ""

    @property
    def is_done(self) -> bool:
        """Whether it stands in the way of a decision no more; information never does."""
        return not self.item.is_required or self.result in DONE

    @property
    def others(self) -> tuple[Other, ...]:
        """Other cases that the finding is about."""
        return self.found.others if self.found else ()

    @property
    def label(self) -> str:
        """The result in words."""
        return str(self.result.label)


def checklist_of(case: Case) -> Checklist | None:
    """The checklist of a case's programme; None where nobody made one yet."""
    return Checklist.objects.filter(programme=case.call.programme_id).first()


def check_lines(case: Case, *, looks: bool = True) -> list[Line]:
    """All items of a case with what counts for each, in their order.

    While the case is checked the portal looks anew each time; afterwards, and where `looks` is
    False, what was recorded counts, also for items that are out of use by now.
    """
    is_checked, facts = case.state in CHECKED, None
    if is_checked and looks:
        checklist = checklist_of(case)
        facts = Facts(case, checklist) if checklist else None
    history: dict[int, list[CheckResult]] = {}
    for result in RESULTS.of(case):
        history.setdefault(result.item_id, []).append(result)
    return [
        _line(item, tuple(history.get(item.pk, ())), facts)
        for item in ITEMS.of(case)
        if (item.is_active if is_checked else item.pk in history)
    ]


def _line(item: CheckItem, history: tuple[CheckResult, ...], facts: Facts | None) -> Line:
    latest = history[-1] if history else None
    if facts is None or not item.is_automatic:
        result = Result(latest.result) if latest else Result.OPEN
        return Line(item, result, latest.note if latest else "", None, latest, history)
    found = look(facts, item.test)
    if latest and latest.overrules == found.result:
        return Line(item, Result(latest.result), latest.note, found, latest, history)
    return Line(item, found.result, found.note, found, latest, history)


def unmet(case: Case) -> list[Line]:
    """The required items that keep a case from being ready."""
    return [line for line in check_lines(case) if not line.is_done]


def recorders(case: Case) -> set[int]:
    """The keys of the accounts that recorded results in a case."""
    recorded = CheckResult.objects.filter(case=case, by__isnull=False)
    return set(recorded.order_by().values_list("by", flat=True).distinct())
