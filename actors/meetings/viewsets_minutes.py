"""Minutes and resolutions in the admin: beginning, noted signatures, approval, follow-up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from actors.meetings import actions_minutes as actions
from actors.meetings.forms import refusal
from actors.meetings.forms_minutes import REFUSALS, ResolutionForm
from actors.meetings.models_minutes import Resolution
from actors.meetings.queries_minutes import whole_minutes
from actors.meetings.screens import ActView, attempt, find_meeting
from portal.kernel.lifecycle import NotAllowed


class MinutesStepView(ActView):
    """What a button of the meeting's page does with its minutes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin, note a signature (`chair`, `writer`), or approve."""
        meeting, button = find_meeting(pk), str(request.POST.get("button", ""))
        try:
            self._act(pk, button)
        except NotAllowed as refused:
            messages.error(request, str(REFUSALS.get(refused.code, refusal(refused.code))))
        return redirect(f"{reverse('meetings:show', args=[meeting.pk])}#minutes")

    def _act(self, pk: int, button: str) -> None:
        user, minutes = self.request.user, whole_minutes(pk)
        if button == "begin":
            actions.begin_minutes(by=user, meeting=find_meeting(pk))
        elif minutes and button in {"chair", "writer"}:
            actions.note_signature(by=user, minutes=minutes, role=button)
        elif minutes and button == "approve":
            publish = self.request.POST.get("publish") == "on"
            actions.approve_minutes(by=user, minutes=minutes, publish=publish)


class ResolutionAddView(ActView):
    """Writes down a resolution."""

    template = "actors/meetings/admin/resolution.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        meeting = find_meeting(pk)
        return self.show(form=ResolutionForm(meeting=meeting), meeting=meeting)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store it with the next number."""
        meeting = find_meeting(pk)
        form = ResolutionForm(request.POST, meeting=meeting)
        if form.is_valid():
            made = attempt(
                form,
                lambda: actions.record_resolution(
                    by=request.user, meeting=meeting, **form.cleaned_data
                ),
                {},
            )
            if made:
                text = _("Stored as %(number)s.")
                messages.success(request, text % {"number": made.number})
                return redirect(f"{reverse('meetings:show', args=[pk])}#resolutions")
        return self.show(422, form=form, meeting=meeting)


class ResolutionDoneView(ActView):
    """Notes that a resolution is done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, resolution_pk: int) -> HttpResponse:
        """Note it; a second click changes nothing."""
        found = Resolution.objects.select_related("meeting").filter(meeting=pk, pk=resolution_pk)
        resolution = found.first()
        if resolution is None:
            raise Http404
        actions.finish_resolution(by=request.user, resolution=resolution)
        return redirect(f"{reverse('meetings:show', args=[pk])}#resolutions")


urlpatterns = [
    path("<int:pk>/niederschrift/", MinutesStepView.as_view(), name="minutes"),
    path("<int:pk>/beschluesse/neu/", ResolutionAddView.as_view(), name="resolution_add"),
    path(
        "<int:pk>/beschluesse/<int:resolution_pk>/erledigt/",
        ResolutionDoneView.as_view(),
        name="resolution_done",
    ),
]
