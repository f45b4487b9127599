"""Result, return, more time and closing in the admin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proof import actions
from projects.proof import permissions as may
from projects.proof.actions_report import answer_extension
from projects.proof.forms import AnswerForm, ResultForm, WhyForm
from projects.proof.models_proof import Extension, ProofResult
from projects.proof.queries import last_hand_in, settings_of
from projects.proof.queries_standing import standing_of
from projects.proof.views import CASE, ProofWorkView, proof_case
from projects.review.screens import LARGEST_KEY, to_case


class ReturnView(ProofWorkView):
    """The proof goes back to the carrier."""

    template = "projects/proof/admin/why.html"
    title = gettext_lazy("Return the proof")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        case = proof_case(request.user, pk, writes=True)
        if not may.may_return_proof(request.user, case):
            return self.back(case)
        return self._ask(request, case, WhyForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return it; what was typed stays where it is refused."""
        case, form = proof_case(request.user, pk, writes=True), WhyForm(request.POST)

        def act() -> None:
            actions.return_proof(by=request.user, case=case, **form.cleaned_data)

        said = _("The proof is returned. The carrier gets a mail.")
        if answer := self.done(request, case, form, act, said):
            return answer
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: WhyForm, status: int = 200
    ) -> HttpResponse:
        about = _("The carrier reads what you write here, and your questions at the receipts.")
        return self.show(request, case, status, form=form, about=about, button=self.title)


class SettleView(ProofWorkView):
    """What the check comes to."""

    template = "projects/proof/admin/settle.html"
    title = gettext_lazy("Result of the check")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures and the button."""
        case = proof_case(request.user, pk, writes=True)
        if not may.may_check_proof(request.user, case):
            return self.back(case)
        return self._ask(request, case, ResultForm.blank())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write it down; what was typed stays where it is refused."""
        case, form = proof_case(request.user, pk, writes=True), ResultForm(request.POST)

        def act() -> None:
            actions.settle_proof(by=request.user, case=case, **form.cleaned_data)

        said = _("The result is noted and counts.")
        if settings_of(case.call.programme).four_eyes:
            said = _("The result is noted. Another person has to confirm it.")
        if answer := self.done(request, case, form, act, said, "#result"):
            return answer
        return self._ask(request, case, form, 422)

    def _ask(
        self, request: HttpRequest, case: Case, form: ResultForm, status: int = 200
    ) -> HttpResponse:
        hand_in = last_hand_in(case)
        standing = standing_of(case, hand_in.rules if hand_in else None)
        return self.show(request, case, status, form=form, standing=standing)


class ConfirmView(ProofWorkView):
    """A second person confirms the result."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, result: int) -> HttpResponse:
        """Confirm it."""
        case = proof_case(request.user, pk, writes=True)
        known = ProofResult.objects.filter(hand_in__case=case, pk=min(result, LARGEST_KEY))
        found = known.select_related("hand_in__case").first()
        if found is None:
            raise Http404
        try:
            actions.confirm_result(by=request.user, result=found)
            messages.success(request, _("The result is confirmed."))
        except NotAllowed as refused:
            return self.refused(request, case, refused.code)
        except PermissionDenied:
            return self.refused(request, case, "state")
        return self.back(case, "#result")


class CloseView(ProofWorkView):
    """A settled case is closed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close it."""
        case = proof_case(request.user, pk, writes=True)
        try:
            actions.close_case(by=request.user, case=case)
            messages.success(request, _("The case is closed. What was not paid is free again."))
        except NotAllowed as refused:
            return self.refused(request, case, refused.code)
        except PermissionDenied:
            return self.refused(request, case, "state")
        return to_case(case, "#proof")


class AnswerView(ProofWorkView):
    """More time is granted or refused."""

    template = "projects/proof/admin/answer.html"
    title = gettext_lazy("More time for the proof")

    def get(self, request: HttpRequest, pk: int, extension: int) -> HttpResponse:
        """The request and the form."""
        case = proof_case(request.user, pk, writes=True)
        found = self._find(case, extension)
        if not may.may_answer_extension(request.user, case) or found.is_granted is not None:
            return self.back(case)
        return self._ask(request, found, AnswerForm())

    def post(self, request: HttpRequest, pk: int, extension: int) -> HttpResponse:
        """Answer; what was typed stays where it is refused."""
        case, form = proof_case(request.user, pk, writes=True), AnswerForm(request.POST)
        found = self._find(case, extension)

        def act() -> None:
            answer_extension(
                by=request.user,
                extension=found,
                is_granted=form.cleaned_data["answer"] == "yes",
                note=form.cleaned_data["reason"],
            )

        said = _("The answer is noted. The carrier gets a mail.")
        if answer := self.done(request, case, form, act, said):
            return answer
        return self._ask(request, found, form, 422)

    def _find(self, case: Case, extension: int) -> Extension:
        found = Extension.objects.filter(case=case, pk=min(extension, LARGEST_KEY)).first()
        if found is None:
            raise Http404
        found.case = case
        return found

    def _ask(
        self, request: HttpRequest, found: Extension, form: AnswerForm, status: int = 200
    ) -> HttpResponse:
        return self.show(request, found.case, status, form=form, asked=found)


urlpatterns: list[URLPattern] = [
    path(f"{CASE}zurueck/", ReturnView.as_view(), name="case_proof_return"),
    path(f"{CASE}ergebnis/", SettleView.as_view(), name="case_proof_settle"),
    path(
        f"{CASE}ergebnis/<int:result>/bestaetigen/",
        ConfirmView.as_view(),
        name="case_proof_confirm",
    ),
    path(f"{CASE}abschliessen/", CloseView.as_view(), name="case_close"),
    path(f"{CASE}frist/<int:extension>/", AnswerView.as_view(), name="case_proof_extension"),
]
