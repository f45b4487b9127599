"""The fields of one step: built from the frozen form, filled from a sheet, read from a request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from portal.forms.conditions import asked_questions
from portal.forms.schema import Question, Schema, Step
from portal.forms.sheets import Posted, Sheet
from portal.forms.types import Difference, QuestionType, Situation, type_of

ANSWER = "answer"
# Longer nonsense is not kept; the page shows it again with the reason.
KEPT_CHARACTERS = 50_000
KEPT_KEYS = 500
# Control characters and half characters: no person types them; databases and XML refuse them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def prefix_of(question_id: str) -> str:
    """The prefix of all names that a question's field has in HTML."""
    return f"q-{question_id}"


def base_name(question_id: str) -> str:
    """The name of the hidden field with the mark of what the writer saw."""
    return f"b-{question_id}"


class QuestionForm(forms.Form):
    """One question as a form of one field, so that each may be filled or bound on its own."""

    use_required_attribute = False

    def __init__(self, question: Question, situation: Situation, **kwargs: Any) -> None:
        kind = type_of(question)
        super().__init__(prefix=prefix_of(question.id), **kwargs)
        made = kind.field(question, situation)
        made.label = str(question.label)
        made.help_text = kind.hint_in(question, situation)
        made.required = False
        self.fields[ANSWER] = made


@dataclass
class Asked:
    """One question as the page shows it."""

    question: Question
    kind: QuestionType
    form: QuestionForm | None
    is_asked: bool
    situation: Situation
    base: str = ""
    problems: list[str] = field(default_factory=list)
    theirs: list[Difference] = field(default_factory=list)

    @property
    def field(self) -> Any:
        """The bound field with its errors, or the `problems` set here; None for guidance."""
        if self.form is None:
            return None
        errors = self.form.errors  # cleaned before it is called required: a draft may be empty
        if self.problems and ANSWER not in errors:
            errors[ANSWER] = self.form.error_class(self.problems, renderer=self.form.renderer)
        bound = self.form[ANSWER]
        bound.field.required = self.question.required  # only now: the page marks optional ones
        return bound

    @cached_property
    def context(self) -> dict[str, Any]:
        """What its template needs besides; reckoned only where a page shows the question."""
        return self.kind.context(self.question, self.situation)

    @property
    def base_name(self) -> str:
        """The name of its hidden mark."""
        return base_name(self.question.id)


@dataclass
class StepForm:
    """One step of a form: what is stored, or what was just posted.

    `data` and `files` are the request's; without them the sheet is shown.
    """

    schema: Schema
    step: Step
    sheet: Sheet
    situation: Situation
    data: QueryDict | None = None
    files: MultiValueDict[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.data is not None:
            self.data = writable(self.data)

    def asked(self) -> list[Asked]:
        """All questions of the step; those not asked now are there too, for live conditions."""
        shown = asked_questions(self.schema, self.sheet.answers)
        return [self._one(question, question.id in shown) for question in self.step.questions]

    def _one(self, question: Question, is_asked: bool) -> Asked:
        kind = type_of(question)
        return Asked(
            question,
            kind,
            self.form_of(question) if kind.takes_answer else None,
            is_asked,
            self.situation,
            base=self.sheet.fingerprint(question.id) if kind.takes_answer else "",
        )

    def form_of(self, question: Question) -> QuestionForm:
        """The form of one question: with the request, else with what is stored."""
        kind = type_of(question)
        if self.data is not None and kind.reads_post:
            return QuestionForm(question, self.situation, data=self.data, files=self.files)
        typed = self.sheet.typed.get(question.id)
        if typed is not None:
            return QuestionForm(question, self.situation, data=posted_again(question.id, typed))
        initial = {ANSWER: kind.to_initial(self.sheet.answers.get(question.id))}
        return QuestionForm(question, self.situation, initial=initial)

    def read(self) -> Posted:
        """Sort the request into answers and unreadable typing.

        Names of unknown questions and of other steps are ignored; questions that the posted
        answers do not ask for keep what is stored.
        """
        if self.data is None:
            return Posted()
        sheet, bases = self.sheet, {}
        read: list[str] = []
        for question in self._readable():
            entry = self._entry(question)
            if entry is None:
                continue
            sheet = sheet.with_entry(question.id, entry)
            if (mark := self.data.get(base_name(question.id))) is not None:
                bases[question.id] = mark[:16]
            read.append(question.id)
        shown = asked_questions(self.schema, sheet.answers)
        return Posted(sheet, bases, tuple(each for each in read if each in shown))

    def _readable(self) -> Iterator[Question]:
        assert self.data is not None
        for question in self.step.questions:
            kind = type_of(question)
            # A field that was not on the page (hidden, other step) is not an empty answer.
            if kind.takes_answer and kind.reads_post and base_name(question.id) in self.data:
                yield question

    def _entry(self, question: Question) -> dict[str, Any] | None:
        """The new state of a question; None: too long to keep, so what is stored stays."""
        form = self.form_of(question)
        if form.is_valid():
            answer = type_of(question).to_answer(form.cleaned_data[ANSWER])
            return {} if type_of(question).is_empty(answer) else {"answer": answer}
        assert self.data is not None
        typed = typed_in(question.id, self.data)
        if typed is None:
            return None
        return {"typed": typed} if typed else {}


def typed_in(question_id: str, data: Mapping[str, Any]) -> dict[str, list[str]] | None:
    """The posted values of a question by the rest of their names; None when they are too long."""
    start = f"{prefix_of(question_id)}-"
    values: Any = data
    found = {
        key[len(start) :][:100]: values.getlist(key)[:KEPT_KEYS]
        for key in list(data)
        if key.startswith(start)
    }
    kept = dict(list(found.items())[:KEPT_KEYS])
    size = sum(len(text) for texts in kept.values() for text in texts)
    if size > KEPT_CHARACTERS:
        return None
    return kept if any(any(texts) for texts in kept.values()) else {}


def writable(data: QueryDict) -> QueryDict:
    """The request's values without what cannot be stored."""
    plain = QueryDict(mutable=True)
    for key in data:
        plain.setlist(key, [UNWRITABLE.sub("", text) for text in data.getlist(key)])
    return plain


def posted_again(question_id: str, typed: Mapping[str, list[str]]) -> QueryDict:
    """What a browser would send for unreadable typing that was kept."""
    data = QueryDict(mutable=True)
    for rest, texts in typed.items():
        data.setlist(f"{prefix_of(question_id)}-{rest}", list(texts))
    return data
