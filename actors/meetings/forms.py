"""The office's forms about meetings: planning, agenda, papers, steps."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from actors.bodies.models import Body
from actors.meetings.lifecycle import CLOSED
from actors.meetings.models import (
    LONGEST_TEXT,
    AgendaItem,
    Meeting,
    item_kinds,
    meeting_kinds,
)
from portal.kernel import clock

MOMENTS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y, %H:%M"]
FARTHEST = timedelta(days=3660)
"""How far from today a meeting may lie: beyond it the year is a slip of the keyboard."""

REFUSALS = {
    "agenda": _("The agenda is empty. Please add at least one item first."),
    "begun": _("The beginning has passed. Please change the date first."),
    "members": _("The body has no members on that day. Please enter its members first."),
    "state": _("This is not possible any more: somebody else has gone on meanwhile."),
    "reason": _("Please write the reason: it stands in the mail to the members."),
    "ends": _("The end lies before the beginning."),
    "earlier": _("A second summons needs an earlier meeting of this body that was not quorate."),
    "too_many": _("The agenda is full."),
    "member": _("Somebody on the list is no member on that day. Please open the list anew."),
    "times": _("Somebody left before they came. Please check the times."),
    "substitute": _(
        "A substitute only counts when they are there, the member is not, and nobody else "
        "stands in for the same member."
    ),
    "undecided": _("An application is not settled yet: decide, postpone or take it off."),
    "vote_runs": _("A vote is still going on. Please end it first."),
    "kept": _("This item belongs to an application. Please take it off the agenda there."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, _("This is not possible now: something is not settled yet.")))


def _text(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[ProhibitNullCharactersValidator()],
        **options,
    )


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        input_formats=MOMENTS,
        widget=AdminDateTimeInput(format="%d.%m.%Y %H:%M"),
        help_text=_("Day and time, for example 24.11.2026 18:00."),
        error_messages={"invalid": _("Please write day and time, for example 24.11.2026 18:00.")},
    )


class MeetingForm(forms.Form):
    """Plans a meeting, or changes one; the body of a meeting stays."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.all())
    kind = forms.ChoiceField(label=_("Kind"), choices=meeting_kinds)
    starts_at = _moment(_("Begins"))
    ends_at = _moment(_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=200)
    note = _text(
        _("Words of the invitation"),
        required=False,
        help_text=_("Stands above the agenda in the mail and on the members' page."),
    )
    second_summons_of = forms.ModelChoiceField(
        label=_("Second summons after"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_(
            "Only after a meeting that was not quorate: its agenda is taken over, and the "
            "invitation says that on these items any number of members decides (§ 90 (2) "
            "VwVfG NRW)."
        ),
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        if meeting:
            names = ("kind", "starts_at", "ends_at", "place", "note")
            kwargs["initial"] = {name: getattr(meeting, name) for name in names}
        else:
            kwargs["initial"] = {"key": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        if meeting:
            for name in ("key", "body", "second_summons_of"):
                del self.fields[name]
            return
        put_off = Meeting.objects.filter(state=CLOSED, not_quorate=True).select_related("body")
        self.fields["second_summons_of"].queryset = put_off  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days near enough, and in their order."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("starts_at", "ends_at"):
            moment = data.get(name)
            if moment and abs(moment - clock.now()) > FARTHEST:
                self.add_error(name, _("Please check the year."))
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", REFUSALS["ends"])
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        return dict(self.cleaned_data)


class ItemForm(forms.Form):
    """One item of the agenda."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=item_kinds)
    text = _text(_("Explanation"), required=False)
    is_public = forms.BooleanField(
        label=_("May be published"),
        required=False,
        help_text=_("The title names no person and may stand on the page of the body."),
    )

    @classmethod
    def of(cls, item: AgendaItem) -> ItemForm:
        """The form with what is stored."""
        return cls(initial={name: getattr(item, name) for name in cls.base_fields})


class PaperForm(forms.Form):
    """A paper for the whole meeting or for one item."""

    paper = forms.FileField(
        label=_("Paper"),
        help_text=_("PDF, office document or picture, at most 20 MB. Several: one after another."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.xlsx,.odt,.ods,.jpg,.png"}),
    )
    item = forms.ModelChoiceField(
        label=_("For which item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("for the whole meeting"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """Confirms inviting, telling, opening: nothing to say."""


class CancelForm(StepForm):
    """Why the meeting does not take place."""

    reason = _text(_("Reason"), help_text=_("The members read it in the mail."))


class CloseForm(StepForm):
    """Whether the body could decide."""

    not_quorate = forms.BooleanField(
        label=_("The body was not quorate"),
        required=False,
        help_text=_("Then you can plan a second summons with the same agenda."),
    )


STEP_FORMS: dict[str, type[StepForm]] = {"cancel": CancelForm, "close": CloseForm}
