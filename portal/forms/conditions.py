"""Which steps and questions are asked, given the answers so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

from portal.forms.fields import DATE_FORMATS
from portal.forms.schema import AT_LEAST, AT_MOST, EMPTY, FILLED, IS, IS_NOT, Condition, Schema
from portal.forms.types import type_of

PLAIN = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)")


def asked_questions(schema: Schema, answers: Mapping[str, Any]) -> set[str]:
    """The ids of all questions that are asked.

    An answer to a question that is itself not asked counts as not given, so chains of conditions
    end where their first link does. A condition can only name an earlier question.
    """
    asked: set[str] = set()
    for step in schema.steps:
        if not holds(step.show_if, schema, answers, asked):
            continue
        for question in step.questions:
            if holds(question.show_if, schema, answers, asked):
                asked.add(question.id)
    return asked


def holds(
    condition: Condition | None, schema: Schema, answers: Mapping[str, Any], asked: set[str]
) -> bool:
    """Whether a condition holds; none always does, one on an unknown question never."""
    if condition is None:
        return True
    question = schema.questions.get(condition.question)
    if question is None:
        return False
    given = question.id in asked
    found = type_of(question).comparable(question, answers.get(question.id)) if given else []
    return _fits(condition, found)


def _fits(condition: Condition, found: list[str]) -> bool:
    wanted = set(condition.values)
    checks = {
        IS: lambda: bool(wanted & set(found)),
        IS_NOT: lambda: bool(found) and not wanted & set(found),
        FILLED: lambda: bool(found),
        EMPTY: lambda: not found,
        AT_LEAST: lambda: _compare(found, condition.values, 1),
        AT_MOST: lambda: _compare(found, condition.values, -1),
    }
    check = checks.get(condition.operator)
    return check() if check else False


def _compare(found: list[str], wanted: tuple[str, ...], sign: int) -> bool:
    """Whether the first answer is at least (1) or at most (-1) the first wanted.

    Two days or two numbers; `step.js` says the same while somebody types.
    """
    if not found or not wanted:
        return False
    value, bound = measure(found[0]), measure(wanted[0])
    if value is None or bound is None or value[0] != bound[0]:
        return False
    return (value[1] - bound[1]) * sign >= 0


def measure(text: str) -> tuple[str, Decimal] | None:
    """A day (`2027-06-01`, `1.6.2027`) or a plain number, to compare with its like."""
    for form in DATE_FORMATS:
        with suppress(ValueError):
            return "day", Decimal(datetime.strptime(text, form).date().toordinal())  # noqa: DTZ007  (a day has no zone)
    return ("number", Decimal(text)) if PLAIN.fullmatch(text) else None
