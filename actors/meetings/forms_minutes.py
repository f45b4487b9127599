"""The text of the minutes, item by item, and resolutions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.bodies.models_members import BodyMember
from actors.meetings.models import LONGEST_TEXT, AgendaItem, Meeting
from actors.meetings.models_minutes import Minutes, MinutesEntry, entry_texts
from actors.meetings.queries import members_of_meeting

LABELS = {
    "text": _("Course of the discussion"),
    "motions": pgettext_lazy("minutes", "Motions"),
    "recusals": _("Recusals"),
    "result": _("Result"),
    "reason": _("Reason"),
}
REFUSALS = {
    "state": _("This is not possible any more: somebody else has gone on meanwhile."),
    "meeting_open": _("The meeting has to be closed first."),
    "signer": _("Nobody is named for this signature. Please choose who signs first."),
    "member": _("Chair and writer have to be members on that day."),
    "same": _("Chair and writer have to be two different people."),
}


def words_field(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    """A longer text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[ProhibitNullCharactersValidator()],
    )


class MinutesForm(forms.Form):
    """Place, who leads and writes, and what stands before the items."""

    place = forms.CharField(label=_("Place"), max_length=200)
    chair = forms.ModelChoiceField(
        label=_("Chair"), queryset=BodyMember.objects.none(), required=False
    )
    writer = forms.ModelChoiceField(
        label=_("Writer of the minutes"), queryset=BodyMember.objects.none(), required=False
    )
    opening = words_field(_("Opening: invitation in due form, quorum, agenda"))

    def __init__(self, data: Any = None, *, minutes: Minutes) -> None:
        names = ("place", "chair", "writer", "opening")
        super().__init__(data, initial={name: getattr(minutes, name) for name in names})
        keys = [member.pk for member in members_of_meeting(minutes.meeting)]
        for name in ("chair", "writer"):
            choice: Any = self.fields[name]
            choice.queryset = BodyMember.objects.filter(pk__in=keys)


class EntryForm(forms.Form):
    """What the minutes say of one item."""

    def __init__(self, data: Any = None, *, entry: MinutesEntry) -> None:
        initial = {name: getattr(entry, name) for name in entry_texts()}
        super().__init__(data, prefix=f"e{entry.pk}", initial=initial)
        self.entry = entry
        for name in entry_texts():
            self.fields[name] = words_field(LABELS[name], rows=4 if name == "text" else 2)


class ResolutionForm(forms.Form):
    """What was resolved, who sees to it, by when."""

    text = words_field(_("Words of the resolution"), required=True)
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=AgendaItem.objects.none(), required=False
    )
    owner = forms.CharField(label=_("Who sees to it"), max_length=150, required=False)
    due_on = forms.DateField(
        label=_("By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["item"]
        choice.queryset = meeting.items.all()
