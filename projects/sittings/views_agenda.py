"""Putting cases on the agenda of a sitting and taking them off, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actors.meetings.models import Meeting
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.review.forms import ReasonForm
from projects.review.screens import CaseWorkView, case_for, to_case
from projects.sittings import actions_agenda as actions
from projects.sittings import permissions as may
from projects.sittings.forms import refusal
from projects.sittings.forms_agenda import CasesForm, PutOnForm
from projects.sittings.queries import body_for, cases_for, meetings_for, open_item
from projects.sittings.screens import RunView, find_sitting

PART = "#sitting"


class PutOnView(CaseWorkView):
    """Chooses the sitting that decides on a case."""

    template = "projects/sittings/admin/put_on.html"
    title = gettext_lazy("Put on the agenda")
    icon = "group"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The sittings of the body that decides; back to the case where nothing is to be put on."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_put_on(request.user, case) or open_item(case):
            return to_case(case, PART)
        return self._ask(request, case, PutOnForm(meetings_for(case)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it on."""
        case = case_for(request.user, pk, writes=True)
        form = PutOnForm(meetings_for(case), request.POST)
        if form.is_valid():
            meeting: Meeting = form.cleaned_data["meeting"]
            try:
                actions.schedule_case(by=request.user, case=case, meeting=meeting)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, refusal("settled"))
                return to_case(case, PART)
            else:
                said = _("The application lies on the agenda. The applicant gets a mail.")
                messages.success(request, said)
                return to_case(case, PART)
        return self._ask(request, case, form, 422)

    def _ask(self, request: HttpRequest, case: Case, form: PutOnForm, status: int = 200) -> Any:
        offered = form.fields["meeting"].queryset  # type: ignore[attr-defined]
        return self.show(
            request, case, status, form=form, body=body_for(case), has_any=offered.exists()
        )


class TakeOffView(CaseWorkView):
    """Takes a case off the agenda, with a reason."""

    template = "projects/sittings/admin/take_off.html"
    title = gettext_lazy("Take off the agenda")
    icon = "cross"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where it lies on no agenda."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_take_off(request.user, case):
            return to_case(case, PART)
        return self._ask(request, case, ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it off; what was typed stays where it is refused."""
        case = case_for(request.user, pk, writes=True)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._ask(request, case, form, 422)
        try:
            actions.take_off(by=request.user, case=case, reason=form.cleaned_data["reason"])
        except NotAllowed as refused:
            form.add_error("reason", refusal(refused.code))
            return self._ask(request, case, form, 422)
        except PermissionDenied:
            messages.error(request, refusal("settled"))
            return to_case(case, PART)
        messages.success(
            request, _("The application is off the agenda. The applicant gets a mail.")
        )
        return to_case(case, PART)

    def _ask(self, request: HttpRequest, case: Case, form: ReasonForm, status: int = 200) -> Any:
        about = _(
            "The application is ready for decision again and can be put on another agenda. What "
            "members had scored for this sitting is deleted. The reason stays in the office."
        )
        button = _("Take off the agenda")
        return self.show(request, case, status, form=form, about=about, button=button)


class FillView(RunView):
    """Puts several cases on the agenda of a meeting at once."""

    template = "projects/sittings/admin/fill.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The cases that wait for this body."""
        meeting = find_sitting(pk)
        if not meeting.is_prepared:
            return redirect("meetings:show", pk)
        return self.show(meeting, form=CasesForm(cases_for(meeting)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put them on in the order in which they came in; one that is refused is named."""
        meeting = find_sitting(pk)
        cases = {case.pk: case for case in cases_for(meeting)}
        form = CasesForm(list(cases.values()), request.POST)
        if not form.is_valid():
            return self.show(meeting, 422, form=form)
        done = 0
        for key in form.cleaned_data["cases"]:
            try:
                actions.schedule_case(by=request.user, case=cases[key], meeting=meeting)
                done += 1
            except NotAllowed as refused:
                messages.error(request, f"{cases[key].number}: {refusal(refused.code)}")
            except PermissionDenied:
                messages.error(request, f"{cases[key].number}: {refusal('state')}")
        if done:
            text = ngettext(
                "%(count)s application lies on the agenda now. The applicant gets a mail.",
                "%(count)s applications lie on the agenda now. The applicants get a mail.",
                done,
            )
            messages.success(request, text % {"count": done})
        return redirect(f"{reverse('meetings:show', args=[pk])}#agenda")


CASE = "antraege/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(f"{CASE}tagesordnung/", PutOnView.as_view(), name="case_put_on"),
    path(f"{CASE}absetzen/", TakeOffView.as_view(), name="case_take_off"),
    path("sitzung/<int:pk>/antraege/", FillView.as_view(), name="sitting_fill"),
]
