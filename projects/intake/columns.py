"""The answers of application forms as columns of the office's export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.forms.conditions import asked_questions
from portal.forms.models import FormVersion
from portal.forms.queries import schema_of
from portal.forms.schema import Question, Schema
from portal.forms.types import type_of
from projects.calls.models import Call
from projects.cases.exports import Cells
from projects.cases.models import Case
from projects.cases.queries import attachments
from projects.intake.binding import FILES, ApplicationSituation, BoundType, Records


def answer_columns(versions: Iterable[int]) -> tuple[list[str], Cells]:
    """One column for each code across the versions; core questions have columns of their own.

    A head is the newest wording of the question with its code.
    """
    found = FormVersion.objects.filter(pk__in=set(versions)).defer("data").order_by("-pk")
    schemas = {version.pk: schema_of(version) for version in found}
    reader = _Reader(schemas)
    return list(reader.heads.values()), reader.cells


class _Reader:
    """Reads the cells of one case after the other; what a call offers is read once."""

    def __init__(self, schemas: dict[int, Schema]) -> None:
        self.schemas = schemas
        self.questions = {
            pk: [each for each in schema.questions.values() if _has_columns(each)]
            for pk, schema in schemas.items()
        }
        self.related = {pk: _related_conditions(schema) for pk, schema in schemas.items()}
        self.records: dict[int, Records] = {}
        self.heads: dict[str, str] = {}
        for pk in schemas:
            for question in self.questions[pk]:
                for column in type_of(question).columns(question):
                    self.heads.setdefault(column, f"{question.label} [{column}]")

    def cells(self, case: Case) -> list[Any]:
        """The cell of each column; empty where the form or the case does not have it."""
        schema = self.schemas.get(case.form_version_id or 0)
        if schema is None or case.form_version_id is None:
            return [""] * len(self.heads)
        answers = self._answers(case, schema)
        situation = ApplicationSituation(
            answers=answers, files=_files(case), records=self._records(case.call), schema=schema
        )
        asked = asked_questions(schema, answers)
        row: dict[str, Any] = {}
        for question in self.questions[case.form_version_id]:
            if question.id in asked and question.id in answers:
                kind = type_of(question)
                cells = kind.cells(question, answers[question.id], situation)
                row.update(zip(kind.columns(question), cells, strict=False))
        return [row.get(column, "") for column in self.heads]

    def _answers(self, case: Case, schema: Schema) -> dict[str, Any]:
        """All answers, those in other tables only where a condition depends on one."""
        answers = dict(case.answers)
        for question in schema.questions.values():
            kind = type_of(question)
            if isinstance(kind, BoundType):
                if not kind.related or question.id in self.related[case.form_version_id or 0]:
                    answers[question.id] = kind.read(case)
            elif kind.code == FILES:
                keys = [item.pk for item in attachments(case) if item.question == question.id]
                answers |= {question.id: keys} if keys else {}
        return answers

    def _records(self, call: Call) -> Records:
        return self.records.setdefault(call.pk, Records(call))


def _has_columns(question: Question) -> bool:
    kind = type_of(question)
    return kind.takes_answer and not isinstance(kind, BoundType)


def _related_conditions(schema: Schema) -> set[str]:
    steps = [step.show_if for step in schema.steps]
    conditions = [*steps, *(question.show_if for question in schema.questions.values())]
    return {condition.question for condition in conditions if condition}


def _files(case: Case) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for item in attachments(case):
        found.setdefault(item.question, []).append(item)
    return found
