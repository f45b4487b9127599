"""The forms of the office's check."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.forms.fields import EuroField
from portal.forms.queries import published_forms
from projects.decision.forms import text_field
from projects.proof.kinds import Verdict
from projects.proof.models import LONGEST_REASON, ProofSettings, Receipt, ReceiptCheck

REFUSALS = {
    "verdict": _("Please choose from the list."),
    "reason": _("Please write why."),
    "long": _("This text is too long."),
    "amount": _("Please write less than the receipt says, or accept all of it."),
    "changed": _("Somebody changed this meanwhile. Please look at it anew."),
    "settled": _("The result is confirmed and stays as it is."),
    "gone": _("This is not there any more."),
    "receipts_open": _("A receipt of the sample is not checked yet, or has an open question."),
    "no_proof": _("No proof was handed in."),
    "no_result": _("The result is not confirmed yet."),
    "four_eyes": _("You reckoned the result yourself. Somebody else has to confirm it."),
    "due_back": _("Money has to be paid back first."),
    "open_claim": _("A claim is still open."),
    "open_payment": _("A payment is still planned or on its way. Please end it first."),
    "still_to_pay": _("The carrier still gets money. Please pay it first."),
    "answered": _("This request is answered already."),
    "state": _("This is not possible in the present state of the application."),
}
PLACES = {"amount": "cents", "verdict": "verdict"}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


class OfficeForm(forms.Form):
    """A form of the office that says at the field why an action refused."""

    use_required_attribute = False

    def refuse(self, code: str) -> None:
        """Say it at the field that it is about, else on top."""
        field = PLACES.get(code, code)
        target: Any = field if field in self.fields else None
        self.add_error(target, refusal(code))


class JudgeForm(OfficeForm):
    """What counts of a receipt, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["verdict"], "invalid_choice": REFUSALS["verdict"]},
    )
    cents = EuroField(
        label=_("Amount that counts"),
        required=False,
        help_text=_("In euros; only where less than the receipt counts."),
    )
    reason = text_field(
        _("Reason or question"),
        LONGEST_REASON,
        4,
        required=False,
        help_text=_("The carrier reads it. Needed for less and for questions."),
    )

    @classmethod
    def blank(cls, receipt: Receipt, check: ReceiptCheck | None) -> Self:
        """The form with what was said before."""
        if check is None:
            return cls(initial={"cents": receipt.amount_cents})
        said = {"verdict": check.verdict, "cents": check.accepted_cents, "reason": check.reason}
        return cls(initial={**said, "seen": check.pk})

    @property
    def said(self) -> dict[str, Any]:
        """What an action takes; only for a valid form."""
        return {**self.cleaned_data, "cents": self.cleaned_data["cents"] or 0}


class WhyForm(OfficeForm):
    """A reason that has to be there."""

    reason = text_field(
        _("Reason"), LONGEST_REASON, 5, error_messages={"required": REFUSALS["reason"]}
    )


class ResultForm(OfficeForm):
    """A note on the result; `key` makes a double click harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    note = text_field(_("Note"), LONGEST_REASON, 3, required=False)

    @classmethod
    def blank(cls) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()})


class AnswerForm(OfficeForm):
    """Whether the carrier gets more time."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("grant it")), ("no", _("refuse it"))],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["verdict"], "invalid_choice": REFUSALS["verdict"]},
    )
    reason = text_field(
        _("Words to the carrier"),
        LONGEST_REASON,
        4,
        required=False,
        help_text=_("A refusal needs a reason."),
    )


class SettingsForm(WagtailAdminModelForm):
    """Rules of the proof: forms with the purpose “report” only."""

    class Meta:
        model = ProofSettings
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["report_form"]
        choice.queryset = published_forms("report", keep=self.instance.report_form_id)
