"""From the editor's blocks to plain data: one frozen form of the same blocks in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.cms.fields import Labels
from portal.forms.rules import form_problems
from portal.forms.schema import FILLED, Condition, Question, Schema, Step
from portal.forms.types import labels, type_by_code

Blocks = Mapping[str, Any]
"""The same block in every language, by locale."""


class FormError(Exception):
    """The blocks make no form; `problems` says why, in words for the editor."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def frozen(title: Mapping[str, str], streams: Mapping[str, Any], source: str) -> Schema:
    """The form of the streams in every language, fit to be published.

    Raises FormError where two questions have one code or a condition names no earlier question.
    """
    schema = as_written(title, streams, source)
    problems = form_problems(schema)
    if problems:
        raise FormError(problems)
    return schema


def as_written(title: Mapping[str, str], streams: Mapping[str, Any], source: str) -> Schema:
    """The form of the streams, finished or not (`source` decides what is asked and when).

    A block that a translation lacks is read in the source language.
    """
    codes = _codes(streams[source])
    others = {locale: _by_id(stream) for locale, stream in streams.items() if locale != source}
    steps = [
        _step(child, {k: v.get(str(child.id)) for k, v in others.items()}, source, codes)
        for child in streams[source]
    ]
    return Schema(Labels(title), tuple(steps))


def _codes(stream: Any) -> dict[str, str]:
    """The ids of the questions by their codes."""
    return {
        str(child.value["code"]): str(child.id)
        for step in stream
        for child in step.value["questions"]
    }


def _by_id(stream: Any) -> dict[str, Any]:
    return {str(child.id): child.value for child in stream}


def _values(own: Any, others: Blocks, source: str) -> dict[str, Any]:
    return {source: own} | {locale: value for locale, value in others.items() if value is not None}


def _step(child: Any, others: Blocks, source: str, codes: dict[str, str]) -> Step:
    values = _values(child.value, others, source)
    inner = {
        locale: _by_id(value["questions"]) for locale, value in values.items() if locale != source
    }
    questions = [
        _question(each, {k: v.get(str(each.id)) for k, v in inner.items()}, source, codes)
        for each in child.value["questions"]
    ]
    return Step(
        id=str(child.id),
        title=labels(values, "title"),
        intro=labels(values, "intro"),
        show_if=_condition(child.value["show_if"], codes),
        questions=tuple(questions),
    )


def _question(child: Any, others: Blocks, source: str, codes: dict[str, str]) -> Question:
    values = _values(child.value, others, source)
    kind = type_by_code(child.block_type)
    return Question(
        id=str(child.id),
        type=kind.code,
        code=str(child.value["code"]),
        label=labels(values, "label"),
        help=labels(values, "help"),
        required=bool(child.value.get("required")),
        show_if=_condition(child.value["show_if"], codes),
        options=kind.options(values, source),
    )


def _condition(value: Any, codes: dict[str, str]) -> Condition | None:
    code = str((value or {}).get("question") or "")
    if not code:
        return None
    wanted = [part.strip() for part in str(value.get("values") or "").split(",")]
    return Condition(
        question=codes.get(code, code),
        operator=str(value.get("operator") or FILLED),
        values=tuple(part for part in wanted if part),
    )
