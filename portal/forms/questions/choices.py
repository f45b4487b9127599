"""Several of several answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.blocks import IntegerBlock, StructValue

from portal.forms.questions.choice import choices_of, frozen_options, option_fields, twice
from portal.forms.questions.number import turned_round
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type


def _most(number: int) -> str:
    text = ngettext(
        "Please choose at most %(number)s answer.",
        "Please choose at most %(number)s answers.",
        number,
    )
    return text % {"number": number}


def _least(number: int) -> str:
    text = ngettext(
        "Please choose at least %(number)s answer.",
        "Please choose at least %(number)s answers.",
        number,
    )
    return text % {"number": number}


def _bounds(least: int, most: int) -> str:
    """How many answers may be chosen, in one sentence; empty where any number may."""
    if least and least == most:
        text = ngettext(
            "Please choose exactly %(number)s answer.",
            "Please choose exactly %(number)s answers.",
            most,
        )
        return text % {"number": most}
    if least > 1 and most:
        values = {"least": least, "most": most}
        return str(_("Please choose %(least)s to %(most)s answers.") % values)
    if most:
        return _most(most)
    return _least(least) if least > 1 else ""


class SeveralField(forms.MultipleChoiceField):
    """Boxes to tick, in the order of the form, at most `most` of them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: list[tuple[str, str]], most: int | None) -> None:
        super().__init__(choices=choices)
        self.codes, self.most = [code for code, _text in choices], most

    def clean(self, value: Any) -> list[str]:
        """The chosen codes, each once; raises ValidationError for too many."""
        chosen = set(super().clean(value))
        if self.most and len(chosen) > self.most:
            raise ValidationError(_most(self.most), code="most")
        return [code for code in self.codes if code in chosen]


@question_type
class Choices(QuestionType):
    """Any number of several answers, within bounds."""

    code = "choices"
    label = _("Several choices")
    description = _("Boxes to tick, any number or between two numbers.")
    order = 80
    icon = "tasks"
    is_personal = False

    def fields(self) -> list[tuple[str, Any]]:
        """The possible answers and how many may be chosen."""
        return [
            *option_fields(),
            ("least", IntegerBlock(label=_("at least"), min_value=1, required=False)),
            ("most", IntegerBlock(label=_("at most"), min_value=1, required=False)),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """The possible answers and the bounds."""
        bounds = {name: values[source].get(name) for name in ("least", "most")}
        return frozen_options(values, source) | bounds

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Codes must differ, bounds must be possible."""
        found = twice(value) | turned_round(value, "least", "most")
        if (value.get("least") or 0) > len(value["choices"]):
            found["least"] = _("There are fewer answers than that.")
        return found

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Boxes to tick."""
        return SeveralField(choices=choices_of(question), most=question.options.get("most"))

    def hint(self, question: Question) -> str:
        """Help and bounds."""
        least, most = (question.options.get(name) or 0 for name in ("least", "most"))
        return " ".join(filter(None, [str(question.help), _bounds(least, most)]))

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only answers that may still be chosen."""
        known = dict(choices_of(question))
        return [code for code in answer or [] if code in known]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Fewer than asked for."""
        least = question.options.get("least") or 0
        if answer and len(answer) < least:
            return [_least(least)]
        return super().problems(question, answer, situation)

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """All chosen codes."""
        return list(answer or [])

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The chosen texts, one a line."""
        texts = dict(choices_of(question))
        return "\n".join(texts.get(code, code) for code in answer or [])

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The codes."""
        return [", ".join(answer or [])]
