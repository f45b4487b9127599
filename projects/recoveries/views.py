"""Recoveries in the admin until the notice: opening, the page, the hearing, dropping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.kernel import clock
from projects.budget.queries import pot_of_case
from projects.budget.screens import attempt
from projects.cases.models import Case
from projects.decision.screens import sealed
from projects.recoveries import actions
from projects.recoveries import permissions as may
from projects.recoveries.forms import AnswerForm, HearingForm, OpenForm, WeighForm, WhyForm
from projects.recoveries.models import Recovery
from projects.recoveries.pdfs import hearing_pdf
from projects.recoveries.queries import (
    claimable,
    disbursements_of,
    hearing_ends_on,
    open_recovery,
    settings_of,
    suggested_cents,
)
from projects.recoveries.screen_page import page_context
from projects.recoveries.screens import StepView, recovery_for
from projects.recoveries.words import refusal
from projects.review.screens import CaseWorkView, case_for, to_case

PART = "#recovery"


class OpenView(CaseWorkView):
    """Open a recovery of a case."""

    template = "projects/recoveries/admin/open.html"
    title = gettext_lazy("Claim money back")
    icon = "undo"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing can be opened."""
        case = case_for(request.user, pk, writes=True)
        if not may.may_open_recovery(request.user, case) or open_recovery(case):
            return to_case(case, PART)
        paid = disbursements_of(case)
        form = OpenForm.blank(
            cents=suggested_cents(case),
            known_on=clock.today(),
            undue_from=min((step.day for step in paid), default=None),
        )
        return self._ask(request, case, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open it once; what was typed stays where it is refused."""
        case = case_for(request.user, pk, writes=True)
        form, made = OpenForm(request.POST), []
        try:
            if form.is_valid() and attempt(form, lambda: made.append(_open(request, case, form))):
                messages.success(request, _("The recovery is open. Next comes the hearing."))
                return redirect("recovery", made[0].pk)
        except PermissionDenied:
            messages.error(request, refusal("state"))
            return to_case(case, PART)
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: OpenForm, status: int = 200
    ) -> HttpResponse:
        return self.show(
            request, case, status, form=form, pot=pot_of_case(case), claimable=claimable(case)
        )


def _open(request: HttpRequest, case: Case, form: OpenForm) -> Recovery:
    key = form.cleaned_data["key"]
    return actions.open_recovery(by=request.user, case=case, claim=form.claim, key=key)


class RecoveryView(CaseWorkView):
    """All of one recovery, and what can be done next."""

    template = "projects/recoveries/admin/recovery.html"
    title = gettext_lazy("Recovery")
    icon = "undo"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        recovery = recovery_for(request.user, pk)
        return self.show(request, recovery.case, **page_context(request.user, recovery))


class HearingView(StepView):
    """Send the hearing."""

    form = HearingForm
    title = gettext_lazy("Send the hearing")
    button = gettext_lazy("Send the hearing")
    intro = gettext_lazy(
        "The carrier gets a mail, finds the letter in its area of the portal and can answer there. "
        "Where it does not use the portal, please print the letter and post it."
    )
    done = gettext_lazy("The hearing is sent.")
    may = staticmethod(may.may_send_hearing)

    def blank(self, recovery: Recovery) -> HearingForm:
        """With the first day that the rules allow."""
        rules = settings_of(recovery.case.call.programme)
        return HearingForm(initial={"until": hearing_ends_on(recovery.case, rules)})

    def act(self, by: Any, recovery: Recovery, form: HearingForm) -> Any:
        """Send it."""
        return actions.send_hearing(by=by, recovery=recovery, **form.said)


class NoteAnswerView(StepView):
    """Note an answer that came on another way."""

    form = AnswerForm
    title = gettext_lazy("Note an answer")
    button = gettext_lazy("Note the answer")
    done = gettext_lazy("The answer is noted.")
    may = staticmethod(may.may_note_answer)

    def blank(self, recovery: Recovery) -> AnswerForm:
        """With a fresh key."""
        return AnswerForm.blank()

    def act(self, by: Any, recovery: Recovery, form: AnswerForm) -> Any:
        """Note it."""
        return actions.note_answer(by=by, recovery=recovery, **form.said)


class EndHearingView(StepView):
    """Weigh the answer, and say how much is claimed."""

    form = WeighForm
    title = gettext_lazy("End the hearing")
    button = gettext_lazy("End the hearing")
    intro = gettext_lazy(
        "Only after an answer, or after the day has passed. The amount may fall, never rise. Next "
        "the notice is drafted, and another person releases it."
    )
    done = gettext_lazy("The hearing is over. Next comes the notice.")
    may = staticmethod(may.may_weigh)

    def blank(self, recovery: Recovery) -> WeighForm:
        """With the amount of the hearing."""
        said = {"cents": recovery.cents, "weighing": recovery.weighing}
        return WeighForm(initial=said | {"late_reason": recovery.late_reason})

    def act(self, by: Any, recovery: Recovery, form: WeighForm) -> Any:
        """End it."""
        return actions.end_hearing(by=by, recovery=recovery, **form.said)


class WhyView(StepView):
    """A step that asks for nothing but its reason."""

    form = WhyForm


class DropView(WhyView):
    """Claim nothing after all."""

    title = gettext_lazy("Drop the recovery")
    button = gettext_lazy("Drop the recovery")
    intro = gettext_lazy("Nothing is claimed back. Where it was heard, the carrier gets a mail.")
    done = gettext_lazy("The recovery is dropped.")
    may = staticmethod(may.may_drop)

    def act(self, by: Any, recovery: Recovery, form: WhyForm) -> Any:
        """Drop it."""
        return actions.drop_recovery(by=by, recovery=recovery, **form.said)


class HearingPdfView(View):
    """The letter of the hearing."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file; back to the page where none was sent."""
        recovery = recovery_for(request.user, pk)
        return hearing_response(recovery) if recovery.hearing else redirect("recovery", pk)


def hearing_response(recovery: Recovery) -> HttpResponse:
    """The letter as an attachment that no cache keeps."""
    response = HttpResponse(hearing_pdf(recovery), content_type="application/pdf")
    name = f"Anhoerung-{recovery.case.number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sealed(response)


ONE = "rueckforderungen/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/rueckforderung/", OpenView.as_view(), name="case_recovery_open"),
    path(ONE, RecoveryView.as_view(), name="recovery"),
    path(f"{ONE}anhoerung/", HearingView.as_view(), name="recovery_hearing"),
    path(f"{ONE}anhoerung/pdf/", HearingPdfView.as_view(), name="recovery_hearing_pdf"),
    path(f"{ONE}aeusserung/", NoteAnswerView.as_view(), name="recovery_note_answer"),
    path(f"{ONE}auswertung/", EndHearingView.as_view(), name="recovery_end_hearing"),
    path(f"{ONE}einstellen/", DropView.as_view(), name="recovery_drop"),
]
