"""What a form must fulfil before it can be published, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.forms.conditions import measure
from portal.forms.schema import (
    AT_LEAST,
    AT_MOST,
    EMPTY,
    FILLED,
    Condition,
    Question,
    Schema,
)

MAX_STEPS, MAX_QUESTIONS = 20, 150


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong and where: ids of step and question (empty: the whole form), the field."""

    text: str
    step: str = ""
    question: str = ""
    field: str = ""


def form_problems(schema: Schema) -> list[str]:
    """What keeps a form from being published, in words for the editor."""
    return [problem.text for problem in placed_problems(schema)]


def placed_problems(schema: Schema) -> list[FormProblem]:
    """The same, each with its place in the form."""
    return [*_sizes(schema), *_codes(schema), *_conditions(schema)]


def _sizes(schema: Schema) -> Iterator[FormProblem]:
    if not schema.questions:
        yield FormProblem(_("The form asks nothing yet."))
        return
    for step in schema.steps:
        if not step.questions:
            text = _("The step “%(title)s” has no question yet.") % {"title": step.title}
            yield FormProblem(text, step.id, field="questions")
    if len(schema.steps) > MAX_STEPS or len(schema.questions) > MAX_QUESTIONS:
        text = _("A form has at most %(steps)s steps and %(questions)s questions.")
        yield FormProblem(text % {"steps": MAX_STEPS, "questions": MAX_QUESTIONS})


def _codes(schema: Schema) -> Iterator[FormProblem]:
    seen: set[str] = set()
    for step in schema.steps:
        for question in step.questions:
            if question.code in seen:
                text = _("The code “%(code)s” is used twice.") % {"code": question.code}
                yield FormProblem(text, step.id, question.id, "code")
            seen.add(question.code)


def _conditions(schema: Schema) -> Iterator[FormProblem]:
    earlier: dict[str, Question] = {}
    for step in schema.steps:
        for text in _condition(step.show_if, str(step.title), earlier):
            yield FormProblem(text, step.id, field="show_if")
        for question in step.questions:
            for text in _condition(question.show_if, str(question.label), earlier):
                yield FormProblem(text, step.id, question.id, "show_if")
            earlier[question.id] = question


def _condition(
    condition: Condition | None, name: str, earlier: dict[str, Question]
) -> Iterator[str]:
    if condition is None:
        return
    asked = earlier.get(condition.question)
    if asked is None:
        text = _("“%(name)s” depends on the question “%(code)s”, which is not asked before it.")
        yield text % {"name": name, "code": condition.question}
    if condition.operator in (FILLED, EMPTY):
        return
    if not condition.values:
        yield _("“%(name)s” depends on an answer, but no value is given.") % {"name": name}
    elif condition.operator in (AT_LEAST, AT_MOST):
        if measure(condition.values[0]) is None:
            text = _("“%(name)s”: “at least” and “at most” need a number or a day (01.06.2027).")
            yield text % {"name": name}
    elif asked is not None:
        yield from _unknown_values(condition, name, asked)


def _unknown_values(condition: Condition, name: str, asked: Question) -> Iterator[str]:
    known = [str(one["code"]) for one in asked.options.get("choices") or ()]
    for value in condition.values if known else ():
        if value not in known:
            text = _(
                "“%(name)s” waits for the answer “%(value)s” to “%(code)s”. "
                "Possible are: %(known)s."
            )
            yield text % {
                "name": name,
                "value": value,
                "code": asked.code,
                "known": ", ".join(known),
            }
