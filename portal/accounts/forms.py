"""Forms of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.models_requests import LONGEST_NOTE
from portal.accounts.robots import GuardedForm


class CodeForm(GuardedForm, RequestLoginCodeForm):
    """Asks for the address that the code goes to (at most 254 characters, RFC 5321).

    The address is cleaned last: what robots send neither looks an account up nor counts as a try.
    """

    salt = "portal.accounts.code"
    once_more = _("Please check your e-mail address once more and then choose “Send me a code”.")
    field_order = ("website", "shown", "again", "spam_check", "email")

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Please write your e-mail address: the code goes there.")},
    )

    def clean_email(self) -> str:
        """Look the account up, unless the form goes back anyway; raises ValidationError."""
        if self.is_refused:
            return str(self.cleaned_data["email"])
        return str(super().clean_email())

    def sealed_text(self, cleaned: dict[str, Any]) -> str:
        """The address that the person confirms."""
        return str(cleaned.get("email", "")).lower()


class DeletionForm(forms.Form):
    """What is to be deleted, in one's own words; `sure` guards against a slip."""

    note = forms.CharField(
        label=_("What shall we delete?"),
        help_text=_("If you leave it empty, we delete all that we may."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[ProhibitNullCharactersValidator()],
    )
    sure = forms.BooleanField(
        label=_("I want my data to be deleted."),
        error_messages={"required": _("Please tick this box if you are sure.")},
    )
