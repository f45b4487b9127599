"""Reads of clarifications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, F
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.forms.checking import Problem
from portal.forms.conditions import asked_questions
from portal.forms.schema import Question, Schema
from portal.forms.types import type_of
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.registry import Task
from portal.kernel.together import Part
from projects.cases.lifecycle import CLARIFICATION
from projects.cases.models import AnswerChange, Case
from projects.cases.parts import of_case
from projects.cases.queries import cases_to_edit_of
from projects.intake.binding import sheet_of
from projects.intake.completeness import form_problems
from projects.intake.plain import schema_of_case
from projects.intake.reading_changes import ToldChange, tell_changes
from projects.review.models_asking import Clarification, ClarifiedQuestion


@dataclass(frozen=True, slots=True)
class Told:
    """A clarification with what changed by it, question by question."""

    clarification: Clarification
    changes: list[ToldChange]
    unchanged: list[str]


CLARIFICATIONS = Part(
    Prepared(
        lambda case: (
            Clarification.objects.filter(case__pk=case)
            .select_related("asked_by", "ended_by")
            .order_by("-asked_at", "-pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
CLARIFIED = Part(
    Prepared(
        lambda case: ClarifiedQuestion.objects.filter(clarification__case__pk=case),
        case=BigAutoField(),
    ),
    of_case,
)


def open_clarification(case: Case) -> Clarification | None:
    """What the applicant is asked now; None where nothing is."""
    if case.state != CLARIFICATION:
        return None
    return Clarification.objects.filter(case=case, ended_at__isnull=True).first()


def askable(case: Case) -> list[tuple[str, list[Question]]]:
    """The questions of a case that can be asked again, by step; none without a form."""
    if case.form_version_id is None:
        return []
    schema = schema_of_case(case)
    asked = asked_questions(schema, sheet_of(case, schema).answers)
    found = (
        (
            str(step.title),
            [each for each in step.questions if each.id in asked and type_of(each).takes_answer],
        )
        for step in schema.steps
    )
    return [(title, questions) for title, questions in found if questions]


def with_dependents(schema: Schema, chosen: Iterable[str]) -> list[str]:
    """The chosen questions and all that are only asked because of them, in the form's order."""
    wanted = set(chosen) & schema.questions.keys()
    while True:
        more = {
            each.id
            for each in schema.questions.values()
            if each.show_if and each.show_if.question in wanted and each.id not in wanted
        }
        if not more:
            return [key for key in schema.questions if key in wanted]
        wanted |= more


def asked_ids(clarification: Clarification) -> list[str]:
    """The ids of the questions that are to be answered anew."""
    rows = ClarifiedQuestion.objects.filter(clarification=clarification).order_by("pk")
    return list(rows.values_list("question", flat=True))


def open_problems(case: Case, ids: Iterable[str]) -> list[Problem]:
    """What is missing or wrong in the questions that were asked."""
    wanted = set(ids)
    return [problem for problem in form_problems(case) if problem.question in wanted]


def clarifications_of(case: Case) -> list[Told]:
    """All clarifications of a case with the difference before and after, the newest first."""
    found = CLARIFICATIONS.of(case)
    if not found:
        return []
    schema = schema_of_case(case)
    rows: dict[int, list[ClarifiedQuestion]] = {each.pk: [] for each in found}
    for row in CLARIFIED.of(case):
        rows[row.clarification_id].append(row)
    return [_told(case, schema, each, rows[each.pk]) for each in found]


def _told(
    case: Case, schema: Schema, clarification: Clarification, rows: list[ClarifiedQuestion]
) -> Told:
    entries = [
        AnswerChange(
            case=case,
            question=row.question,
            before=row.before,
            after=row.after,
            at=clarification.ended_at or clock.now(),
        )
        for row in rows
        if not clarification.is_open and row.before != row.after
    ]
    changed = {entry.question for entry in entries}
    unchanged = [
        str(schema.questions[row.question].label)
        for row in rows
        if row.question not in changed and row.question in schema.questions
    ]
    return Told(clarification, tell_changes(case, entries) if entries else [], unchanged)


def clarification_tasks(user: Any) -> Iterator[Task]:
    """What a person is asked for in their applications, with the day."""
    mine = cases_to_edit_of(user).filter(state=CLARIFICATION).order_by().values("pk")
    asked = Clarification.objects.filter(case__in=mine, ended_at__isnull=True)
    for each in asked.select_related("case__call").order_by("due_on", "pk"):
        case = each.case
        title = _("Answer our questions: %(title)s") % {"title": case.title}
        url = reverse("application_clarify", args=[case.call.code, case.uuid])
        yield Task(title=title, url=url, due=each.due_on.isoformat())


def to_remind() -> list[int]:
    """The keys of clarifications whose reminder is due and was not sent."""
    today = clock.today()
    waiting = Clarification.objects.filter(
        ended_at__isnull=True,
        reminded_at__isnull=True,
        case__state=CLARIFICATION,
        due_on__gte=today,
    ).annotate(days=F("case__call__programme__checklist__reminder_days"))
    rows = waiting.order_by("pk").values_list("pk", "due_on", "days", "asked_at")
    return [
        pk
        for pk, due, days, asked in rows
        if (due - today).days <= (days or 0) and clock.local(asked).date() < today
    ]
