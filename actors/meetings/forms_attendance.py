"""The list of who came: one line for each member of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from actors.meetings.actions_attendance import Line
from actors.meetings.models import Meeting
from actors.meetings.models_people import Attendance, Presence, presences

TIMES = ["%H:%M", "%H.%M", "%H"]


class AttendanceLine(forms.Form):
    """One member: there, excused or not, from when until when; a substitute also for whom."""

    presence = forms.ChoiceField(label=_("Presence"), required=False)
    stands_for = forms.TypedChoiceField(
        label=_("Stands in for"), required=False, coerce=int, empty_value=None
    )
    came_at = forms.TimeField(
        label=_("Came at"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M"),
    )
    left_at = forms.TimeField(
        label=_("Left at"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M"),
    )

    def __init__(
        self, *args: Any, member: BodyMember, others: list[BodyMember], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["presence"].choices = [("", "–"), *presences()]  # type: ignore[attr-defined]
        if member.is_substitute:
            seats = [(each.pk, each.shown_name) for each in others if each.pk != member.pk]
            self.fields["stands_for"].choices = [("", "–"), *seats]  # type: ignore[attr-defined]
        else:
            del self.fields["stands_for"]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {member.shown_name}"

    @property
    def line(self) -> Line:
        """What the action is told."""
        data = dict(self.cleaned_data)
        if data["presence"] != Presence.PRESENT:
            data.pop("stands_for", None)  # who is not there replaces nobody
        return Line(member=self.member.pk, **data)


def attendance_forms(
    meeting: Meeting, members: list[BodyMember], data: Any = None
) -> list[AttendanceLine]:
    """A line for each member, filled with what is stored; voting members can be stood in for."""
    known = {each.member_id: each for each in meeting.attendance.all()}
    others = [each for each in members if each.has_vote and not each.is_substitute]
    return [
        AttendanceLine(
            data,
            prefix=f"m{member.pk}",
            member=member,
            others=others,
            initial=_stored(known.get(member.pk), member),
        )
        for member in members
    ]


def _stored(known: Attendance | None, member: BodyMember) -> dict[str, Any]:
    if known is None:
        return {"stands_for": member.substitute_of_id}
    return {
        "presence": known.presence,
        "stands_for": known.stands_for_id,
        "came_at": known.came_at,
        "left_at": known.left_at,
    }
