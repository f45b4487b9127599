"""The forms to write a message, for applicants and for the office."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from projects.correspondence.models import LONGEST_MESSAGE, Message

REFUSALS = {
    "text": _("Please write your message."),
    "often": _("You wrote very often in the last hour. Please wait a little, or call us."),
    "due": _("This day has passed. Please choose a later one."),
}


class MessageForm(forms.Form):
    """A message; `key` makes a double click harmless, `request` names what it answers."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["text"]},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    request = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    @classmethod
    def blank(cls, request: Message | None = None, **options: Any) -> Self:
        """An empty form with a fresh key; answering a request where one is given."""
        initial = {"key": uuid.uuid4(), "request": request.pk if request else None}
        return cls(initial=initial, auto_id=auto_id(request.pk if request else None), **options)

    def refuse(self, code: str) -> None:
        """Say why the action refused."""
        self.add_error("text" if code != "due" else "due_on", REFUSALS[code])


class OfficeMessageForm(MessageForm):
    """A message of the office; with a day it asks for an answer."""

    due_on = forms.DateField(
        label=_("Answer asked for by"),
        help_text=_("Only if you need something: it then stands on top of the applicant's area."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_due_on(self) -> Any:
        """A day from today on; raises ValidationError."""
        day = self.cleaned_data["due_on"]
        if day and day < clock.today():
            raise forms.ValidationError(REFUSALS["due"])
        return day


def auto_id(request_id: Any) -> str:
    """Ids of fields that do not meet when several forms stand on one page."""
    return f"id_answer_{request_id}_%s" if request_id else "id_message_%s"
