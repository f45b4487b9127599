"""One of several answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue

from portal.cms.fields import Labels
from portal.forms.blocks import CodeBlock
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, labels, question_type

MOST_RADIOS = 7


class OptionBlock(StructBlock):
    """One possible answer: what people read, and its code."""

    label = CharBlock(label=_("answer"), max_length=150)
    code = CodeBlock(label=_("code"))

    class Meta:
        icon = "radio-full"
        label = _("possible answer")


def option_fields() -> list[tuple[str, Any]]:
    """The editor's list of possible answers."""
    return [("choices", ListBlock(OptionBlock(), label=_("possible answers"), min_num=2))]


def frozen_options(values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
    """The possible answers with their texts in all languages, by code."""
    by_code = {
        locale: {str(one["code"]): one for one in value["choices"]}
        for locale, value in values.items()
    }
    return {
        "choices": [
            {"code": code, "label": dict(labels(_those_with(by_code, code), "label"))}
            for code in by_code[source]
        ]
    }


def _those_with(by_code: dict[str, dict[str, Any]], code: str) -> dict[str, Any]:
    return {locale: options[code] for locale, options in by_code.items() if code in options}


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Codes and texts of the possible answers in the active language."""
    return [(one["code"], str(Labels(one["label"]))) for one in question.options["choices"]]


def twice(value: StructValue) -> dict[str, Any]:
    """An editor's problem: one code for two answers."""
    codes = [one["code"] for one in value["choices"]]
    if len(set(codes)) < len(codes):
        return {"choices": _("Every answer needs a code of its own.")}
    return {}


def with_none(choices: list[tuple[str, str]], question: Question) -> list[tuple[str, Any]]:
    """Radio buttons cannot be taken back: a voluntary question has one for no answer."""
    return [*choices] if question.required else [*choices, ("", _("No answer"))]


@question_type
class Choice(QuestionType):
    """One of several answers: few as buttons, many as a list."""

    code = "choice"
    label = _("Choice")
    description = _("Exactly one of several answers.")
    order = 70
    icon = "radio-full"
    is_personal = False

    def fields(self) -> list[tuple[str, Any]]:
        """The possible answers."""
        return option_fields()

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The possible answers."""
        return frozen_options(values, source)

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Codes must differ."""
        return twice(value)

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Buttons, or a list where there are many answers."""
        choices = choices_of(question)
        if len(choices) > MOST_RADIOS:
            return forms.ChoiceField(choices=[("", _("Please choose")), *choices])
        return forms.ChoiceField(choices=with_none(choices, question), widget=forms.RadioSelect)

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only an answer that may still be chosen."""
        return answer if answer in dict(choices_of(question)) else None

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The text of the chosen answer."""
        return dict(choices_of(question)).get(answer, str(answer or ""))

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The code, which is the same in every language."""
        return [answer or ""]
