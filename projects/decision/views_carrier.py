"""What the carrier asks for or gives up, in Mein Bereich."""

from __future__ import annotations

import uuid as uuids

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.decision import actions_carrier as actions
from projects.decision import permissions as may
from projects.decision.forms_carrier import EarlyStartForm
from projects.decision.models import LONGEST_REASON
from projects.decision.views_area import CASE, page_of
from projects.intake.views import CaseView


class GiveUpView(CaseView):
    """Giving an awarded grant up, with a confirmation."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """What it means; back to the page where there is nothing to give up."""
        case = self.find_own(request, code, uuid)
        if not may.may_give_up(request.user, case):
            return redirect(page_of(case))
        return self._ask(request, case)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Give it up, where the box is ticked; a second click changes nothing."""
        case = self.find_own(request, code, uuid)
        if request.POST.get("sure") != "on":
            return self._ask(request, case, _("Please tick the box if you are sure."), 422)
        reason = request.POST.get("reason", "").replace("\x00", "")[:LONGEST_REASON]
        try:
            actions.give_up(by=request.user, case=case, reason=reason)
            messages.success(request, _("You gave the grant up. Thank you for telling us."))
        except (NotAllowed, PermissionDenied):
            messages.error(request, _("This is not possible any more."))
        return redirect(page_of(case))

    def _ask(
        self, request: HttpRequest, case: Case, error: str = "", status: int = 200
    ) -> HttpResponse:
        reason = request.POST.get("reason", "")[:LONGEST_REASON]
        context = {"case": case, "error": error, "reason": reason}
        return render(request, "projects/decision/give_up.html", context, status=status)


class EarlyStartView(CaseView):
    """Asking to begin before the decision."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The form; back to the page where it is too early or too late."""
        case = self.find_own(request, code, uuid)
        if not may.may_ask_early_start(request.user, case):
            return redirect(page_of(case))
        return self._ask(request, case, EarlyStartForm(initial={"starts_on": case.starts_on}))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Ask; what was typed stays where it is refused."""
        case = self.find_own(request, code, uuid)
        form = EarlyStartForm(request.POST)
        if form.is_valid():
            try:
                actions.ask_early_start(by=request.user, case=case, **form.cleaned_data)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, _("This is not possible any more."))
                return redirect(page_of(case))
            else:
                messages.success(request, _("The office has your request. We write to you."))
                return redirect(page_of(case))
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: EarlyStartForm, status: int = 200
    ) -> HttpResponse:
        context = {"case": case, "form": form}
        return render(request, "projects/decision/early_start.html", context, status=status)


urlpatterns: list[URLPattern] = [
    path(f"{CASE}verzicht/", GiveUpView.as_view(), name="application_give_up"),
    path(f"{CASE}frueher-beginnen/", EarlyStartView.as_view(), name="application_early_start"),
]
