"""The forms of payments and drawdowns for the office, and the filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.forms.fields import DayInput, EuroField, LineField
from portal.kernel import clock
from projects.payments.forms_carrier import KeyedForm, holder_field, iban_field
from projects.payments.lifecycle import STATES
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import LONGEST_REASON
from projects.programmes.models import FundingProgramme

REFUSALS = {
    "state": _("This is not possible in the present state."),
    "amount": _("Please write an amount above zero."),
    "reason": _("Please write why."),
    "long": _("This text is too long."),
    "due": _("Please choose a day that has not passed."),
    "day": _("Please choose a day between the order or request and today."),
    "not_final": _("The award notice is not final, or the project does not run (any more)."),
    "conditions": _("A condition of the award is not met yet."),
    "no_account": _("The carrier has not confirmed an account yet."),
    "account_changed": _(
        "The carrier named another account after it was certified. Please cancel this payment and "
        "plan it anew."
    ),
    "above_award": _("This is more than is left of the award."),
    "not_drawn": _("The funder has not sent enough money yet. Please draw it down first."),
    "none": _("Please choose at least one payment."),
    "too_many": _("These are too many payments for one order."),
    "programmes": _("Please choose payments of one programme only."),
    "settings": _("The rules of payment of this programme are not complete."),
    "file": _("The bank would not take this file. Please check names and accounts."),
    "not_drawing": _("The money of this programme is not drawn down."),
    "gone": _("A payment is not due any more. Please look at the list again."),
    "covered": _("The money at hand is enough for these payments."),
    "above_open": _("This is more than is still to come."),
    "above_received": _("This is more than came in."),
    "withdrawn": _("This request was withdrawn."),
    "received": _("Money came in for this request already. Send it back instead."),
    "changed": _("There is a newer account meanwhile."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(label=label, widget=DayInput(), **options)


def reason_field(label: Any, **options: Any) -> forms.CharField:
    """A few sentences without NUL."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[ProhibitNullCharactersValidator()],
        **options,
    )


class OfficeForm(KeyedForm):
    """A form of the office; refusals stand at the field that they are about."""

    def refuse(self, code: str, text: str = "") -> None:
        """Say at the field why the action refused."""
        names = {"above": "cents", "amount": "cents", "due": "due_on", "day": "on"}
        field = names.get(code.partition("_")[0], "reason" if code == "long" else code)
        self.add_error(field if field in self.fields else None, text or refusal(code))


class PlanForm(OfficeForm):
    """An instalment: how much, for what, when."""

    cents = EuroField(label=_("Amount in euros"))
    due_on = day_field(_("Due on"))
    reason = reason_field(_("What for"), help_text=_("The carrier reads it."))
    field_order = ["cents", "due_on", "reason", "key"]


class OfficeAccountForm(OfficeForm):
    """An account that the carrier told on paper."""

    holder = holder_field()
    iban = iban_field()
    field_order = ["holder", "iban", "key"]


class DayForm(forms.Form):
    """On which day the money left."""

    on = day_field(_("Paid on"))

    @classmethod
    def today(cls) -> DayForm:
        """Filled with today."""
        return cls(initial={"on": clock.today()})


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = reason_field(_("Reason"))


class DrawForm(KeyedForm):
    """Which payments a drawdown asks money for."""

    payments = forms.MultipleChoiceField(
        label=_("Payments"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = reason_field(_("Note to the funder"), required=False)
    field_order = ["payments", "note", "key"]

    def __init__(self, choices: list[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["payments"]
        field.choices = choices

    @property
    def chosen(self) -> list[int]:
        """Keys of the chosen payments; only for a valid form."""
        return [int(key) for key in self.cleaned_data["payments"]]


class MoveForm(OfficeForm):
    """Money that came in or went back."""

    cents = EuroField(label=_("Amount in euros"))
    on = day_field(_("On which day"))
    field_order = ["cents", "on", "key"]


class PaymentFilters(forms.Form):
    """Which payments the list shows; nothing said: all that are open."""

    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=FundingProgramme.objects.all(),
        required=False,
        empty_label=_("all programmes"),
    )
    state = forms.ChoiceField(label=_("Status"), required=False)
    number = LineField(label=_("Reference number"), max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        states: Any = self.fields["state"]
        states.choices = [
            ("", _("all")),
            *((state.code, gettext(state.internal)) for state in STATES),
        ]


class SettingsForm(WagtailAdminModelForm):
    """How a programme pays."""

    class Meta:
        model = PaymentSettings
        fields: list[str] = []
