"""An amount of euros."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import DecimalBlock, StructValue

from portal.forms.fields import EuroField
from portal.forms.numbers import plain
from portal.forms.questions.number import turned_round, with_bounds
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type
from portal.templatetags.formats import euro_short


class BoundedEuroField(EuroField):
    """An amount between two others, in cents."""

    def __init__(self, least: int | None, most: int | None) -> None:
        super().__init__()
        self.least, self.most = least, most

    def validate(self, value: Any) -> None:
        """Refuse an amount outside of the bounds."""
        if value is None:
            return
        if self.least is not None and value < self.least:
            params = {"number": euro_short(self.least)}
            raise ValidationError(_("At least %(number)s, please."), code="least", params=params)
        if self.most is not None and value > self.most:
            params = {"number": euro_short(self.most)}
            raise ValidationError(_("At most %(number)s, please."), code="most", params=params)


@question_type
class Money(QuestionType):
    """An amount as people type it; the answer is integer cents."""

    code = "money"
    label = _("Amount of money")
    description = _("Euros, with or without cents.")
    order = 40
    icon = "form"
    is_personal = False

    def fields(self) -> list[tuple[str, Any]]:
        """Bounds in euros."""
        return [
            (
                name,
                DecimalBlock(
                    label=label, min_value=0, max_value=10**9, decimal_places=2, required=False
                ),
            )
            for name, label in [("least", _("at least (euros)")), ("most", _("at most (euros)"))]
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """Bounds in cents."""
        return {
            name: None if (euros := values[source].get(name)) is None else int(euros * 100)
            for name in ("least", "most")
        }

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Bounds the wrong way round."""
        return turned_round(value, "least", "most")

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A line for euros."""
        return BoundedEuroField(question.options.get("least"), question.options.get("most"))

    def hint(self, question: Question) -> str:
        """Help and bounds."""
        options = question.options
        return with_bounds(
            question, euro_short(options.get("least")), euro_short(options.get("most"))
        )

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The sign behind the line."""
        return {"suffix": "€", "width": "medium"}

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """Euros as a number, since that is what an editor writes into a condition."""
        return [] if self.is_empty(answer) else [plain(Decimal(answer) / 100)]

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`1.550 €`."""
        return "" if self.is_empty(answer) else euro_short(answer)

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """Euros as a number."""
        return ["" if self.is_empty(answer) else Decimal(answer) / 100]
