"""How much money is asked for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StructValue

from portal.forms.questions.money import Money
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from portal.templatetags.formats import euro_short
from projects.budget.queries import pot_left
from projects.cases.models import Case
from projects.intake.binding import APPLICATION, CHAPTER, BoundType, Records, application_of


@question_type
class CoreAmount(BoundType, Money):
    """Euros, never above the cap of the call's rules; what is left in the pot is shown only."""

    code = "core_amount"
    first_code = "amount"
    group = APPLICATION
    chapter = CHAPTER
    label = gettext_lazy("Amount asked for")
    description = gettext_lazy("Shows the cap and what is left; more than is left may be asked.")
    order = 100
    template = "projects/intake/questions/amount.html"

    def fields(self) -> list[tuple[str, Any]]:
        """Nothing: the rules of the call know the cap."""
        return []

    def options(self, values: Any, source: str) -> dict[str, Any]:
        """Nothing."""
        return {}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Nothing."""
        return {}

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """Cap, and what is left in the pot (cents)."""
        call = application_of(situation).call
        found = {"suffix": "€", "width": "short"}
        if call is None:
            return found
        return {**found, "cap": call.rules.cap_cents, "left": pot_left(call.period)}

    def read(self, case: Case) -> Answer:
        """The column, in cents."""
        return case.amount_cents

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The column, in cents."""
        case.amount_cents = answer

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please write how much money you need.")

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """More than nothing, at most the cap. What is left in the pot refuses nobody."""
        if self.is_empty(answer):
            return [self.missing(question)]
        call = application_of(situation).call
        if answer == 0:
            return [_("Please ask for more than zero euros.")]
        if call and answer > call.rules.cap_cents:
            text = _("A project can get at most %(cap)s. Please ask for less or talk to us.")
            return [text % {"cap": euro_short(call.rules.cap_cents)}]
        return []
