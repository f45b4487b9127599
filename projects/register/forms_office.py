"""The forms of the office: words of the register, and the evaluation dataset."""

from __future__ import annotations

import uuid
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField, TextField
from projects.register.models import (
    LONGEST_PURPOSE,
    LONGEST_REASON,
    LONGEST_RECIPIENT,
    LONGEST_TITLE,
)


class WordsForm(forms.Form):
    """What the register says of a grant."""

    title = LineField(
        label=_("Title in the register"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("Empty: the title of the application."),
    )
    is_protected = forms.BooleanField(
        label=_("Name nobody, as if a natural person had got the grant"),
        required=False,
        help_text=_("Neither carrier nor title nor days of the project are shown then."),
    )
    reason = LineField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("Stays in the history of the case; the public does not see it."),
        error_messages={"required": _("Please write a reason.")},
    )


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
