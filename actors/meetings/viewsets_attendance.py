"""Who came, in the admin: a list to fill in while the meeting is open."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from actors.meetings.actions_attendance import record_attendance
from actors.meetings.forms import refusal
from actors.meetings.forms_attendance import AttendanceLine, attendance_forms
from actors.meetings.lifecycle import OPEN
from actors.meetings.models import Meeting
from actors.meetings.queries import members_of_meeting
from actors.meetings.screens import ActView, find_meeting
from portal.kernel.lifecycle import NotAllowed


class AttendanceView(ActView):
    """The list of the members of the day."""

    template = "actors/meetings/admin/attendance.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list with what is stored."""
        meeting = find_meeting(pk)
        if meeting.state != OPEN:
            return redirect("meetings:show", pk)
        return self._show(meeting, attendance_forms(meeting, members_of_meeting(meeting)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store the whole list; what was typed stays where something is wrong."""
        meeting = find_meeting(pk)
        lines = attendance_forms(meeting, members_of_meeting(meeting), request.POST)
        # Every line is asked, so that all mistakes are marked at once.
        if sum(not line.is_valid() for line in lines):
            return self._show(meeting, lines, _("Please look at the marked fields."))
        try:
            record_attendance(by=request.user, meeting=meeting, lines=[each.line for each in lines])
        except NotAllowed as refused:
            return self._show(meeting, lines, refusal(refused.code))
        messages.success(request, _("The list is stored."))
        return redirect("meetings:show", pk)

    def _show(
        self, meeting: Meeting, lines: list[AttendanceLine], problem: str = ""
    ) -> HttpResponse:
        status = 422 if problem else 200
        return self.show(status, meeting=meeting, lines=lines, problem=problem)


urlpatterns = [path("<int:pk>/anwesenheit/", AttendanceView.as_view(), name="attendance")]
