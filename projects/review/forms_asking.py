"""The office's forms of a clarification."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.schema import Question
from projects.review.models_asking import LONGEST_TEXT

REFUSALS = {
    "text": _("Please write what you need."),
    "long": _("This text is too long."),
    "due": _("Please choose a day from today on, at most a year ahead."),
    "reason": _("Please write the reason."),
}


class AskForm(forms.Form):
    """What is asked, until when, and which questions are to be answered anew."""

    text = forms.CharField(
        label=_("What you need to know"),
        help_text=_("The applicant reads it in the portal. Please write in plain words."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["text"]},
    )
    due_on = forms.DateField(
        label=_("Answer until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, steps: Sequence[tuple[str, list[Question]]], data: Any = None, due: date | None = None
    ) -> None:
        super().__init__(data, initial={"due_on": due, "key": uuid.uuid4()})
        if steps:
            self.fields["questions"] = forms.MultipleChoiceField(
                label=_("Questions to answer anew"),
                help_text=_("Only these can be changed. Nothing chosen: an answer in words."),
                choices=[
                    (title, [(each.id, str(each.label)) for each in questions])
                    for title, questions in steps
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


class GoOnForm(forms.Form):
    """Why the office goes on without an answer."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only the office reads it. The applicant gets a mail that the check goes on."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["reason"]},
    )
