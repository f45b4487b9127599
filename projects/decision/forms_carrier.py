"""What the carrier fills in: the request for an early start."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from projects.decision.models import LONGEST_REASON

REFUSALS = {
    "starts_on": _("Please choose a day that has not passed."),
    "reason": _("Please write why you cannot wait."),
    "long": _("This text is too long."),
}


class EarlyStartForm(forms.Form):
    """From when, and why not later."""

    starts_on = forms.DateField(
        label=_("When do you want to begin?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Why can you not wait for the decision?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[ProhibitNullCharactersValidator()],
    )

    def refuse(self, code: str) -> None:
        """Say at the field why the action refused."""
        field: Any = "starts_on" if code == "starts_on" else "reason"
        self.add_error(field, REFUSALS.get(code, REFUSALS["reason"]))
