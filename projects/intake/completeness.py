"""What keeps an application from being sent."""

from __future__ import annotations

from portal.forms import checking
from portal.forms.checking import Problem, StepState
from portal.forms.schema import Schema
from portal.forms.sheets import Sheet
from projects.cases.models import Case
from projects.intake.binding import ApplicationSituation, Records, sheet_of
from projects.intake.plain import schema_of_case


def situation_for(
    case: Case, schema: Schema, sheet: Sheet, records: Records | None = None
) -> ApplicationSituation:
    """What the questions of a case may know; `records` spares reading them again."""
    known = records or Records(case.call)
    return ApplicationSituation(answers=sheet.answers, records=known, schema=schema)


def form_problems(case: Case) -> list[Problem]:
    """What is missing or wrong in a case; empty when it is complete."""
    schema, sheet = _read(case)
    return checking.problems(schema, sheet, situation_for(case, schema, sheet))


def form_steps(case: Case, records: Records | None = None) -> list[StepState]:
    """How far every step of a case is; `records` spares reading them again."""
    schema, sheet = _read(case)
    return checking.step_states(schema, sheet, situation_for(case, schema, sheet, records))


def missing_words(case: Case) -> list[str]:
    """What is missing or wrong, in one sentence each."""
    questions = schema_of_case(case).questions
    return [
        f"{str(questions[each.question].label).rstrip('?: ')}: {each.text}"
        for each in form_problems(case)
    ]


def _read(case: Case) -> tuple[Schema, Sheet]:
    schema = schema_of_case(case)
    return schema, sheet_of(case, schema)
