"""Who changed which answer of a draft, in words: before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.forms.models import FormVersion
from portal.forms.queries import schema_of
from portal.forms.schema import Schema
from portal.forms.types import Difference, type_of
from projects.cases.models import AnswerChange, Case
from projects.intake.binding import ApplicationSituation, Records
from projects.intake.models_versions import OfferAnswer, VersionOffer
from projects.intake.plain import schema_of_case


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One entry: the question in words, what changed, and the whole text where it was parked.

    `found_no_place`: parked because the draft moved to a form without a place for it.
    """

    entry: AnswerChange
    label: str
    differences: tuple[Difference, ...]
    parked_text: str
    found_no_place: bool = False


def tell_changes(case: Case, entries: Iterable[AnswerChange]) -> list[ToldChange]:
    """The entries in words of the active language; questions of no known form are left out.

    Older versions of the form are read only where an entry asks for one.
    """
    records, schema = Records.of(case), schema_of_case(case)
    entries, told = list(entries), []
    older = _older(case, {each.question for each in entries} - schema.questions.keys())
    moved_at = _moved_at(case) if any(each.parked for each in entries) else None
    for entry in entries:
        asked = older.get(entry.question, schema)
        question = asked.questions.get(entry.question)
        if question is None:
            continue
        situation = ApplicationSituation(records=records, schema=asked)
        kind = type_of(question)
        before, after = (each.get("answer") for each in (entry.before, entry.after))
        differences = kind.differences(question, before, after, situation)
        # What could not be read as an answer ("sehr viel") is kept as it was typed.
        typed_before, typed = _typed(entry.before), _typed(entry.after)
        if typed or typed_before:
            was = typed_before or kind.words(question, before, situation)
            differences = [Difference("", was, typed or kind.words(question, after, situation))]
        lost = entry.parked and not entry.after
        lost = lost and (entry.question in older or entry.at == moved_at)
        typed, answer = (typed_before, before) if lost else (typed, after)
        words = typed or ("" if kind.is_empty(answer) else kind.words(question, answer, situation))
        parked_text = words if entry.parked else ""
        told.append(ToldChange(entry, str(question.label), tuple(differences), parked_text, lost))
    return told


def _older(case: Case, wanted: set[str]) -> dict[str, Schema]:
    """Questions that only older versions of the form ask, each with the newest that does."""
    found: dict[str, Schema] = {}
    if not wanted or case.form_version is None:
        return found
    version = case.form_version
    earlier = FormVersion.objects.filter(form=version.form_id, number__lt=version.number)
    for each in earlier.defer("data").order_by("-number"):
        schema = schema_of(each)
        for key in wanted & schema.questions.keys():
            found.setdefault(key, schema)
        if len(found) == len(wanted):
            break
    return found


def _moved_at(case: Case) -> datetime | None:
    moves = VersionOffer.objects.filter(case=case, answer=OfferAnswer.TAKEN)
    return moves.values_list("answered_at", flat=True).first()


def _typed(side: dict[str, Any]) -> str:
    return "\n".join(value for values in (side.get("typed") or {}).values() for value in values)
