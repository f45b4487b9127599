"""What is missing or wrong in a whole form: the one judge for check page and sending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.forms.conditions import asked_questions
from portal.forms.schema import Question, Schema, Step
from portal.forms.sheets import Answers, Sheet
from portal.forms.types import Situation, type_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend before sending: the step, the question, the words."""

    step: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a step is: `done`, `begun` or `open`; whether it is asked at all."""

    step: Step
    state: str
    is_asked: bool


def problems(schema: Schema, sheet: Sheet, situation: Situation) -> list[Problem]:
    """Everything that keeps a form from being sent; empty when it is complete."""
    asked = asked_questions(schema, sheet.answers)
    return [
        Problem(step.id, question.id, text)
        for step in schema.steps
        for question in step.questions
        if question.id in asked
        for text in _of_question(question, sheet, situation)
    ]


def _of_question(question: Question, sheet: Sheet, situation: Situation) -> Iterator[str]:
    if question.id in sheet.typed:
        yield _("Please correct this answer.")
        return
    yield from type_of(question).problems(question, sheet.answers.get(question.id), situation)


def step_states(schema: Schema, sheet: Sheet, situation: Situation) -> list[StepState]:
    """The state of every step, for the task list."""
    asked = asked_questions(schema, sheet.answers)
    wrong = {problem.step for problem in problems(schema, sheet, situation)}
    return [_state(step, sheet, asked, step.id in wrong) for step in schema.steps]


def _state(step: Step, sheet: Sheet, asked: set[str], wrong: bool) -> StepState:
    mine = [question.id for question in step.questions if question.id in asked]
    begun = any(sheet.entry(question_id) for question_id in mine)
    state = "done" if begun and not wrong else "begun" if begun else "open"
    return StepState(step, state, bool(mine))


def final_answers(schema: Schema, sheet: Sheet) -> Answers:
    """The answers as they are sent: only of questions that are asked."""
    asked = asked_questions(schema, sheet.answers)
    return {key: value for key, value in sheet.answers.items() if key in asked}
