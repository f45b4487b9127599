"""The forms of notes and of who works on a case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from projects.programmes.models import ProgrammeOption
from projects.review.models_work import LONGEST_TEXT

REFUSALS = {
    "text": _("Please write your note."),
    "long": _("This text is too long."),
    "person": _("Please choose somebody of the coordination who has no part in this case."),
    "substitute": _("Please choose somebody of the coordination who has no part in this case."),
    "goal": _("Please choose goals of this programme."),
    "same": _("Please choose somebody else to stand in."),
}


class NoteForm(forms.Form):
    """A note; `key` makes a double click harmless."""

    text = forms.CharField(
        label=_("Note"),
        help_text=_("Only the office reads it, finance and audit too. It cannot be changed later."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": REFUSALS["text"]},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def blank(cls) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()})


class AssignForm(forms.Form):
    """Who works on a case, and who stands in."""

    def __init__(self, people: Iterable[User], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self._people = {str(person.pk): person for person in people}
        choices = [("", _("nobody")), *((key, who.name) for key, who in self._people.items())]
        for name, label in (("person", _("Responsible")), ("substitute", _("Stands in"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def chosen(self) -> dict[str, User | None]:
        """The people by role; only for a valid form."""
        return {name: self._people.get(self.cleaned_data[name]) for name in self.fields}


class GoalsForm(forms.Form):
    """The goals of the action plan that a project serves."""

    codes = forms.MultipleChoiceField(
        label=_("Goals of the action plan"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": REFUSALS["goal"]},
    )

    def __init__(self, goals: Iterable[ProgrammeOption], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["codes"]
        field.choices = [(each.code, str(each)) for each in goals]

    def refuse(self, code: str, text: str = "") -> None:
        """Say why the action refused."""
        self.add_error("codes", text or REFUSALS.get(code, REFUSALS["goal"]))
