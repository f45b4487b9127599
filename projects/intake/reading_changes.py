"""Who changed which answer of a draft, in words: before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.forms.types import Difference, type_of
from projects.cases.models import AnswerChange, Case
from projects.intake.binding import ApplicationSituation, Records
from projects.intake.plain import schema_of_case


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One entry: the question in words, what changed, and the whole text where it was parked."""

    entry: AnswerChange
    label: str
    differences: tuple[Difference, ...]
    parked_text: str


def tell_changes(case: Case, entries: Iterable[AnswerChange]) -> list[ToldChange]:
    """The entries in words of the active language; questions of no known form are left out."""
    schema = schema_of_case(case)
    situation = ApplicationSituation(records=Records(case.call), schema=schema)
    told = []
    for entry in entries:
        question = schema.questions.get(entry.question)
        if question is None:
            continue
        kind = type_of(question)
        before, after = (each.get("answer") for each in (entry.before, entry.after))
        differences = kind.differences(question, before, after, situation)
        # What could not be read as an answer ("sehr viel") is kept as it was typed.
        typed_before, typed = _typed(entry.before), _typed(entry.after)
        if typed or typed_before:
            was = typed_before or kind.words(question, before, situation)
            differences = [Difference("", was, typed or kind.words(question, after, situation))]
        words = typed or ("" if kind.is_empty(after) else kind.words(question, after, situation))
        told.append(
            ToldChange(
                entry, str(question.label), tuple(differences), words if entry.parked else ""
            )
        )
    return told


def _typed(side: dict[str, Any]) -> str:
    return "\n".join(value for values in (side.get("typed") or {}).values() for value in values)
