"""What a new draft takes over from something that exists: by type, by code, by stable id.

A source is a list of answers; where they come from (an application of one's own, a finished
project) is the source's own business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.cms.fields import Labels
from portal.forms.conditions import asked_questions
from portal.forms.queries import schema_of
from portal.forms.reuse import Reused, reused_answer, reused_typing
from portal.forms.schema import Question, Schema
from portal.forms.sheets import Change
from portal.forms.types import Answer, Situation, known_types, type_by_code, type_of
from projects.cases.models import Case
from projects.intake.binding import APPLICATION, BoundType, sheet_of
from projects.intake.models_start import StartKind

# How to reach somebody: only for the person it belongs to.
CONTACT = {"core_contact", "email", "phone", "address"}


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a source: type and code of its question, the question where there is one."""

    type: str
    answer: Answer = None
    code: str = ""
    question: Question | None = None
    typed: Mapping[str, list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a draft begins from: its kind, its key, its answers, and what the log says of it."""

    kind: StartKind
    key: str
    given: tuple[Given, ...]
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lost:
    """A question whose answer found no place, or only in part; never the answer itself."""

    type: str
    label: dict[str, str]
    partly: bool = False

    @classmethod
    def of(cls, given: Given, *, partly: bool) -> Lost:
        """The question of an answer."""
        return cls(given.type, dict(given.question.label) if given.question else {}, partly)

    def as_data(self) -> dict[str, Any]:
        """Plain data to store; `from_data` reads it back."""
        return {"type": self.type, "label": self.label, "partly": self.partly}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Lost:
        """Read plain data."""
        return cls(str(data["type"]), dict(data["label"]), bool(data["partly"]))

    @property
    def words(self) -> str:
        """The question in the active language, without its mark."""
        text = str(Labels(self.label)) or str(type_by_code(self.type).label)
        return text.rstrip("?: ")


@dataclass(frozen=True, slots=True)
class StartPlan:
    """The entries of a new draft, the questions they answer, and what finds no place."""

    changes: tuple[Change, ...]
    taken: tuple[Question, ...]
    lost: tuple[Lost, ...]


def own_source(case: Case, *, with_contact: bool) -> Source:
    """An application as the source of another one; the contact person only for whom it belongs."""
    answers = _form_answers(case) if case.form_version else _core_answers(case)
    given = tuple(each for each in answers if with_contact or each.type not in CONTACT)
    about = {"uuid": str(case.uuid), "number": case.number or ""}
    return Source(StartKind.OWN, str(case.uuid), given, about)


def _form_answers(case: Case) -> Iterator[Given]:
    """What the form of a case asked and its people answered; nothing that is hidden."""
    assert case.form_version is not None
    schema = schema_of(case.form_version)
    sheet = sheet_of(case, schema)
    asked = asked_questions(schema, sheet.answers)
    for question in schema.questions.values():
        kind, entry = type_of(question), sheet.entry(question.id)
        if question.id in asked and kind.moves_on and entry:
            yield Given(
                question.type,
                entry.get("answer"),
                question.code,
                question,
                typed=entry.get("typed"),
            )


def _core_answers(case: Case) -> Iterator[Given]:
    """The typed columns and rows of a case that follows no form."""
    for kind in known_types((APPLICATION,)):
        if isinstance(kind, BoundType) and kind.moves_on:
            answer = kind.read(case)
            if not kind.is_empty(answer):
                yield Given(kind.code, answer, kind.first_code)


def plan_start(source: Source, schema: Schema, situation: Situation) -> StartPlan:
    """Which answers of a source a new draft of that form begins with."""
    changes: list[Change] = []
    taken: list[Question] = []
    lost: list[Lost] = []
    left = list(source.given)
    for question in schema.questions.values():
        given = _fitting(left, question)
        if given is None:
            continue
        left.remove(given)
        reused = _reused(given, question, situation)
        if reused.entry:
            changes.append(Change(question.id, {}, reused.entry))
            taken.append(question)
        if not reused.is_whole:
            lost.append(Lost.of(given, partly=bool(reused.entry)))
    lost += [Lost.of(each, partly=False) for each in left]
    return StartPlan(tuple(changes), tuple(taken), tuple(lost))


def _fitting(left: list[Given], question: Question) -> Given | None:
    """The answer to a question: of a fixed one by its type, else by code, else by its stable id."""
    kind = type_of(question)
    same = [each for each in left if each.type == question.type]
    if not same or not kind.moves_on:
        return None
    if isinstance(kind, BoundType):
        return same[0]
    by_code = next((each for each in same if each.code == question.code), None)
    by_id = next((each for each in same if each.question and each.question.id == question.id), None)
    return by_code or by_id


def _reused(given: Given, question: Question, situation: Situation) -> Reused:
    if given.typed is not None:
        return reused_typing(question, given.typed, situation)
    return reused_answer(question, given.answer, given.question, situation)
