"""Rounds with carriers at a meeting, and visits of the coordination at a project."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actors.meetings.models import Meeting
from actors.meetings.permissions import may_act_on_meetings, may_list_meetings
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.screens import attempt, taken
from projects.cases.models import Case
from projects.cases.screens_desk import DeskView
from projects.monitoring import actions_rounds as actions
from projects.monitoring.forms_rounds import OF_ROUNDS, ChooseForm, TellForm, VisitForm
from projects.monitoring.models_rounds import RoundProject
from projects.monitoring.permissions import may_note_round
from projects.monitoring.queries_rounds import meeting_with_key, projects_in, running_cases
from projects.monitoring.screens import CASE, GuideView
from projects.review.actions_following import finish_task, note_of_coordination
from projects.review.models_following import OfficeEntry
from projects.review.permissions_following import may_finish_task
from projects.review.screens import LARGEST_KEY, case_for


def _meeting(pk: int) -> Meeting:
    found = meeting_with_key(pk)
    if found is None:
        raise Http404
    return found


class RoundScreen(DeskView):
    """A screen of a round, with the way back to the meeting."""

    may = staticmethod(may_act_on_meetings)

    def page(self, meeting: Meeting, status: int = 200, **context: Any) -> HttpResponse:
        """The screen."""
        title = _("Round with carriers")
        crumbs = [
            {"url": reverse("meetings:show", args=[meeting.pk]), "label": str(meeting)},
            {"url": reverse("carrier_round", args=[meeting.pk]), "label": title},
        ]
        known = {
            "meeting": meeting,
            "page_title": title,
            "header_title": title,
            "header_icon": "group",
            "breadcrumbs_items": crumbs,
        }
        return self.show(status, **{**known, **context})


class RoundView(RoundScreen):
    """The projects of a meeting with what they told."""

    may = staticmethod(may_list_meetings)
    template = "projects/monitoring/admin/round.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list."""
        meeting, acts = _meeting(pk), may_act_on_meetings(request.user)
        projects = projects_in(meeting)
        begun = meeting.starts_at <= clock.now()
        return self.page(meeting, projects=projects, may_act=acts, has_begun=begun)


class ChooseView(RoundScreen):
    """Choose the projects that take part."""

    template = "projects/monitoring/admin/round_choose.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The running projects."""
        meeting = _meeting(pk)
        chosen = [each.case_id for each in projects_in(meeting)]
        return self.page(meeting, form=self._form(meeting, initial={"cases": chosen}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note them."""
        meeting = _meeting(pk)
        form = self._form(meeting, request.POST)

        def act() -> Any:
            cases = form.cleaned_data["cases"]
            return actions.choose_projects(by=request.user, meeting=meeting, cases=cases)

        if form.is_valid() and attempt(form, act):
            messages.success(request, _("The projects are noted."))
            return redirect("carrier_round", pk)
        return self.page(meeting, 422, form=form)

    def _form(self, meeting: Meeting, data: Any = None, **options: Any) -> ChooseForm:
        known = [each.case for each in projects_in(meeting)]
        offered = {case.pk: case for case in [*known, *running_cases(self.request.user)]}
        return ChooseForm(offered.values(), data, **options)


class InviteView(RoundScreen):
    """The button that invites the carriers."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Invite those who are not invited yet."""
        try:
            count = actions.invite_carriers(by=request.user, meeting=_meeting(pk))
        except NotAllowed as refused:
            messages.error(request, str(OF_ROUNDS[refused.code]))
        else:
            text = ngettext(
                "%(count)s project is invited by mail.",
                "%(count)s projects are invited by mail.",
                count,
            )
            messages.success(request, text % {"count": count})
        return redirect("carrier_round", pk)


class TellView(RoundScreen):
    """Note who came and what a project told."""

    template = "projects/monitoring/admin/round_tell.html"

    def get(self, request: HttpRequest, pk: int, case: int) -> HttpResponse:
        """The form with what was noted."""
        project = self._find(pk, case)
        return self.page(project.meeting, project=project, form=TellForm.of(project))

    def post(self, request: HttpRequest, pk: int, case: int) -> HttpResponse:
        """Note it; what was typed stays where it is refused."""
        project, form = self._find(pk, case), TellForm(request.POST)

        def act() -> Any:
            key = form.cleaned_data["key"]
            return actions.note_round(by=request.user, project=project, told=form.told, key=key)

        if taken(request, form, act, done=_("It is noted."), closed=OF_ROUNDS["state"]):
            return redirect("carrier_round", pk)
        return self.page(project.meeting, 422, project=project, form=form)

    def _find(self, pk: int, case: int) -> RoundProject:
        found = RoundProject.objects.filter(meeting=_meeting(pk), case=min(case, LARGEST_KEY))
        project = found.select_related("case", "meeting__body").first()
        if project is None or not may_note_round(self.request.user, project.case):
            raise Http404
        return project


class VisitView(GuideView):
    """Note a visit, a call or a task of the coordination."""

    title = gettext_lazy("Note a visit or call")
    button = gettext_lazy("Note it")
    done = gettext_lazy("It is noted.")

    def blank(self, case: Case, **names: Any) -> VisitForm:
        """A visit today."""
        return VisitForm(initial=VisitForm.begun())

    def act(self, by: Any, case: Case, form: Any, **names: Any) -> Any:
        """Note it."""
        key = form.cleaned_data["key"]
        return note_of_coordination(by=by, case=case, seen=form.seen, key=key)


class VisitTaskView(GuideView):
    """The button that says that a task of the coordination is done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **names: Any) -> HttpResponse:
        """Note it and lead back; raises Http404 for tasks of others."""
        case = case_for(request.user, pk, writes=True)
        key = min(names["entry"], LARGEST_KEY)
        found = OfficeEntry.objects.filter(case=case.pk, office=None, pk=key)
        entry = found.select_related("case").first()
        if entry is None or not may_finish_task(request.user, entry):
            raise Http404
        finish_task(by=request.user, entry=entry)
        messages.success(request, _("The task is done."))
        return self.back(case)


ROUND = "sitzungen/<int:pk>/traegerrunde/"
urlpatterns: list[URLPattern] = [
    path(ROUND, RoundView.as_view(), name="carrier_round"),
    path(f"{ROUND}projekte/", ChooseView.as_view(), name="carrier_round_choose"),
    path(f"{ROUND}einladen/", InviteView.as_view(), name="carrier_round_invite"),
    path(f"{ROUND}projekte/<int:case>/", TellView.as_view(), name="carrier_round_tell"),
    path(f"{CASE}besuch/", VisitView.as_view(), name="case_visit"),
    path(f"{CASE}erledigt/<int:entry>/", VisitTaskView.as_view(), name="case_visit_done"),
]
