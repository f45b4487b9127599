"""Forms of signing in."""

from __future__ import annotations

from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(RequestLoginCodeForm):
    """Asks for the address that the code goes to (at most 254 characters, RFC 5321)."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Please write your e-mail address: the code goes there.")},
    )
