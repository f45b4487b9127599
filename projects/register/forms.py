"""The filters of the register, and the form that has an evaluation dataset made."""

from __future__ import annotations

import uuid
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField, TextField
from projects.register.models import LONGEST_PURPOSE, LONGEST_RECIPIENT
from projects.showcase.forms import WordFilter


class GrantFilter(WordFilter):
    """Year, theme, programme and words."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)


class EvaluationForm(forms.Form):
    """For whom and what for; `key` makes a double click harmless."""

    recipient = LineField(
        label=_("For whom is the dataset?"),
        max_length=LONGEST_RECIPIENT,
        help_text=_("Institution and function, for example “Programme evaluation, University X”."),
        error_messages={"required": _("Please write who gets the dataset.")},
    )
    purpose = TextField(
        label=_("What are the data for?"),
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays in the list of exports for good."),
        error_messages={"required": _("Please write what the dataset is for.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()})
