"""What the carrier fills in: its answer in the hearing."""

from __future__ import annotations

import uuid
from typing import Self

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from projects.decision.models import LONGEST_REASON

REFUSALS = {
    "text": _("Please write something."),
    "long": _("This text is too long."),
    "often": _("You sent this already, or very often. Please call us."),
}


class MyAnswerForm(forms.Form):
    """In one's own words."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What do you want to tell us?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[ProhibitNullCharactersValidator()],
        help_text=_("Write in your own words, also in your own language."),
    )

    @classmethod
    def blank(cls) -> Self:
        """The empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()})

    def refuse(self, code: str) -> None:
        """Say why it was not taken."""
        self.add_error("text", REFUSALS.get(code, REFUSALS["text"]))
