"""What an office types while it accompanies a project."""

from __future__ import annotations

import uuid
from typing import Self

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from projects.review.models_following import LONGEST_TEXT, EntryKind, entry_kinds

REFUSALS = {
    "kind": ("kind", _("Please choose from the list.")),
    "text": ("text", _("Please write what it is about.")),
    "long": ("text", _("This text is too long.")),
    "past": ("day", _("A task lies ahead: please choose a day from today on.")),
    "future": ("day", _("A note or a visit has been: please choose a day up to today.")),
    "far": ("day", _("This day is too far away. Please check the year.")),
}
"""Field and words for each refusal of `actions_following`."""


class OfficeEntryForm(forms.Form):
    """A note, a visit or a task; `key` makes a double click harmless."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=entry_kinds,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["kind"][1]},
    )
    day = forms.DateField(
        label=_("Day"),
        help_text=_("Of the note or visit; for a task: until when it is to be done."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=_("What was, or what is to be done?"),
        help_text=_("Your office, the coordination, finance and audit read it. It stays."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["text"][1]},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls) -> Self:
        """An empty form for today with a fresh key."""
        today = clock.today()
        return cls(initial={"key": uuid.uuid4(), "kind": EntryKind.NOTE, "day": today})
