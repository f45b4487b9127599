"""What a form must fulfil before it can be published, whatever it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.forms.schema import EMPTY, FILLED, Condition, Schema

MAX_STEPS, MAX_QUESTIONS = 20, 150


def form_problems(schema: Schema) -> list[str]:
    """What keeps a form from being published, in words for the editor."""
    return [*_sizes(schema), *_codes(schema), *_conditions(schema)]


def _sizes(schema: Schema) -> Iterator[str]:
    if not schema.questions:
        yield _("The form asks nothing yet.")
    if len(schema.steps) > MAX_STEPS or len(schema.questions) > MAX_QUESTIONS:
        text = _("A form has at most %(steps)s steps and %(questions)s questions.")
        yield text % {"steps": MAX_STEPS, "questions": MAX_QUESTIONS}


def _codes(schema: Schema) -> Iterator[str]:
    counted = Counter(question.code for step in schema.steps for question in step.questions)
    for code, number in counted.items():
        if number > 1:
            yield _("The code “%(code)s” is used twice.") % {"code": code}


def _conditions(schema: Schema) -> Iterator[str]:
    earlier: set[str] = set()
    for step in schema.steps:
        yield from _condition(step.show_if, str(step.title), earlier)
        for question in step.questions:
            yield from _condition(question.show_if, str(question.label), earlier)
            earlier.add(question.id)


def _condition(condition: Condition | None, name: str, earlier: set[str]) -> Iterator[str]:
    if condition is None:
        return
    if condition.question not in earlier:
        text = _("“%(name)s” depends on the question “%(code)s”, which is not asked before it.")
        yield text % {"name": name, "code": condition.question}
    if not condition.values and condition.operator not in (FILLED, EMPTY):
        yield _("“%(name)s” depends on an answer, but no value is given.") % {"name": name}
