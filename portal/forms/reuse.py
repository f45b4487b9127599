"""Taking an answer over into another form: only what its question there can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from portal.forms.forms import ANSWER, QuestionForm, posted_again, typed_in, writable
from portal.forms.parts import PartsField, RowsField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, type_of
from portal.forms.versions import as_posted

# Typing that nobody could read moves on only where it stands in one text field.
OTHER_FIELDS = (forms.ChoiceField, PartsField, RowsField)


@dataclass(frozen=True, slots=True)
class Reused:
    """The entry for a sheet (empty where nothing fits), and whether nothing of it was lost."""

    entry: dict[str, Any] = field(default_factory=dict)
    is_whole: bool = False


def reused_answer(
    question: Question, answer: Answer, before: Question | None, situation: Situation
) -> Reused:
    """The answer to `before` as an answer to a question of the same type in another form.

    It passes the same cleaning as what somebody types. An answer that the question there does not
    allow (shorter limit, more rows than it takes) stands in its field as typed.
    """
    kind = type_of(question)
    if not kind.moves_on:
        return Reused()
    fitting = kind.reusable(question, answer, before, situation)
    if kind.is_empty(fitting):
        return Reused()
    data = writable(as_posted(question, fitting, situation))
    return _read(question, data, situation, fitting == answer)


def reused_typing(
    question: Question, typed: Mapping[str, list[str]], situation: Situation
) -> Reused:
    """What was typed and could not be read, for a question of the same type in another form."""
    if not type_of(question).moves_on:
        return Reused()
    form = QuestionForm(question, situation)
    if isinstance(form.fields[ANSWER], OTHER_FIELDS):
        return Reused()
    return _read(question, writable(posted_again(question.id, typed)), situation, True)


def _read(question: Question, data: QueryDict, situation: Situation, is_whole: bool) -> Reused:
    kind, form = type_of(question), QuestionForm(question, situation, data=data)
    if form.is_valid():
        read = kind.to_answer(form.cleaned_data[ANSWER])
        return Reused() if kind.is_empty(read) else Reused({"answer": read}, is_whole)
    typed = typed_in(question.id, data)
    return Reused({"typed": typed}, is_whole) if typed else Reused()
