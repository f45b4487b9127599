"""Letters in Mein Bereich: opening them, choosing how they come, waiving the remedy."""

from __future__ import annotations

import uuid as uuids

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.decision import actions_delivery as actions
from projects.decision import permissions as may
from projects.decision.models_notices import Notice
from projects.decision.queries import course_of, is_in_hand, notices_of
from projects.decision.screens import pdf_response
from projects.intake.views import CaseView
from projects.review.screens import LARGEST_KEY


def page_of(case: Case) -> str:
    """The address of the letters on the page of an application."""
    return reverse("application_done", args=[case.call.code, case.uuid]) + "#notices"


def _notice_of(case: Case, pk: int) -> Notice:
    found = [each for each in notices_of(case) if each.is_released and each.pk == pk]
    if not found or pk > LARGEST_KEY:
        raise Http404
    found[0].case = case
    return found[0]


class LetterView(CaseView):
    """A letter as a file: opened with a button, which is noted; afterwards also by its address."""

    def get(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, notice: int
    ) -> HttpResponse | FileResponse:
        """The file, once it is in the carrier's hands; else back to the button."""
        case = self.find(request, code, uuid)
        found = _notice_of(case, notice)
        if not is_in_hand(found):
            return redirect(page_of(case))
        return pdf_response(found)

    def post(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, notice: int
    ) -> HttpResponse | FileResponse:
        """Note that it is opened, and hand it out."""
        case = self.find(request, code, uuid)
        found = _notice_of(case, notice)
        try:
            actions.retrieve_notice(by=request.user, notice=found)
        except (NotAllowed, PermissionDenied):
            messages.error(request, _("This letter comes by post."))
            return redirect(page_of(case))
        return self.get(request, code, uuid, notice)


class DeliveryView(CaseView):
    """How letters shall come."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Back to the page."""
        return redirect(page_of(self.find_own(request, code, uuid)))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Keep the choice."""
        case = self.find_own(request, code, uuid)
        in_portal = request.POST.get("way") == "portal"
        try:
            actions.choose_delivery(by=request.user, case=case, in_portal=in_portal)
        except PermissionDenied:
            messages.error(request, _("This is not possible any more."))
            return redirect(page_of(case))
        said = _("New letters come to the portal.") if in_portal else _("New letters come by post.")
        messages.success(request, said)
        return redirect(page_of(case))


class WaiveView(CaseView):
    """Waiving the remedy, with a confirmation."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, notice: int) -> HttpResponse:
        """What it means; back to the page where it is not possible."""
        case = self.find_own(request, code, uuid)
        found = _notice_of(case, notice)
        course = course_of(found)
        can = may.may_waive_remedy(request.user, found) and is_in_hand(found)
        if not can or course.is_final:
            return redirect(page_of(case))
        return self._ask(request, found)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, notice: int) -> HttpResponse:
        """Waive it, where the box is ticked."""
        case = self.find_own(request, code, uuid)
        found = _notice_of(case, notice)
        if request.POST.get("sure") != "on":
            return self._ask(request, found, _("Please tick the box if you are sure."), 422)
        try:
            actions.waive_remedy(by=request.user, notice=found)
            messages.success(request, _("You waived the remedy. The decision is final."))
        except (NotAllowed, PermissionDenied):
            messages.error(request, _("This is not possible any more."))
        return redirect(page_of(case))

    def _ask(
        self, request: HttpRequest, notice: Notice, error: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "case": notice.case,
            "notice": notice,
            "course": course_of(notice),
            "error": error,
        }
        return render(request, "projects/decision/waive.html", context, status=status)


CASE = "antrag/<slug:code>/<uuid:uuid>/"
urlpatterns: list[URLPattern] = [
    path(f"{CASE}bescheide/<int:notice>/", LetterView.as_view(), name="application_notice"),
    path(
        f"{CASE}bescheide/<int:notice>/verzicht/",
        WaiveView.as_view(),
        name="application_waive_remedy",
    ),
    path(f"{CASE}zustellung/", DeliveryView.as_view(), name="application_delivery"),
]
