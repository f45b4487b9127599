"""What keeps an application from being sent, whichever form it follows."""

from __future__ import annotations

from portal.forms import checking
from portal.forms.checking import Problem, StepState
from portal.forms.queries import schema_of
from portal.forms.schema import Schema
from portal.forms.sheets import Sheet
from projects.cases.models import Case
from projects.intake.binding import ApplicationSituation, Records, sheet_of
from projects.intake.rules import problems


def situation_for(
    case: Case, schema: Schema, sheet: Sheet, records: Records | None = None
) -> ApplicationSituation:
    """What the questions of a case may know; `records` spares reading them again."""
    known = records or Records(case.call)
    return ApplicationSituation(answers=sheet.answers, records=known, schema=schema)


def form_problems(case: Case) -> list[Problem]:
    """What is missing or wrong in a case that follows a form; empty when it is complete."""
    if case.form_version is None:
        return []
    schema = schema_of(case.form_version)
    sheet = sheet_of(case, schema)
    return checking.problems(schema, sheet, situation_for(case, schema, sheet))


def form_steps(case: Case, records: Records | None = None) -> list[StepState]:
    """How far every step of a case that follows a form is; `records` spares reading them again."""
    if case.form_version is None:
        return []
    schema = schema_of(case.form_version)
    sheet = sheet_of(case, schema)
    return checking.step_states(schema, sheet, situation_for(case, schema, sheet, records))


def missing_words(case: Case) -> list[str]:
    """What is missing or wrong, in one sentence each, whichever form the case follows."""
    if case.form_version is None:
        return [problem.text for problem in problems(case)]
    questions = schema_of(case.form_version).questions
    return [
        f"{str(questions[each.question].label).rstrip('?: ')}: {each.text}"
        for each in form_problems(case)
    ]
