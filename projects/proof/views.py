"""The office's check of a proof in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.budget.screens import attempt
from projects.cases.models import Case
from projects.cases.plan import CostItem, PlannedIndicator
from projects.cases.screens_desk import DeskView
from projects.monitoring.queries import interims_of, planned_milestones
from projects.proof import actions_check
from projects.proof import permissions as may
from projects.proof.content import report_sections
from projects.proof.forms import JudgeForm, OfficeForm, WhyForm, refusal
from projects.proof.guards import settled
from projects.proof.models import Receipt
from projects.proof.queries import (
    checks_of,
    due_on,
    extensions_of,
    hand_ins_of,
    proof_of,
    result_of,
)
from projects.proof.queries_check import proofs, sheet_of, with_days
from projects.review.screens import LARGEST_KEY, CaseWorkView, case_for

ROWS = 50


def proof_case(user: Any, pk: int, *, writes: bool = False) -> Case:
    """A case with a proof, for those who read it (or work on it); raises Http404."""
    case = case_for(user, pk, writes=writes)
    if not may.may_read_proof(user, case):
        raise Http404
    return case


class ProofWorkView(CaseWorkView):
    """A screen of the check."""

    icon = "clipboard-list"

    def back(self, case: Case, part: str = "") -> HttpResponse:
        """To the check of the case."""
        return redirect(reverse("case_proof", args=[case.pk]) + part)

    def done(
        self,
        request: HttpRequest,
        case: Case,
        form: OfficeForm,
        act: Callable[[], object],
        said: str,
        part: str = "",
    ) -> HttpResponse | None:
        """Back to the check once a valid form was acted on; None where it stays to be mended."""
        try:
            if not form.is_valid() or not attempt(form, act):
                return None
        except PermissionDenied:
            return self.refused(request, case, "state")
        messages.success(request, said)
        return self.back(case, part)

    def refused(self, request: HttpRequest, case: Case, code: str) -> HttpResponse:
        """Say why, and go back."""
        messages.error(request, refusal(code))
        return self.back(case)


class CheckView(ProofWorkView):
    """Figures, receipts with findings and verdicts, report, result."""

    template = "projects/proof/admin/check.html"
    title = gettext_lazy("Proof of use")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        case, user = proof_case(request.user, pk), request.user
        proof, result = proof_of(case), result_of(case)
        is_checked = may.may_check_proof(user, case)
        is_open = result is None or not result.is_confirmed
        sheet = sheet_of(case)
        return self.show(
            request,
            case,
            sheet=sheet,
            standing=sheet.standing,
            hand_ins=hand_ins_of(case),
            extensions=extensions_of(case),
            due=due_on(case),
            sections=report_sections(proof) if proof else [],
            text=proof.text if proof else "",
            milestones=planned_milestones(case),
            interims=interims_of(case),
            indicators=PlannedIndicator.objects.filter(case=case).select_related(
                "option", "reached"
            ),
            result=result,
            may_judge=is_checked and is_open,
            may_settle=is_checked and is_open,
            may_confirm=is_checked and result is not None and is_open and result.by_id != user.pk,
            waits_for_other=is_checked and result is not None and is_open,
            may_return=may.may_return_proof(user, case) and is_open,
            **_closing(user, case, is_open=is_open),
            may_answer=may.may_answer_extension(user, case),
        )


def _closing(user: Any, case: Case, *, is_open: bool) -> dict[str, Any]:
    """Whether the case can be closed, or what has to come first: its code and its words."""
    if is_open or not may.may_close(user, case):
        return {"may_close": False}
    first = settled(case)
    return {"may_close": first is None, "first": first, "first_words": first and refusal(first)}


class JudgeView(ProofWorkView):
    """What counts of one receipt."""

    template = "projects/proof/admin/judge.html"
    title = gettext_lazy("Check a receipt")

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """The form; back to the check where nothing can be said."""
        case = proof_case(request.user, pk, writes=True)
        receipt = self._find(case, number)
        if not may.may_check_proof(request.user, case):
            return self.back(case)
        return self._ask(request, receipt)

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Say it; what was typed stays where it is refused."""
        case = proof_case(request.user, pk, writes=True)
        receipt, form = self._find(case, number), JudgeForm(request.POST)

        def act() -> None:
            actions_check.judge_receipt(by=request.user, receipt=receipt, **form.said)

        if answer := self.done(
            request, case, form, act, _("The verdict is noted."), f"#receipt-{receipt.number}"
        ):
            return answer
        return self._ask(request, receipt, form, 422)

    def _find(self, case: Case, number: int) -> Receipt:
        found = case.receipts.filter(number=min(number, LARGEST_KEY), removed_at__isnull=True)
        receipt = found.select_related("file", "item").first()
        if receipt is None:
            raise Http404
        receipt.case = case
        return receipt

    def _ask(
        self,
        request: HttpRequest,
        receipt: Receipt,
        form: JudgeForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        form = form or JudgeForm.blank(receipt, checks_of(receipt.case).get(receipt.pk))
        past = receipt.checks.select_related("by")
        return self.show(request, receipt.case, status, form=form, receipt=receipt, past=past)


class OverrunView(ProofWorkView):
    """The office agrees that a line is exceeded."""

    template = "projects/proof/admin/why.html"
    title = gettext_lazy("Agree to an over-run")

    def get(self, request: HttpRequest, pk: int, item: int) -> HttpResponse:
        """The form."""
        case = proof_case(request.user, pk, writes=True)
        found = self._find(case, item)
        if not may.may_check_proof(request.user, case):
            return self.back(case)
        return self._ask(request, case, found, WhyForm())

    def post(self, request: HttpRequest, pk: int, item: int) -> HttpResponse:
        """Agree; what was typed stays where it is refused."""
        case = proof_case(request.user, pk, writes=True)
        found, form = self._find(case, item), WhyForm(request.POST)

        def act() -> None:
            actions_check.allow_overrun(by=request.user, item=found, **form.cleaned_data)

        if answer := self.done(request, case, form, act, _("The over-run is agreed.")):
            return answer
        return self._ask(request, case, found, form, 422)

    def _find(self, case: Case, item: int) -> CostItem:
        found = CostItem.objects.filter(case=case, pk=min(item, LARGEST_KEY)).first()
        if found is None:
            raise Http404
        found.case = case
        return found

    def _ask(
        self, request: HttpRequest, case: Case, item: CostItem, form: WhyForm, status: int = 200
    ) -> HttpResponse:
        return self.show(request, case, status, form=form, about=item.label, button=self.title)


class ProofsView(DeskView):
    """All cases in which something is proved."""

    may = staticmethod(may.may_read_proofs)
    template = "projects/proof/admin/proofs.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, page by page."""
        page = Paginator(proofs(), ROWS).get_page(request.GET.get("p"))
        title = _("Proofs of use")
        return self.show(
            page_of_list=page,
            cases=with_days(list(page.object_list)),
            page_title=title,
            header_title=title,
            header_icon="clipboard-list",
            breadcrumbs_items=[{"url": "", "label": title}],
        )


CASE = "antraege/<int:pk>/nachweis/"
urlpatterns: list[URLPattern] = [
    path(CASE, CheckView.as_view(), name="case_proof"),
    path(f"{CASE}belege/<int:number>/", JudgeView.as_view(), name="case_receipt"),
    path(f"{CASE}posten/<int:item>/", OverrunView.as_view(), name="case_overrun"),
]
