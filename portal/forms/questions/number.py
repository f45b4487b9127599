"""A number with an optional unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, DecimalBlock, IntegerBlock, StructValue

from portal.cms.fields import Labels
from portal.forms.numbers import MOST_DECIMALS, NumberField, decimal_words, plain
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, labels, question_type


def bounds_words(least: str, most: str) -> str:
    """What a number or amount may be; both already in words, empty for no bound."""
    if least and most:
        return _("Between %(least)s and %(most)s.") % {"least": least, "most": most}
    if least:
        return _("At least %(number)s.") % {"number": least}
    return _("At most %(number)s.") % {"number": most} if most else ""


def with_bounds(question: Question, least: str, most: str) -> str:
    """The editor's help and the bounds."""
    return " ".join(filter(None, [str(question.help), str(bounds_words(least, most))]))


def turned_round(value: StructValue, least: str, most: str) -> dict[str, Any]:
    """An editor's problem: the upper bound lies below the lower one."""
    low, high = value.get(least), value.get(most)
    if low is not None and high is not None and high < low:
        return {most: _("The upper bound lies below the lower one.")}
    return {}


@question_type
class Number(QuestionType):
    """A number; the answer is plain decimal text, the same in every language."""

    code = "number"
    label = pgettext_lazy("kind of question", "Number")
    description = _("A count or measure, for example of people, hours or square metres.")
    order = 30
    icon = "order"
    is_personal = False

    def fields(self) -> list[tuple[str, Any]]:
        """Bounds, decimals and unit."""
        return [
            ("least", DecimalBlock(label=_("at least"), required=False)),
            ("most", DecimalBlock(label=_("at most"), required=False)),
            (
                "decimals",
                IntegerBlock(
                    label=_("digits after the comma"),
                    min_value=0,
                    max_value=MOST_DECIMALS,
                    default=0,
                    required=False,
                ),
            ),
            ("unit", CharBlock(label=_("unit"), max_length=30, required=False)),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """Bounds as plain text, decimals, and the unit in all languages."""
        own = values[source]
        bounds = {
            name: None if own.get(name) is None else plain(Decimal(own[name]))
            for name in ("least", "most")
        }
        decimals = int(own.get("decimals") or 0)
        return {**bounds, "decimals": decimals, "unit": dict(labels(values, "unit"))}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Bounds the wrong way round."""
        return turned_round(value, "least", "most")

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A line for a number."""
        least, most = self._bounds(question)
        return NumberField(decimals=question.options.get("decimals", 0), least=least, most=most)

    def _bounds(self, question: Question) -> tuple[Decimal | None, Decimal | None]:
        found = (question.options.get(name) for name in ("least", "most"))
        least, most = (None if text is None else Decimal(text) for text in found)
        return least, most

    def hint(self, question: Question) -> str:
        """Help and bounds."""
        words = ("" if each is None else decimal_words(each) for each in self._bounds(question))
        return with_bounds(question, *words)

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The unit behind the line, and for screen readers in the label."""
        unit = str(Labels(question.options.get("unit") or {}))
        if not unit:
            return {"width": "medium"}
        label = format_html('{}<span class="kern-sr-only"> ({})</span>', str(question.label), unit)
        return {"suffix": unit, "label": label, "width": "medium"}

    def to_answer(self, cleaned: Any) -> Answer:
        """Plain text."""
        return None if cleaned is None else plain(cleaned)

    def to_initial(self, answer: Answer) -> Any:
        """A Decimal, which the field writes in German."""
        return None if self.is_empty(answer) else Decimal(answer)

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`1.550,5 m²`."""
        if self.is_empty(answer):
            return ""
        unit = str(Labels(question.options.get("unit") or {}))
        return " ".join(filter(None, [decimal_words(Decimal(answer)), unit]))

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The number."""
        return ["" if self.is_empty(answer) else Decimal(answer)]
