"""Answers of a form and how two people's changes to them are brought together.

For every question a sheet holds an answer (plain JSON) or what was typed and could not be read
(the posted values by the rest of their field name). Nothing typed is ever dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Answers = dict[str, Any]
Typed = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The state of a form: answers and unreadable typing by question id."""

    answers: Answers = field(default_factory=dict)
    typed: Typed = field(default_factory=dict)

    def entry(self, question_id: str) -> dict[str, Any]:
        """What is known of one question; equal entries have equal fingerprints."""
        if question_id in self.typed:
            return {"typed": self.typed[question_id]}
        answer = self.answers.get(question_id)
        return {} if answer in (None, "", [], {}) else {"answer": answer}

    def fingerprint(self, question_id: str) -> str:
        """A short mark of the state of one question, written beside its field."""
        text = json.dumps(self.entry(question_id), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def with_entry(self, question_id: str, entry: Mapping[str, Any]) -> Sheet:
        """The sheet with the state of one question replaced."""
        answers = {key: value for key, value in self.answers.items() if key != question_id}
        typed = {key: value for key, value in self.typed.items() if key != question_id}
        if "typed" in entry:
            typed[question_id] = entry["typed"]
        elif "answer" in entry:
            answers[question_id] = entry["answer"]
        return replace(self, answers=answers, typed=typed)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came with one request: the new state of questions and the mark each was based on.

    Without a mark (`bases`) nobody can know what the writer saw; the text then counts as written
    on an empty field.
    """

    sheet: Sheet = field(default_factory=Sheet)
    bases: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The state of one question before and after; `parked`: kept aside, not taken over."""

    question: str
    before: dict[str, Any]
    after: dict[str, Any]
    parked: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The sheet to store, what changed, and the questions that two people answered at once."""

    sheet: Sheet
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()


def merge(stored: Sheet, posted: Posted) -> Merged:
    """Bring a request together with what is stored meanwhile, question by question.

    Only what the writer changed is taken. Where somebody else changed the same question since the
    writer saw it, their text stays, the writer's is kept aside (`conflicts`: before is theirs,
    after is the writer's), and the page shows both.
    """
    sheet, changes, conflicts = stored, [], []
    for question in posted.questions:
        theirs, mine = stored.entry(question), posted.sheet.entry(question)
        if theirs == mine:
            continue
        base = posted.bases.get(question, Sheet().fingerprint(question))
        if base == stored.fingerprint(question):
            sheet = sheet.with_entry(question, mine)
            changes.append(Change(question, theirs, mine))
        elif base != posted.sheet.fingerprint(question):
            conflicts.append(Change(question, theirs, mine, parked=True))
    return Merged(sheet, tuple(changes), tuple(conflicts))


def written(stored: Sheet, answers: Answers) -> Posted:
    """Answers that come from no page (an example, a list): each replaces what is stored."""
    sheet = stored
    for question, answer in answers.items():
        sheet = sheet.with_entry(question, {"answer": answer})
    return Posted(sheet, {key: stored.fingerprint(key) for key in answers}, tuple(answers))
