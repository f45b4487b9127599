"""What the carrier fills in: its account, and a request for money."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import EuroField, LineField, TextField
from projects.payments.models import LONGEST_HOLDER
from projects.payments.models_payments import LONGEST_REASON
from projects.payments.words import REFUSALS, WRONG_IBAN, refusal

TYPED_MOST = 60
"""Signs of an IBAN with blanks."""


class KeyedForm(forms.Form):
    """A form whose key makes a double click harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls, **initial: Any) -> Self:
        """An empty form with a fresh key."""
        return cls(initial=cls.keyed(**initial))

    @staticmethod
    def keyed(**initial: Any) -> dict[str, Any]:
        """What a form begins with, and a fresh key."""
        return {"key": uuid.uuid4(), **initial}

    def refuse(self, code: str, text: str = "") -> None:
        """Say at the field why the action refused."""
        field = (
            "iban"
            if code in WRONG_IBAN
            else {"above_award": "cents", "amount": "cents"}.get(code, code)
        )
        self.add_error(field if field in self.fields else None, text or refusal(code))


def holder_field() -> LineField:
    """Who holds the account."""
    return LineField(
        label=_("Account holder"),
        max_length=LONGEST_HOLDER,
        help_text=_("As the bank knows it, for example the name of the association."),
        error_messages={"required": REFUSALS["holder"]},
    )


def iban_field() -> LineField:
    """The number, with or without blanks."""
    return LineField(
        label=_("IBAN"),
        max_length=TYPED_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": WRONG_IBAN["format"]},
    )


def ending_field() -> LineField:
    """The last four signs once more."""
    return LineField(
        label=_("The last four signs of the IBAN once more"),
        max_length=10,
        help_text=_("So that no digit is wrong by mistake."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": REFUSALS["ending"]},
    )


class AccountForm(KeyedForm):
    """The account of the carrier."""

    holder = holder_field()
    iban = iban_field()
    ending = ending_field()
    field_order = ["holder", "iban", "ending", "key"]


class ConfirmForm(forms.Form):
    """That an account typed by the office is one's own."""

    ending = ending_field()

    def refuse(self, code: str) -> None:
        """Say why the action refused."""
        self.add_error("ending", refusal(code))


class AskForm(KeyedForm):
    """How much money, and what for."""

    cents = EuroField(
        label=_("How much money do you need now?"),
        error_messages={"required": REFUSALS["amount"]},
    )
    reason = TextField(
        label=_("What is it for?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": REFUSALS["reason"]},
    )
    field_order = ["cents", "reason", "key"]
