"""What is to be done: the tasks of one person, and the board of all cases by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigAutoField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from portal.accounts.models import User
from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.registry import Task
from portal.kernel.together import Part
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.review.models_asking import Clarification
from projects.review.models_work import Assignment, InternalNote

STEPS: dict[str, StrPromise] = {
    life.SUBMITTED: gettext_lazy("Begin the formal check"),
    life.UNDER_REVIEW: gettext_lazy("Finish the formal check"),
    life.CLARIFICATION: gettext_lazy("Wait for the applicant's answer"),
    life.OPINION: gettext_lazy("Wait for the offices' opinions"),
    life.READY: gettext_lazy("Put on an agenda"),
    life.SCHEDULED: gettext_lazy("Prepare the sitting"),
    life.POSTPONED: gettext_lazy("Put on a later agenda"),
}
"""The columns of the board, and what comes next in each."""
MINE, ALL, NOBODY = "mine", "all", "nobody"
MOST_IN_COLUMN = 25
MOST_TASKS = 50


@dataclass(frozen=True, slots=True)
class Card:
    """A case on the board."""

    case: Case
    person: str
    due: date | None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < clock.today()


@dataclass(slots=True)
class Column:
    """The cases of a step, the most urgent first; `total` counts those not shown as well."""

    state: str
    label: str
    next: str
    total: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


ASSIGNMENT = Part(
    Prepared(
        lambda case: Assignment.objects.filter(case__pk=case).select_related(
            "person", "substitute"
        ),
        case=BigAutoField(),
    ),
    of_case,
)
NOTES = Part(
    Prepared(
        lambda case: InternalNote.objects.filter(case__pk=case).select_related("by"),
        case=BigAutoField(),
    ),
    of_case,
)


def coordinators() -> QuerySet[User]:
    """The active accounts of the coordination."""
    people = User.objects.filter(is_active=True, groups__name=Role.COORDINATOR.group_name)
    return people.distinct().order_by("last_name", "first_name", "pk")


def assignment_of(case: Case) -> Assignment | None:
    """Who works on a case; None for nobody."""
    return next(iter(ASSIGNMENT.of(case)), None)


def notes_of(case: Case) -> list[InternalNote]:
    """The office's notes on a case, oldest first."""
    return NOTES.of(case)


def _open_cases(who: str, user: Any) -> QuerySet[Case]:
    """Cases before the decision; `who` narrows them. Each has the day that it is due."""
    cases = Case.objects.filter(state__in=STEPS)
    if who == MINE:
        cases = cases.filter(_mine(user))
    elif who == NOBODY:
        cases = cases.filter(assignment__isnull=True)
    asked = Clarification.objects.filter(case=OuterRef("pk"), ended_at__isnull=True)
    return cases.annotate(
        due=Coalesce(
            Subquery(asked.values("due_on")[:1]),
            "call__sitting_on",
            "call__decision_promised_on",
        )
    )


def _mine(user: Any) -> Q:
    return Q(assignment__person=user.pk) | Q(assignment__substitute=user.pk)


def board(who: str, user: Any) -> list[Column]:
    """The columns of the board: two queries, however many cases there are."""
    columns = {
        state: Column(state, str(_(life.CASE.state(state).internal)), str(step))
        for state, step in STEPS.items()
    }
    cases = _open_cases(who, user)
    for row in cases.order_by().values("state").annotate(total=Count("pk")):
        columns[row["state"]].total = row["total"]
    urgent = [F("due").asc(nulls_last=True), F("submitted_at").asc(nulls_last=True), F("pk").asc()]
    rank = Window(RowNumber(), partition_by=F("state"), order_by=urgent)
    shown = cases.select_related("assignment__person").defer("answers", "typed", "progress")
    for case in shown.annotate(rank=rank).filter(rank__lte=MOST_IN_COLUMN).order_by("rank"):
        columns[case.state].cards.append(Card(case, _name(case), _due(case)))
    return list(columns.values())


def _due(case: Case) -> date | None:
    day: date | None = getattr(case, "due", None)  # annotated in `_open_cases`
    return day


def _name(case: Case) -> str:
    assignment = getattr(case, "assignment", None)
    return assignment.person.name if assignment else ""


def case_tasks(user: Any) -> Iterator[Task]:
    """What the coordination has to do: cases without anybody, one's own with what comes next."""
    if not has_role(user, Role.COORDINATOR):
        return
    lonely = _open_cases(NOBODY, user).aggregate(count=Count("pk"), first=Min("due"))
    if lonely["count"]:
        text = ngettext(
            "One application has nobody responsible yet",
            "%(count)s applications have nobody responsible yet",
            lonely["count"],
        )
        yield Task(
            title=text % {"count": lonely["count"]},
            url=f"{reverse('task_board')}?who={NOBODY}",
            due=_iso(lonely["first"]),
        )
    mine = _open_cases(MINE, user).select_related("assignment")
    for case in mine.order_by(F("due").asc(nulls_last=True), "pk")[:MOST_TASKS]:
        text = _("%(number)s %(title)s: %(step)s")
        if case.assignment.person_id != user.pk:
            text = _("%(number)s %(title)s: %(step)s (you stand in)")
        named = {"number": case.number, "title": case.title, "step": STEPS[case.state]}
        url = reverse("cases:inspect", args=[case.pk])
        yield Task(title=text % named, url=url, due=_iso(_due(case)))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
