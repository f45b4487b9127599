"""What differs between two versions of a form, in plain words, and which answers move along."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.cms.fields import Labels
from portal.forms.forms import ANSWER, QuestionForm, prefix_of
from portal.forms.schema import Question, Schema
from portal.forms.sheets import Change, Sheet
from portal.forms.types import Answer, Situation, type_of

LANGUAGES = {code for code, _name in settings.LANGUAGES}
NEW, REMOVED, CHANGED, MOVED = "new", "removed", "changed", "moved"


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One question that differs: its id, its label, the code of what happened, in plain words."""

    question: str
    label: str
    kind: str
    text: str


def form_differences(old: Schema, new: Schema) -> list[FormDifference]:
    """The questions that are new, gone or asked otherwise, by id, in the order of the new form.

    Only what the active language shows counts, so a new translation elsewhere is no difference.
    """
    found = [_difference(old, new, question) for question in new.questions.values()]
    gone = [
        FormDifference(each.id, str(each.label), REMOVED, _("is no longer asked"))
        for each in old.questions.values()
        if each.id not in new.questions
    ]
    return [each for each in found if each is not None] + gone


def _difference(old: Schema, new: Schema, question: Question) -> FormDifference | None:
    before = old.questions.get(question.id)
    label = str(question.label)
    if before is None:
        return FormDifference(question.id, label, NEW, _("is new"))
    texts = [text() for differs, text in _changes(before, question) if differs]
    if texts:
        return FormDifference(question.id, label, CHANGED, "; ".join(texts))
    steps = [schema.step_of(question.id) for schema in (old, new)]
    if steps[0] and steps[1] and steps[0].id != steps[1].id:
        text = _("now stands in the step “%(title)s”") % {"title": steps[1].title}
        return FormDifference(question.id, label, MOVED, text)
    return None


def _changes(before: Question, after: Question) -> list[tuple[bool, Callable[[], str]]]:
    """What may differ between two wordings of one question, each with its words."""
    same_type = before.type == after.type
    return [
        (not same_type, lambda: _("is answered in another way")),
        (
            str(before.label) != str(after.label),
            lambda: _("was called “%(label)s”") % {"label": before.label},
        ),
        (str(before.help) != str(after.help), lambda: _("has another explanation")),
        (
            before.required != after.required,
            lambda: _("must be answered now") if after.required else _("is voluntary now"),
        ),
        (
            _plain(before.show_if and before.show_if.as_data())
            != _plain(after.show_if and after.show_if.as_data()),
            lambda: _("is asked under other conditions"),
        ),
        (
            same_type and _plain(_shown(before.options)) != _plain(_shown(after.options)),
            lambda: _("has other limits or possible answers"),
        ),
    ]


def _plain(data: object) -> str:
    return json.dumps(data, sort_keys=True, default=dict)


def _shown(data: Any) -> Any:
    """Options with their texts in the active language alone."""
    if isinstance(data, Mapping):
        if data and set(data) <= LANGUAGES:
            return str(Labels(data))
        return {key: _shown(value) for key, value in data.items()}
    return [_shown(each) for each in data] if isinstance(data, list | tuple) else data


@dataclass(frozen=True, slots=True)
class Moved:
    """A sheet under another version, and the answers that found no place there."""

    sheet: Sheet
    lost: tuple[Change, ...]


def moved_sheet(sheet: Sheet, old: Schema, new: Schema, situation: Situation) -> Moved:
    """Bring answers to another version: by question id where the new question is of the same type.

    An answer that the new question does not allow (shorter limit, option gone) stands in its field
    as typed, with what is wrong; one whose question is gone or of another type is in `lost`, so
    that the caller keeps and shows it. Nothing disappears.
    """
    kept, lost = Sheet(), []
    for question_id in {**sheet.answers, **sheet.typed}:
        entry = sheet.entry(question_id)
        before, after = old.questions.get(question_id), new.questions.get(question_id)
        if entry and before and after and before.type == after.type:
            kept = kept.with_entry(question_id, _entry(entry, before, after, situation))
        elif entry:
            lost.append(Change(question_id, entry, {}, parked=True))
    return Moved(kept, tuple(lost))


def _entry(
    entry: dict[str, Any], before: Question, after: Question, situation: Situation
) -> dict[str, Any]:
    """The entry as the new question reads it."""
    kind = type_of(after)
    if "typed" in entry or not kind.reads_post or _plain(before.options) == _plain(after.options):
        return entry
    data = as_posted(before, entry["answer"], situation)
    form = QuestionForm(after, situation, data=data)
    if form.is_valid() and kind.to_answer(form.cleaned_data[ANSWER]) == entry["answer"]:
        return entry
    start = f"{prefix_of(after.id)}-"
    return {"typed": {name[len(start) :]: data.getlist(name) for name in data}}


def as_posted(question: Question, answer: Answer, situation: Situation) -> QueryDict:
    """What a browser would send for an answer, by the controls of its question."""
    bound: Any = QuestionForm(
        question, situation, initial={ANSWER: type_of(question).to_initial(answer)}
    )[ANSWER]
    data = QueryDict(mutable=True)
    inner = getattr(bound, "inner", None)
    forms = inner if isinstance(inner, list) else [inner] if inner is not None else []
    for each in [part for form in forms for part in form] or [bound]:
        value = each.field.prepare_value(each.initial)
        texts = value if isinstance(value, list | tuple) else [value]
        data.setlist(each.html_name, ["" if text is None else str(text) for text in texts])
    return data
