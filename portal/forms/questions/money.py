"""An amount of euros."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import EuroField
from portal.forms.schema import Question
from portal.forms.types import Answer, QuestionType, Situation, question_type
from portal.kernel.amounts import Amount
from portal.templatetags.formats import euro_short


@question_type
class Money(QuestionType):
    """An amount as people type it; the answer is integer cents."""

    code = "money"
    label = _("Amount of money")
    description = _("Euros, with or without cents.")
    icon = "form"
    is_personal = False

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """A line for euros."""
        return EuroField()

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """Euros as a number, since that is what an editor writes into a condition."""
        return [] if self.is_empty(answer) else [str(int(answer) / 100)]

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """`1.550 €`."""
        return "" if self.is_empty(answer) else euro_short(answer)

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """`1550,00`, so that a spreadsheet reads a number."""
        return ["" if self.is_empty(answer) else Amount(answer).plain()]
