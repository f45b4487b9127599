"""Hearings and claims in Mein Bereich: what is asked and why, answering, what is owed."""

from __future__ import annotations

import uuid as uuids

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.intake.views import CaseView
from projects.recoveries import actions
from projects.recoveries import permissions as may
from projects.recoveries.forms_carrier import MyAnswerForm
from projects.recoveries.models import Recovery
from projects.recoveries.panels import public_status
from projects.recoveries.queries import answers_of
from projects.recoveries.queries_claims import standing_of
from projects.recoveries.views import hearing_response
from projects.review.screens import LARGEST_KEY


class MyRecoveryView(CaseView):
    """A recovery for the people of its case, with the form of the hearing."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, recovery: int) -> HttpResponse:
        """What is asked, why, until when; what is owed and when it is due."""
        found = self.recovery(request, code, uuid, recovery)
        return self._show(request, found, MyAnswerForm.blank())

    def post(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, recovery: int
    ) -> HttpResponse:
        """Keep the answer; what was typed stays where it is refused."""
        found = self.recovery(request, code, uuid, recovery)
        form = MyAnswerForm(request.POST)
        if form.is_valid():
            try:
                actions.answer_hearing(by=request.user, recovery=found, **form.cleaned_data)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, _("This is not possible any more."))
                return redirect("application_recovery", code, uuid, recovery)
            else:
                messages.success(request, _("Thank you. The office has your answer."))
                return redirect("application_recovery", code, uuid, recovery)
        return self._show(request, found, form, 422)

    def recovery(self, request: HttpRequest, code: str, uuid: uuids.UUID, pk: int) -> Recovery:
        """A recovery of the case whose hearing was sent; raises Http404."""
        case: Case = self.find(request, code, uuid)
        found = Recovery.objects.select_related("notice", "interest_notice").filter(
            case=case.pk, pk=min(pk, LARGEST_KEY), hearing_sent_at__isnull=False
        )
        recovery = found.first()
        if recovery is None:
            raise Http404
        recovery.case = case
        return recovery

    def _show(
        self, request: HttpRequest, recovery: Recovery, form: MyAnswerForm, status: int = 200
    ) -> HttpResponse:
        standing = standing_of(recovery)
        context = {
            "case": recovery.case,
            "recovery": recovery,
            "status": public_status(recovery),
            "answers": answers_of(recovery),
            "may_answer": may.may_answer(request.user, recovery),
            "form": form,
            "standing": standing,
            "dues": [(due, due.is_late(clock.today())) for due in standing.dues],
        }
        return render(
            request, "projects/recoveries/application_recovery.html", context, status=status
        )


class MyHearingPdfView(MyRecoveryView):
    """The letter of the hearing as a file."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, recovery: int) -> HttpResponse:
        """The file."""
        return hearing_response(self.recovery(request, code, uuid, recovery))


ONE = "antrag/<slug:code>/<uuid:uuid>/rueckforderung/<int:recovery>/"
urlpatterns: list[URLPattern] = [
    path(ONE, MyRecoveryView.as_view(), name="application_recovery"),
    path(f"{ONE}brief/", MyHearingPdfView.as_view(), name="application_recovery_letter"),
]
