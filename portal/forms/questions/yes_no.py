"""Yes or no, with a question that follows one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, StructValue

from portal.cms.fields import Labels
from portal.forms.fields import TextField
from portal.forms.parts import PartsField
from portal.forms.questions.choice import with_none
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, labels, question_type

YES, NO = "yes", "no"
VALUE, MORE = "value", "more"
LONGEST = 1_000


def _value(answer: Answer) -> str:
    return str((answer or {}).get(VALUE) or "")


@question_type
class YesNo(QuestionType):
    """Yes or no; the answer is `{"value": "yes", "more": "text"}`.

    The text that follows stands on the page from the start and is folded away by the style sheet
    until it is asked for; typed under the other answer, it is kept and counts for nothing.
    """

    code = "yes_no"
    label = gettext_lazy("Yes or no")
    description = gettext_lazy("Two answers; one may ask for more.")
    order = 90
    icon = "check"
    template = "portal/forms/questions/yes_no.html"

    def fields(self) -> list[tuple[str, Any]]:
        """The question that follows."""
        after = [
            ("", gettext_lazy("never")),
            (YES, gettext_lazy("after yes")),
            (NO, gettext_lazy("after no")),
        ]
        return [
            (
                "more_after",
                ChoiceBlock(
                    label=gettext_lazy("asks for more"), choices=after, default="", required=False
                ),
            ),
            (
                "more_label",
                CharBlock(label=gettext_lazy("what it then asks"), max_length=250, required=False),
            ),
            (
                "more_required",
                BooleanBlock(label=gettext_lazy("must then be answered"), required=False),
            ),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """After what more is asked, and in which words."""
        own = values[source]
        return {
            "more_after": own.get("more_after") or "",
            "more_label": dict(labels(values, "more_label")),
            "more_required": bool(own.get("more_required")),
        }

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Nothing to ask."""
        if value.get("more_after") and not (value.get("more_label") or "").strip():
            return {"more_label": gettext_lazy("Please write what it then asks.")}
        return {}

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Two buttons, and a text where more is asked."""
        buttons = with_none([(YES, _("Yes")), (NO, _("No"))], question)
        parts: dict[str, forms.Field] = {
            VALUE: forms.ChoiceField(
                label=str(question.label), choices=buttons, widget=forms.RadioSelect
            )
        }
        if question.options.get("more_after"):
            parts[MORE] = TextField(
                label=self._more_label(question),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        return PartsField(parts)

    def to_answer(self, cleaned: Any) -> Answer:
        """Both, or nothing."""
        answer = {VALUE: cleaned[VALUE], MORE: cleaned.get(MORE, "")}
        return answer if any(answer.values()) else None

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """Yes or no, and more where it must be said."""
        if question.required and not _value(answer):
            return [self.missing(question)]
        asked = _value(answer) and _value(answer) == question.options.get("more_after")
        if asked and question.options.get("more_required") and not self._more(question, answer):
            text = _("Please answer this too: %(question)s")
            return [text % {"question": self._more_label(question)}]
        return []

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """`yes` or `no`."""
        return [value] if (value := _value(answer)) else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`Ja`, and what was said more on the next line."""
        value = {YES: _("Yes"), NO: _("No")}.get(_value(answer), "")
        return "\n".join(filter(None, [value, self._more(question, answer)]))

    def columns(self, question: Question) -> list[str]:
        """One column, and one for what is said more."""
        more = [f"{question.code}.{MORE}"] if question.options.get("more_after") else []
        return [question.code, *more]

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The code and the text."""
        more = [self._more(question, answer)] if question.options.get("more_after") else []
        return [_value(answer), *more]

    def _more(self, question: Question, answer: Answer) -> str:
        fits = _value(answer) == question.options.get("more_after")
        return str((answer or {}).get(MORE) or "") if fits else ""

    def _more_label(self, question: Question) -> str:
        return str(Labels(question.options.get("more_label") or {}))
