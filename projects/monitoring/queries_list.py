"""The list of running projects: a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from projects.budget.queries import pots_of_these
from projects.budget.sums import Pot
from projects.cases.models import Case
from projects.cases.queries import cases_of
from projects.monitoring.facts import Proved, proved_of, suggestions
from projects.monitoring.kinds_risk import SIGNS, Level
from projects.monitoring.lifecycle import DONE, DROPPED
from projects.monitoring.models import Milestone, RiskMark
from projects.monitoring.models_notes import InterimNote
from projects.monitoring.permissions import MONITORED
from projects.monitoring.risk import Suggestion

NOT_JUDGED = "none"
"""The filter for projects that nobody judged yet."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running project of the list; `paid` and `proved` in cents, `risk` None: not judged."""

    case: Any
    risk: Level | None
    suggestion: Suggestion
    paid: int
    proved: int

    @property
    def sign(self) -> str:
        """The shape of the level."""
        return SIGNS[self.risk] if self.risk else ""

    @property
    def suggested(self) -> Level:
        """What the portal suggests."""
        return Level(self.suggestion.level)

    @property
    def differs(self) -> bool:
        """Whether the portal suggests something worse than the office set."""
        order = [*Level]
        set_now = self.risk or Level.GREEN
        return order.index(self.suggested) > order.index(set_now)


def running_projects(user: Any, level: str = "") -> QuerySet[Any]:
    """The projects that are accompanied now, by number; those of one's own never.

    `level` narrows them to a risk, or to those that nobody judged (`NOT_JUDGED`).
    """
    mine = cases_of(user).order_by().values("pk")
    newest = RiskMark.objects.filter(case=OuterRef("pk")).order_by("-pk")
    found = Case.objects.filter(state__in=MONITORED).exclude(pk__in=mine)
    found = found.annotate(level=Subquery(newest.values("level")[:1]))
    if level:
        found = found.filter(level=None if level == NOT_JUDGED else level)
    return found.select_related("call__programme", "call__period").order_by("number", "pk")


def with_marks(cases: QuerySet[Any]) -> QuerySet[Any]:
    """The same with the numbers of milestones and the day of the last note."""
    marks = Milestone.objects.filter(case=OuterRef("pk")).exclude(state=DROPPED).order_by()
    notes = InterimNote.objects.filter(case=OuterRef("pk")).order_by().values("case")
    return cases.annotate(
        milestones_all=_counted(marks),
        milestones_done=_counted(marks.filter(state__in=DONE)),
        last_note_at=Subquery(notes.annotate(last=Max("at")).values("last")),
    ).defer("answers", "typed", "progress")


def _counted(marks: QuerySet[Milestone]) -> Subquery:
    return Subquery(marks.values("case").annotate(number=Count("pk")).values("number"))


def rows_of(cases: Sequence[Any]) -> list[Running]:
    """The rows of one page."""
    if not cases:
        return []
    proved, pots = proved_of(cases), pots_of_these([case.pk for case in cases])
    found = suggestions(cases, proved)
    return [
        Running(
            case,
            Level(case.level) if case.level else None,
            found[case.pk],
            pots.get(case.pk, Pot()).kept,
            proved.get(case.pk, Proved()).cents,
        )
        for case in cases
    ]
