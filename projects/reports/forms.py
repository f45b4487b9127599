"""The form that has a report made."""

from __future__ import annotations

import uuid
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportForm(forms.Form):
    """Nothing to type; `key` makes a double click harmless."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Please open this page anew and try again.")},
    )

    @classmethod
    def blank(cls) -> Self:
        """The form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()})
