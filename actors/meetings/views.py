"""What members see of their meetings: the page with agenda and papers, a paper, the date."""

from __future__ import annotations

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from actors.meetings.calendars import CONTENT_TYPE, FILE_NAME, meeting_calendar
from actors.meetings.hooks import is_barred
from actors.meetings.models import Meeting, Paper
from actors.meetings.permissions import may_read_paper, may_view_meeting
from actors.meetings.permissions_minutes import may_read_minutes
from actors.meetings.queries import agenda, loose_papers, meetings_of
from actors.meetings.queries_minutes import whole_minutes
from portal.kernel.registry import panels


def _visible(request: HttpRequest, pk: int) -> Meeting:
    meeting = Meeting.objects.select_related("body", "second_summons_of").filter(pk=pk).first()
    if meeting is None or not may_view_meeting(request.user, meeting):
        raise Http404
    return meeting


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


class MyMeetingsView(LoginRequiredMixin, View):
    """All meetings of somebody, the latest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        found = list(meetings_of(request.user)[:200])
        return _private(render(request, "actors/meetings/my_meetings.html", {"meetings": found}))


class MyMeetingView(LoginRequiredMixin, View):
    """One meeting for those who belong to it; for others it does not exist."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; papers that are kept from the reader are not even named."""
        meeting = _visible(request, pk)
        items, minutes = agenda(meeting), whole_minutes(meeting.pk)
        shown = [
            (item, [each for each in item.papers.all() if not is_barred(request.user, each)])
            for item in items
        ]
        context = {
            "meeting": meeting,
            "items": shown,
            "papers": [each for each in loose_papers(meeting) if not is_barred(request.user, each)],
            "has_minutes": minutes is not None and may_read_minutes(request.user, minutes),
            "panels": panels("my_meeting", (request.user, meeting)),
        }
        return _private(render(request, "actors/meetings/my_meeting.html", context))


class CalendarView(LoginRequiredMixin, View):
    """The date for the diary."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file."""
        content = meeting_calendar(_visible(request, pk))
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        return _private(response)


class PaperView(LoginRequiredMixin, View):
    """A paper as a download; who may not read it learns nothing about it."""

    def get(self, request: HttpRequest, pk: int, paper_pk: int) -> FileResponse:
        """Ask, then hand out; never shown inside the portal's own pages."""
        known = Paper.objects.select_related("meeting__body").filter(pk=paper_pk, meeting_id=pk)
        paper = known.first()
        if paper is None or not may_read_paper(request.user, paper):
            raise Http404
        response = FileResponse(
            paper.file.open("rb"),
            as_attachment=True,
            filename=paper.name,
            content_type=paper.mime,
        )
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
