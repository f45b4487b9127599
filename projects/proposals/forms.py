"""What the carrier fills in: the texts of its page, and what is said of a photo."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LineField, TextField
from projects.proposals.actions import Words
from projects.proposals.actions_photos import KINDS, Entry
from projects.proposals.kinds import peoples, uses
from projects.proposals.models import (
    LONGEST_CREDIT,
    LONGEST_DESCRIPTION,
    LONGEST_LESSONS,
    LONGEST_TEXT,
    PageProposal,
    ProposedPhoto,
)

REFUSALS = {
    "done": _("Please write what you did."),
    "long": _("This text is too long."),
    "changed": _("Somebody changed this meanwhile. Please look at it anew and write it again."),
    "gone": _("This is not there any more."),
    "file": _("Please choose a photo."),
    "description": _("Please write what can be seen on the photo."),
    "credit": _("Please write who took the photo."),
    "people": _("Please say who can be recognised and has agreed."),
    "use": _("Please say where the photo may be shown."),
    "too_many": _("There are six photos already. Please take one out first."),
}


class RefusingForm(forms.Form):
    """A form that says at the field why an action refused."""

    use_required_attribute = False

    def refuse(self, code: str) -> None:
        """Say it at the field that it is about, else on top."""
        target: Any = code if code in self.fields else None
        self.add_error(target, REFUSALS.get(code, REFUSALS["changed"]))


class WordsForm(RefusingForm):
    """The texts; `seen` notices two people writing at once."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=50)
    done = TextField(
        label=_("What did you do?"),
        help_text=_("A few sentences that neighbours like to read. No names of private people."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    results = TextField(
        label=_("What came of it?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lessons = TextField(
        label=_("What can others learn from it?"),
        help_text=_("One thing on each line, for groups that want to do something like it."),
        max_length=LONGEST_LESSONS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shows_name = forms.BooleanField(
        label=_("My name may stand on the page"),
        help_text=_(
            "Without this consent the page says that an individual person did it. You can take it "
            "back at any time."
        ),
        required=False,
    )

    def __init__(self, proposal: PageProposal | None, data: Any = None, *, asks_name: bool) -> None:
        super().__init__(data, initial=_texts(proposal))
        if not asks_name:
            del self.fields["shows_name"]

    @property
    def words(self) -> Words:
        """What an action takes; only for a valid form."""
        said = self.cleaned_data
        return Words(said["done"], said["results"], said["lessons"], bool(said.get("shows_name")))


def _texts(proposal: PageProposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    names = ("done", "results", "lessons", "shows_name")
    said = {name: getattr(proposal, name) for name in names}
    return {**said, "seen": proposal.saved_at.isoformat()}


class PhotoForm(RefusingForm):
    """One photo; `key` makes a double click harmless, `seen` a change by two people."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    file = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "You can take it with your phone right now. We remove the place where it was taken."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(kind.mime for kind in KINDS)}),
        error_messages={"required": REFUSALS["file"]},
    )
    description = LineField(
        label=_("What can be seen on the photo?"),
        max_length=LONGEST_DESCRIPTION,
        help_text=_("One sentence, read out to people who cannot see it."),
        error_messages={"required": REFUSALS["description"]},
    )
    credit = LineField(
        label=_("Who took the photo?"),
        max_length=LONGEST_CREDIT,
        help_text=_("This stands below the photo. It may be the name of your group."),
        error_messages={"required": REFUSALS["credit"]},
    )
    people = forms.ChoiceField(
        label=_("Can people be recognised?"),
        choices=peoples,
        widget=forms.RadioSelect,
        help_text=_("We ask for no names. Please keep the signed forms yourselves."),
        error_messages={"required": REFUSALS["people"], "invalid_choice": REFUSALS["people"]},
    )
    use = forms.ChoiceField(
        label=_("Where may the photo be shown?"),
        choices=uses,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSALS["use"], "invalid_choice": REFUSALS["use"]},
    )

    def __init__(self, *args: Any, photo: ProposedPhoto | None = None, **options: Any) -> None:
        super().__init__(*args, **{"initial": _said(photo), **options})
        self.fields["file"].required = photo is None

    @property
    def entry(self) -> Entry:
        """What an action takes; only for a valid form."""
        names = ("description", "credit", "people", "use")
        return Entry(**{name: self.cleaned_data[name] for name in names})


def _said(photo: ProposedPhoto | None) -> dict[str, Any]:
    if photo is None:
        return {"key": uuid.uuid4(), "seen": 0}
    names = ("key", "description", "credit", "people", "use")
    return {"seen": photo.version, **{name: getattr(photo, name) for name in names}}
