"""Which steps and questions are asked, given the answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.forms.schema import AT_LEAST, AT_MOST, EMPTY, FILLED, IS, IS_NOT, Condition, Schema
from portal.forms.types import type_of


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
    """Whether the first number found is at least (1) or at most (-1) the first wanted."""
    try:
        return (Decimal(found[0]) - Decimal(wanted[0])) * sign >= 0
    except (IndexError, InvalidOperation):
        return False
