"""The form to write to the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from home.enquiries.models import KINDS
from portal.accounts.robots import GuardedForm

LONGEST_MESSAGE = 5000


class EnquiryForm(GuardedForm):
    """A message with the way to answer it; robots are kept off."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what your message is about.")},
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": _("Please write what you want to tell or ask us.")},
    )
    page_address = forms.CharField(
        label=_("Which page is it about?"),
        help_text=_("If you report a barrier: the address or the title of the page."),
        max_length=400,
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We answer to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please write your e-mail address, so that we can answer.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        help_text=_("If we may call you."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    salt = "home.enquiries"
    once_more = _("Please check your message once more and then choose “Send message”.")

    def sealed_text(self, cleaned: dict[str, Any]) -> str:
        """The text that the sender confirms."""
        return f"{cleaned.get('email', '')} {cleaned.get('message', '')}"
