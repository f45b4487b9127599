"""Screens of applying: start, form, check, receipt, copy, withdrawing, deleting."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from portal.forms.queries import schema_of
from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.calls.queries import call_by_code
from projects.cases.models import Case, Channel
from projects.cases.permissions import (
    may_act_as_owner,
    may_delete_draft,
    may_edit_draft,
    may_submit_case,
    may_take_part,
    may_withdraw_case,
)
from projects.cases.queries import (
    drafts_for,
    form_case,
    receipt_of,
    whole_case,
)
from projects.cases.views import file_response
from projects.intake import actions
from projects.intake.actions_answers import VersionMoved
from projects.intake.drafts import Draft, task_list
from projects.intake.pdfs import receipt_name, receipt_pdf
from projects.intake.permissions import may_begin_application
from projects.intake.plain import version_for
from projects.intake.queries_desk import late_until
from projects.intake.screens import check_context
from projects.intake.steps import StepScreen, outdated_step, outdated_words


def call_or_404(code: str) -> Call:
    """The call of that code; raises Http404."""
    call = call_by_code(code) if len(code) <= 60 else None
    if call is None:
        raise Http404
    return call


class StartView(View):
    """Before anything is typed: what the programme pays, until when, and the way in."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Rules of the call and one's own drafts in it."""
        call = call_or_404(code)
        categories = list(call.rules.categories.all())
        context = {
            "call": call,
            "payable": [category for category in categories if category.is_eligible],
            "not_payable": [category for category in categories if not category.is_eligible],
            "drafts": drafts_for(request.user, call) if request.user.is_authenticated else [],
            "late_until": late_until(request.user, call),
        }
        return render(request, "projects/intake/start.html", context)


class SignedInView(AccessMixin, View):
    """Leads visitors to the code by mail and back again; no cache keeps what it shows."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for the address first where nobody is signed in."""
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_request_login_code')}?{query}")
        response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class NewView(SignedInView):
    """Begins a draft: its key is made here, its row with the first saving."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """To the empty form, or back where the call is not open."""
        call = call_or_404(code)
        if not call.is_open and not late_until(request.user, call):
            return redirect("application_start", code=code)
        return redirect("application_form", code=code, uuid=uuids.uuid4())


class CaseView(SignedInView):
    """A screen of an application for its people; everybody else's does not exist."""

    def find(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        """A case in which the person takes part; raises Http404."""
        case = whole_case(uuid)
        if case is None or case.call.code != code or not may_take_part(request.user, case):
            raise Http404
        return case

    def find_own(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        """The person's own case; raises Http404, also for members."""
        case = self.find(request, code, uuid)
        if not may_act_as_owner(request.user, case):
            raise Http404
        return case


def draft_of(call: Call, case: Case | None, uuid: uuids.UUID, user: Any) -> Draft:
    """The draft with the form that it follows; raises Http404 where none was ever published."""
    version = version_for(call, case)
    if version is None:
        raise Http404
    return Draft(call, uuid, schema_of(version), case, user, version.pk)


class FormView(CaseView):
    """The list of steps, before anything is saved and whenever somebody goes on."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The steps with their state."""
        call, case = call_or_404(code), whole_case(uuid)
        elsewhere = self._elsewhere(request, call, case)
        return elsewhere or task_list(request, draft_of(call, case, uuid, request.user))

    def _elsewhere(
        self, request: HttpRequest, call: Call, case: Case | None
    ) -> HttpResponse | None:
        """Where a draft that is sent, or cannot begin any more, leads; raises Http404."""
        if case is None:
            begins = may_begin_application(request.user, call)
            return None if begins else redirect("application_start", code=call.code)
        if case.call_id != call.pk:
            raise Http404
        if may_edit_draft(request.user, case):
            return None
        if not may_take_part(request.user, case):
            raise Http404
        # Members who only read see a draft on its check page.
        name = "application_check" if case.is_draft else "application_done"
        return redirect(name, code=call.code, uuid=case.uuid)


class StepView(FormView):
    """One step of a draft: every button saves what was typed."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, **kwargs: Any) -> HttpResponse:
        """The step with what is saved; `?missing` also says what is still missing."""
        found = self._screen(request, code, uuid, kwargs["step"])
        strict = "missing" in request.GET
        return found if isinstance(found, HttpResponse) else found.show(strict=strict)

    def post(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, **kwargs: Any
    ) -> HttpResponse:
        """Save the step, then follow the button."""
        language = get_language() or settings.LANGUAGE_CODE
        for _again in range(3):
            found = self._screen(request, code, uuid, kwargs["step"])
            if isinstance(found, HttpResponse):
                return found
            try:
                return found.save(language)
            except VersionMoved:  # in another window, between reading and saving
                continue
        return HttpResponse(outdated_words(), status=409, content_type="text/plain; charset=utf-8")

    def _screen(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, step_id: str
    ) -> StepScreen | HttpResponse:
        case = form_case(uuid)
        call = case.call if case and case.call.code == code else call_or_404(code)
        elsewhere = self._elsewhere(request, call, case)
        if elsewhere:
            return elsewhere
        draft = draft_of(call, case, uuid, request.user)
        old = outdated_step(draft.schema, request.POST, str(draft.version))
        step = old or draft.schema.step(step_id)
        if step is None:
            raise Http404
        return StepScreen(request, draft, step, is_outdated=old is not None)


class CheckView(CaseView):
    """Check your answers, then send them."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """All answers, and what is missing."""
        case = self.find(request, code, uuid)
        if not case.is_draft:
            return redirect("application_done", code=code, uuid=uuid)
        if case.channel == Channel.PAPER:
            return redirect("paper:check", pk=case.pk)
        return self._show(request, case)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Submit; where that is impossible the draft is kept and the page says why."""
        case = self.find_own(request, code, uuid)
        try:
            actions.submit_application(by=request.user, case=case)
        except NotAllowed:
            return self._show(request, case, status=409)
        return redirect("application_done", code=code, uuid=uuid)

    def _show(self, request: HttpRequest, case: Case, status: int = 200) -> HttpResponse:
        context = check_context(case) | {
            "may_change": may_edit_draft(request.user, case),
            "may_submit": may_submit_case(request.user, case),
        }
        if not context["may_change"]:  # whoever only reads gets no ways into the steps
            for each in (*context["problems"], *context["form_steps"]):
                each["url"] = ""
        return render(request, "projects/intake/check.html", context, status=status)


class CopyView(CaseView):
    """The copy as a PDF: the stored one, or made now while the worker is still busy."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse | FileResponse:
        """The PDF as a download."""
        case = self.find(request, code, uuid)
        if case.is_draft:
            raise Http404
        stored = receipt_of(case)
        if stored:
            return file_response(stored)
        response = HttpResponse(receipt_pdf(case), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="{receipt_name(case)}"'
        return response


class WithdrawView(CaseView):
    """Asks before an application is taken back."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The question."""
        case = self.find_own(request, code, uuid)
        if not may_withdraw_case(request.user, case):
            return redirect("application_form", code=code, uuid=uuid)
        return render(request, "projects/intake/withdraw.html", {"case": case})

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Withdraw; a second click changes nothing."""
        case = self.find_own(request, code, uuid)
        reason = request.POST.get("reason", "").replace("\x00", "")[:1000]
        if case.is_draft:
            return redirect("application_form", code=code, uuid=uuid)
        try:
            actions.withdraw_application(by=request.user, case=case, reason=reason)
            messages.success(request, _("Your application is withdrawn."))
        except NotAllowed:
            messages.error(request, _("This application can no longer be withdrawn."))
        return redirect("account_area")


class DeleteView(CaseView):
    """Asks before a draft is deleted."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The question."""
        case = self.find_own(request, code, uuid)
        if not may_delete_draft(request.user, case):
            return redirect("application_done", code=code, uuid=uuid)
        return render(request, "projects/intake/delete.html", {"case": case})

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Delete the draft for good."""
        case = self.find_own(request, code, uuid)
        if not case.is_draft:
            return redirect("application_done", code=code, uuid=uuid)
        actions.delete_draft(by=request.user, case=case)
        messages.success(request, _("Your draft is deleted."))
        return redirect("account_area")
