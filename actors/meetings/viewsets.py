"""Meetings in the admin: the list, one meeting, planning and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from actors.meetings import actions, viewsets_agenda, viewsets_attendance, viewsets_minutes
from actors.meetings.forms import STEP_FORMS, MeetingForm, PaperForm, StepForm
from actors.meetings.lifecycle import MEETING_LIFECYCLE
from actors.meetings.mails import address_of
from actors.meetings.models import Meeting
from actors.meetings.permissions import may_list_meetings
from actors.meetings.queries import (
    agenda,
    all_meetings,
    is_late,
    loose_papers,
    members_of_meeting,
    notice_days,
)
from actors.meetings.queries_minutes import whole_minutes
from actors.meetings.screens import ActView, ReadView, attempt, find_meeting
from actors.meetings.viewsets_words import DONE, EVENTS, STEPS
from portal.kernel import audit, clock
from portal.kernel.registry import panels

ROWS = 50


class ListView(ReadView):
    """The meetings of all bodies, the latest first."""

    template = "actors/meetings/admin/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        page = Paginator(all_meetings(), ROWS).get_page(request.GET.get("p"))
        return self.show(page=page)


class MeetingView(ReadView):
    """One meeting: agenda, papers, members, what can be done, what was done."""

    template = "actors/meetings/admin/meeting.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        meeting = find_meeting(pk)
        return self.show(**meeting_context(meeting), paper_form=PaperForm(meeting=meeting))


def meeting_context(meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting shows (a fixed number of queries)."""
    members = members_of_meeting(meeting)
    invited = {each.member_id: each for each in meeting.invitations.all()}
    history = audit.history(meeting)
    minutes = whole_minutes(meeting.pk)
    ways = MEETING_LIFECYCLE.events(meeting.state)
    if not meeting.has_news:
        ways = [event for event in ways if event != "update"]
    came = {each.member_id: each for each in meeting.attendance.select_related("stands_for")}
    return {
        "meeting": meeting,
        "items": agenda(meeting),
        "papers": loose_papers(meeting),
        "members": [
            (each, address_of(each), invited.get(each.pk), came.get(each.pk)) for each in members
        ],
        "steps": [(event, STEPS[event]) for event in ways],
        "history": [(each, EVENTS.get(each.event, each.event)) for each in history],
        "is_late": meeting.state == "planned" and is_late(meeting, clock.today()),
        "notice_days": notice_days(meeting),
        "panels": panels("meeting", meeting),
        "minutes": minutes,
        "signatures": list(minutes.signatures.all()) if minutes else [],
        "resolutions": list(meeting.resolutions.all()),
    }


class PlanView(ActView):
    """Plans a meeting."""

    template = "actors/meetings/admin/form.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; its key makes a second click harmless."""
        return self.show(form=MeetingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Plan it, then on to the agenda; what was typed stays where something is wrong."""
        form = MeetingForm(request.POST)
        if form.is_valid():
            meeting = attempt(
                form,
                lambda: actions.plan_meeting(by=request.user, **form.facts),
                {"ends": "ends_at", "earlier": "second_summons_of"},
            )
            if meeting:
                return redirect("meetings:show", meeting.pk)
        return self.show(422, form=form)


class ChangeView(ActView):
    """Changes times, place or words."""

    template = "actors/meetings/admin/form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what is stored."""
        meeting = find_meeting(pk)
        if not meeting.is_prepared:
            return redirect("meetings:show", pk)
        return self.show(form=MeetingForm(meeting=meeting), meeting=meeting)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it."""
        meeting = find_meeting(pk)
        form = MeetingForm(request.POST, meeting=meeting)
        if form.is_valid() and attempt(
            form,
            lambda: actions.change_meeting(by=request.user, meeting=meeting, **form.facts),
            {"ends": "ends_at"},
        ):
            return redirect("meetings:show", pk)
        return self.show(422, form=form, meeting=meeting)


class StepView(ActView):
    """Asks once more, then takes a step of the lifecycle."""

    template = "actors/meetings/admin/step.html"

    def get(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """What will happen."""
        meeting = self._meeting(pk, event)
        if event not in MEETING_LIFECYCLE.events(meeting.state):
            return redirect("meetings:show", pk)
        return self._ask(meeting, event, STEP_FORMS.get(event, StepForm)())

    def post(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Take the step."""
        meeting = self._meeting(pk, event)
        form = STEP_FORMS.get(event, StepForm)(request.POST)
        if form.is_valid() and attempt(
            form, lambda: self._act(meeting, event, form.cleaned_data), {"reason": "reason"}
        ):
            messages.success(request, str(DONE[event]))
            return redirect("meetings:show", pk)
        return self._ask(meeting, event, form, 422)

    def _meeting(self, pk: int, event: str) -> Meeting:
        if event not in STEPS:
            raise Http404
        return find_meeting(pk)

    def _act(self, meeting: Meeting, event: str, data: dict[str, Any]) -> Meeting:
        user = self.request.user
        if event == "cancel":
            return actions.cancel_meeting(by=user, meeting=meeting, reason=data["reason"])
        if event == "close":
            return actions.close_meeting(by=user, meeting=meeting, not_quorate=data["not_quorate"])
        plain = {
            "invite": actions.invite,
            "update": actions.send_update,
            "open": actions.open_meeting,
        }
        return plain[event](by=user, meeting=meeting)

    def _ask(self, meeting: Meeting, event: str, form: StepForm, status: int = 200) -> HttpResponse:
        members = members_of_meeting(meeting)
        return self.show(
            status,
            meeting=meeting,
            event=event,
            step_title=STEPS[event],
            form=form,
            reached=[each for each in members if address_of(each)],
            by_post=[each for each in members if not address_of(each)],
            is_late=event == "invite" and is_late(meeting, clock.today()),
            notice_days=notice_days(meeting),
        )


class MeetingMenuItem(MenuItem):
    """An entry of the menu, shown to those who may read meetings."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open it."""
        return may_list_meetings(request.user)


class MeetingViewSet(ViewSet):
    """The meetings of the bodies."""

    name = "meetings"
    url_prefix = "sitzungen"
    icon = "date"
    menu_label = gettext_lazy("Meetings")

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The entry."""
        return MeetingMenuItem(
            label=self.menu_label,
            url=self.menu_url,
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=order or self.menu_order,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, planning, one meeting, its steps, its agenda."""
        return [
            path("", ListView.as_view(), name="index"),
            path("neu/", PlanView.as_view(), name="add"),
            path("<int:pk>/", MeetingView.as_view(), name="show"),
            path("<int:pk>/aendern/", ChangeView.as_view(), name="change"),
            path("<int:pk>/schritt/<slug:event>/", StepView.as_view(), name="step"),
            *viewsets_agenda.urlpatterns,
            *viewsets_attendance.urlpatterns,
            *viewsets_minutes.urlpatterns,
        ]
