"""The proof in Mein Bereich: overview, report, handing in, more time."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.forms.queries import schema_of
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.proof import actions, actions_report
from projects.proof import permissions as may
from projects.proof.actions_report import Report, latest_extension
from projects.proof.forms_area import REFUSALS, FiguresForm, MoreTimeForm
from projects.proof.missing import hints_of, missing_of, version_of
from projects.proof.queries import (
    due_on,
    extensions_of,
    hand_ins_of,
    last_hand_in,
    proof_of,
)
from projects.proof.queries_standing import standing_of
from projects.proof.screens import PROOF, ProofAreaView, to_proof
from projects.review.questionnaire import NO_QUESTIONS, Questionnaire


class OverviewView(ProofAreaView):
    """Per line planned, spent and left; what would have to be paid back; the receipts."""

    template = "projects/proof/overview.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page."""
        case = self.seen(request, code, uuid)
        hand_in = last_hand_in(case)
        is_open, due = case.state == life.RUNNING, due_on(case)
        standing = standing_of(case, hand_in.rules if hand_in and not is_open else None)
        return self.show(
            request,
            case,
            standing=standing,
            receipts=[(each, standing.checks.get(each.pk)) for each in standing.receipts],
            due=due,
            is_late=is_open and due < clock.today(),
            is_open=is_open,
            hand_ins=hand_ins_of(case),
            extensions=extensions_of(case),
            may_keep=may.may_keep_receipts(request.user, case),
            may_hand_in=may.may_hand_in_proof(request.user, case),
        )


class ReportView(ProofAreaView):
    """The report: questions of the programme, counts, other money; saved as often as needed."""

    template = "projects/proof/report.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page with what is saved."""
        return self._answer(request, self.seen(request, code, uuid))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Save, complete or not; what was typed stays where something is refused."""
        return self._answer(request, self.seen(request, code, uuid), request.POST)

    def _answer(self, request: HttpRequest, case: Case, data: Any = None) -> HttpResponse:
        if not may.may_keep_receipts(request.user, case):
            return to_proof(case)
        proof = proof_of(case)
        version = version_of(case, proof)
        questions = Questionnaire(
            schema_of(version) if version else NO_QUESTIONS,
            data,
            proof.own_sheet if proof else None,
        )
        form = FiguresForm(case, proof, data, with_text=version is None)
        status = 200
        if data is not None and not questions.wants_rows:
            if form.is_valid() and self._save(request, case, questions, form):
                return to_proof(case)
            status = 422
        return self.show(
            request,
            case,
            status,
            form=form,
            parts=questions.parts,
            forms=[*questions.forms, form],
        )

    def _save(
        self, request: HttpRequest, case: Case, questions: Questionnaire, form: FiguresForm
    ) -> bool:
        report = Report(sheet=questions.sheet, **form.said)
        seen = form.cleaned_data["seen"]
        try:
            actions_report.save_report(by=request.user, case=case, report=report, seen=seen)
        except NotAllowed as refused:
            form.refuse(refused.code)
            return False
        except PermissionDenied:
            messages.error(request, _("This is not possible any more."))
            return True
        messages.success(request, _("The report is saved."))
        return True


class HandInView(ProofAreaView):
    """The check page before handing in, and the button."""

    template = "projects/proof/hand_in.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """What is missing, the figures, and the button."""
        case = self.find_own(request, code, uuid)
        if not may.may_hand_in_proof(request.user, case):
            return redirect("application_done", case.call.code, case.uuid)
        return self._ask(request, case)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Hand it in, where the box is ticked; a second click changes nothing."""
        case = self.find_own(request, code, uuid)
        if request.POST.get("sure") != "on":
            return self._ask(request, case, _("Please tick the box if you are sure."), 422)
        try:
            actions.hand_in_proof(by=request.user, case=case)
        except NotAllowed as refused:
            return self._ask(request, case, str(REFUSALS.get(refused.code, "")), 422)
        except PermissionDenied:
            messages.error(request, _("This is not possible any more."))
            return redirect("application_done", case.call.code, case.uuid)
        messages.success(request, _("Your proof is handed in. We check it and write to you."))
        return to_proof(case)

    def _ask(
        self, request: HttpRequest, case: Case, error: str = "", status: int = 200
    ) -> HttpResponse:
        missing = missing_of(case)
        return self.show(
            request,
            case,
            status,
            missing=missing,
            hints=hints_of(case),
            standing=standing_of(case),
            error=error if not missing else "",
        )


class MoreTimeView(ProofAreaView):
    """Asking for more time."""

    template = "projects/proof/more_time.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The form."""
        case = self.find_own(request, code, uuid)
        if not may.may_ask_more_time(request.user, case):
            return redirect("application_done", case.call.code, case.uuid)
        return self._ask(request, case, MoreTimeForm())

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Ask; what was typed stays where it is refused."""
        case = self.find_own(request, code, uuid)
        form = MoreTimeForm(request.POST)
        if form.is_valid():
            try:
                actions_report.ask_extension(by=request.user, case=case, **form.cleaned_data)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, _("This is not possible any more."))
                return redirect("application_done", case.call.code, case.uuid)
            else:
                messages.success(request, _("The office has your request. We write to you."))
                return to_proof(case)
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: MoreTimeForm, status: int = 200
    ) -> HttpResponse:
        latest = latest_extension(case)
        return self.show(request, case, status, form=form, due=due_on(case), latest=latest)


urlpatterns: list[URLPattern] = [
    path(PROOF, OverviewView.as_view(), name="application_proof"),
    path(f"{PROOF}bericht/", ReportView.as_view(), name="application_report"),
    path(f"{PROOF}abgeben/", HandInView.as_view(), name="application_hand_in"),
    path(f"{PROOF}frist/", MoreTimeView.as_view(), name="application_more_time"),
]
