"""A form as plain data: steps, questions, conditions. What everything after the editor reads.

A published form is frozen into this shape once and never changes. Every id is the stable id of
the editor's block; every text holds all languages; codes and conditions have none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.cms.fields import Labels

IS, IS_NOT, FILLED, EMPTY, AT_LEAST, AT_MOST = (
    "is",
    "is_not",
    "filled",
    "empty",
    "at_least",
    "at_most",
)
OPERATORS = (IS, IS_NOT, FILLED, EMPTY, AT_LEAST, AT_MOST)


@dataclass(frozen=True, slots=True)
class Condition:
    """Shows a question or step only if the answer to an earlier question fits.

    `question` is the id of that question, `values` are codes or plain numbers as text.
    """

    question: str
    operator: str = IS
    values: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data for the frozen version."""
        return {"question": self.question, "operator": self.operator, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: id, code of its type, code for exports, texts, options of the type."""

    id: str
    type: str
    code: str
    label: Labels
    help: Labels = field(default_factory=Labels)
    required: bool = True
    show_if: Condition | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Plain data for the frozen version."""
        return {
            "id": self.id,
            "type": self.type,
            "code": self.code,
            "label": dict(self.label),
            "help": dict(self.help),
            "required": self.required,
            "show_if": self.show_if.as_data() if self.show_if else None,
            "options": self.options,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form with its questions."""

    id: str
    title: Labels
    intro: Labels = field(default_factory=Labels)
    show_if: Condition | None = None
    questions: tuple[Question, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data for the frozen version."""
        return {
            "id": self.id,
            "title": dict(self.title),
            "intro": dict(self.intro),
            "show_if": self.show_if.as_data() if self.show_if else None,
            "questions": [question.as_data() for question in self.questions],
        }


@dataclass(frozen=True)
class Schema:
    """A whole frozen form."""

    title: Labels
    steps: tuple[Step, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data for the frozen version; `from_data` reads it back."""
        return {"title": dict(self.title), "steps": [step.as_data() for step in self.steps]}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Schema:
        """Read plain data; raises KeyError or TypeError where it has another shape."""
        return cls(title=Labels(data["title"]), steps=tuple(_step(each) for each in data["steps"]))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the plain data: equal forms have equal fingerprints."""
        text = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id, in the order they are asked."""
        return {question.id: question for step in self.steps for question in step.questions}

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """All questions by their code for exports."""
        return {question.code: question for question in self.questions.values()}

    def of_type(self, code: str) -> Iterator[Question]:
        """The questions of a type."""
        return (question for question in self.questions.values() if question.type == code)

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)

    def step_of(self, question_id: str) -> Step | None:
        """The step on which a question is asked."""
        return next((s for s in self.steps if any(q.id == question_id for q in s.questions)), None)


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    if not data:
        return None
    return Condition(data["question"], data["operator"], tuple(data["values"]))


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        id=data["id"],
        type=data["type"],
        code=data["code"],
        label=Labels(data["label"]),
        help=Labels(data["help"]),
        required=data["required"],
        show_if=_condition(data["show_if"]),
        options=data["options"],
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        id=data["id"],
        title=Labels(data["title"]),
        intro=Labels(data["intro"]),
        show_if=_condition(data["show_if"]),
        questions=tuple(_question(each) for each in data["questions"]),
    )
