"""The writer's answer to a changed form: move the draft, or stay."""

from __future__ import annotations

import uuid as uuids

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.permissions import may_edit_draft
from projects.intake import actions
from projects.intake.actions_versions import hide_notice, keep_version, take_version
from projects.intake.views import CaseView


class VersionView(CaseView):
    """Takes one button of the task list's notice and leads back to it.

    Members who only read get a page that says who decides.
    """

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """To the task list: the question stands there."""
        case = self.find(request, code, uuid)
        if case.is_draft and not may_edit_draft(request.user, case):
            return self._explain(request, case)
        return redirect("application_form", code=code, uuid=uuid)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Do what the button says; a second click changes nothing."""
        case = self.find(request, code, uuid)
        if case.is_draft:
            if not may_edit_draft(request.user, case):
                return self._explain(request, case, status=403)
            try:
                self._answer(request, case)
            except NotAllowed:
                text = _("The form was changed once more. Please look at the list again.")
                messages.warning(request, text)
        return redirect("application_form", code=code, uuid=uuid)

    def _explain(self, request: HttpRequest, case: Case, status: int = 200) -> HttpResponse:
        template = "projects/intake/version_reader.html"
        return render(request, template, {"case": case}, status=status)

    def _answer(self, request: HttpRequest, case: Case) -> None:
        button, key = request.POST.get("button", ""), request.POST.get("version", "")
        version = int(key[:18]) if key.isascii() and key.isdigit() else 0
        if button == "take":
            take_version(by=request.user, case=case, version=version)
            messages.success(request, _("Your application follows the new form now."))
        elif button == "keep":
            keep_version(by=request.user, case=case, version=version)
            messages.success(request, _("Your application stays with the form that you began."))
        elif button == "hide":
            hide_notice(by=request.user, case=case, version=version)
            messages.success(request, _("The notice is put away."))
        elif button.startswith("remove-"):
            number = button[7:25]
            if number.isascii() and number.isdigit():
                actions.remove_file(by=request.user, case=case, file_id=int(number))
