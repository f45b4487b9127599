"""The office's forms of recoveries."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.forms.fields import EuroField
from projects.budget.forms import AmountForm, document_field
from projects.decision.finality import months_later
from projects.decision.forms import date_field, text_field
from projects.decision.models import LONGEST_REASON
from projects.recoveries.actions import Claim
from projects.recoveries.kinds import grounds, legal_ways, paid_for, write_off_kinds
from projects.recoveries.models import BaseRate, RecoverySettings
from projects.recoveries.words import REFUSALS, refusal

MOST_INSTALMENTS = 60


def chosen_of(
    choices: Callable[[], list[tuple[str, str]]],
) -> Callable[[], list[tuple[str, Any]]]:
    """The choices behind an empty one, so that somebody has to choose."""
    return lambda: [("", _("Please choose")), *choices()]


class Refusable(forms.Form):
    """A form that says at a field why the action refused; others stand on top."""

    at: dict[str, str] = {}

    def refuse(self, code: str, text: str = "") -> None:
        """Put the refusal where it belongs."""
        field = self.at.get(code, code)
        words = refusal(code) if code in REFUSALS or not text else text
        self.add_error(field if field in self.fields else None, words)

    @property
    def said(self) -> dict[str, Any]:
        """What an action takes; only for a valid form."""
        return dict(self.cleaned_data)


class KeyedForm(Refusable):
    """A form whose double click is harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls, **initial: Any) -> Self:
        """The form with a fresh key."""
        return cls(initial={"key": uuid.uuid4(), **initial})


class OpenForm(KeyedForm):
    """What is claimed back and why."""

    # Both are decisions on the law: nothing is chosen beforehand.
    ground = forms.ChoiceField(label=_("Ground of the claim"), choices=chosen_of(grounds))
    legal_way = forms.ChoiceField(
        label=_("Legal way"),
        choices=chosen_of(legal_ways),
        help_text=_("A full revocation ends the grant and claims all that was paid."),
    )
    cents = EuroField(label=_("Amount in euros"))
    reason = text_field(
        _("Reason in words"),
        LONGEST_REASON,
        6,
        help_text=_("It stands in the letter of the hearing and in the notice."),
    )
    known_on = date_field(
        _("Known since"),
        help_text=_("From here the year to revoke is counted."),
    )
    undue_from = date_field(
        _("Bears interest from"),
        help_text=_("Usually the day on which the money was paid; that day counts."),
    )
    late_reason = text_field(
        _("Why after a year"),
        LONGEST_REASON,
        3,
        required=False,
        help_text=_("Only where the year to revoke is over."),
    )
    at = {"amount": "cents", "above_paid": "cents", "not_all": "cents", "year_over": "late_reason"}

    @property
    def claim(self) -> Claim:
        """What was typed; only for a valid form."""
        return Claim(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


class HearingForm(Refusable):
    """Until when the carrier can answer."""

    until = date_field(_("Answer until"))


class AnswerForm(KeyedForm):
    """What was said in the hearing."""

    text = text_field(_("What the carrier says"), LONGEST_REASON, 8)
    at = {"long": "text", "often": "text"}


class WeighForm(Refusable):
    """How the answer is weighed, and how much is claimed."""

    cents = EuroField(label=_("Amount in euros"))
    weighing = text_field(
        _("How the answer is weighed"),
        LONGEST_REASON,
        6,
        help_text=_("It stands in the notice. Also say so where nobody answered."),
    )
    late_reason = text_field(_("Why after a year"), LONGEST_REASON, 3, required=False)
    at = {
        "amount": "cents",
        "above_paid": "cents",
        "above_hearing": "cents",
        "not_all": "cents",
        "year_over": "late_reason",
        "long": "weighing",
    }


class WhyForm(Refusable):
    """Why a step is taken."""

    reason = text_field(_("Reason"), LONGEST_REASON, 5)
    at = {"long": "reason"}


class RefundForm(AmountForm):
    """Money that the carrier gave back of its own accord."""

    document = document_field(_("For example the bank statement with its day."))

    def refuse(self, code: str, text: str = "") -> None:
        """Put what the action or the ledger refused at the field that it is about."""
        super().refuse("amount" if code.startswith("above") else code, text or refusal(code))


class PaymentForm(RefundForm):
    """Money that came in on a claim."""

    paid_for = forms.ChoiceField(label=_("For"), choices=paid_for)
    received_on = date_field(_("Received on"))
    field_order = ["paid_for", "cents", "received_on", "reason", "document", "key"]


class PlanForm(KeyedForm):
    """Instalments: how many, from when on, month by month."""

    count = forms.IntegerField(
        label=_("Number of instalments"), min_value=1, max_value=MOST_INSTALMENTS
    )
    first_on = date_field(_("First instalment on"), help_text=_("The others follow by months."))
    reason = text_field(_("Reason"), LONGEST_REASON, 4)
    at = {"instalments": "first_on", "long": "reason"}

    def instalments(self, owed: int) -> list[tuple[date, int]]:
        """Day and cents of each; the first ones take the cents that do not divide."""
        count, first = self.cleaned_data["count"], self.cleaned_data["first_on"]
        each, rest = divmod(owed, count)
        if first.year >= date.max.year - MOST_INSTALMENTS // 12 - 1:
            return []
        return [(months_later(first, n), each + (n < rest)) for n in range(count)]


class WriteOffForm(KeyedForm):
    """What is given up, and why."""

    kind = forms.ChoiceField(label=_("Kind"), choices=write_off_kinds)
    part = forms.ChoiceField(label=_("Of"), choices=paid_for)
    cents = EuroField(label=_("Amount in euros"))
    reason = text_field(_("Reason"), LONGEST_REASON, 5)
    at = {"amount": "cents", "above_claim": "cents", "long": "reason"}


class RulesForm(WagtailAdminModelForm):
    """How a programme claims back."""

    class Meta:
        model = RecoverySettings
        fields: list[str] = []


class RateForm(WagtailAdminModelForm):
    """A base rate."""

    class Meta:
        model = BaseRate
        fields: list[str] = []
