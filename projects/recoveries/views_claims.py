"""Claims in the admin: payments, instalments, interest, write-offs, orders, and the list."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.kernel import clock
from projects.budget.queries import pot_of_case
from projects.budget.screens import taken
from projects.cases.models import Case
from projects.cases.queries import case_with_key
from projects.cases.screens_desk import DeskView
from projects.decision.screens import sealed
from projects.recoveries import actions_claims, actions_ends
from projects.recoveries import permissions as may
from projects.recoveries.forms import PaymentForm, PlanForm, RefundForm, WhyForm, WriteOffForm
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import AcceptanceOrder, WriteOff
from projects.recoveries.queries_claims import standing_of
from projects.recoveries.queries_due import claim_rows
from projects.recoveries.screens import PressView, StepView, recovery_for
from projects.recoveries.views import ONE, PART, WhyView
from projects.recoveries.words import refusal
from projects.review.screens import LARGEST_KEY, CaseWorkView, to_case


class PaymentView(StepView):
    """Note money that came in."""

    form = PaymentForm
    title = gettext_lazy("Note a payment")
    button = gettext_lazy("Note the payment")
    intro = gettext_lazy(
        "The day on which the money came counts for the interest. A payment noted by mistake is "
        "taken back by a counter-entry in the journal."
    )
    done = gettext_lazy("The payment is noted.")
    may = staticmethod(may.may_note_payment)

    def blank(self, recovery: Recovery) -> PaymentForm:
        """With what is owed of the claim, else of the interest."""
        standing = standing_of(recovery)
        said = {"paid_for": "principal", "cents": standing.open_principal}
        if not standing.open_principal:
            said = {"paid_for": "interest", "cents": standing.open_interest}
        dated = {"received_on": clock.today(), "key": uuid.uuid4()}
        return PaymentForm(initial=said | dated)

    def act(self, by: Any, recovery: Recovery, form: PaymentForm) -> Any:
        """Note it once."""
        return actions_claims.note_claim_payment(by=by, recovery=recovery, **form.said)


class PlanView(StepView):
    """Agree on instalments."""

    form = PlanForm
    title = gettext_lazy("Pay in instalments")
    button = gettext_lazy("Agree on the instalments")
    intro = gettext_lazy(
        "What is owed of the claim is divided by the months. A new plan takes the place of the old "
        "one. The carrier gets a mail, and reminders of each instalment."
    )
    done = gettext_lazy("The instalments are agreed.")
    may = staticmethod(may.may_plan)

    def blank(self, recovery: Recovery) -> PlanForm:
        """With a fresh key."""
        return PlanForm.blank()

    def act(self, by: Any, recovery: Recovery, form: PlanForm) -> Any:
        """Agree."""
        owed = standing_of(recovery).open_principal
        return actions_ends.agree_plan(
            by=by,
            recovery=recovery,
            instalments=form.instalments(owed),
            reason=form.said["reason"],
            key=form.said["key"],
        )


class LeaveInterestView(WhyView):
    """Claim no interest."""

    title = gettext_lazy("Claim no interest")
    button = gettext_lazy("Claim no interest")
    intro = gettext_lazy(
        "Above all where the carrier did not cause the revocation and pays in time (§ 49a (3) "
        "sentence 2 VwVfG NRW)."
    )
    done = gettext_lazy("No interest is claimed.")
    may = staticmethod(may.may_leave_interest)

    def act(self, by: Any, recovery: Recovery, form: WhyForm) -> Any:
        """Leave it."""
        return actions_claims.leave_interest(by=by, recovery=recovery, **form.said)


class WriteOffView(StepView):
    """Propose to give up what is owed."""

    form = WriteOffForm
    title = gettext_lazy("Give up what is owed")
    button = gettext_lazy("Propose it")
    intro = gettext_lazy("Another person of the coordination confirms it before it counts.")
    done = gettext_lazy("The proposal waits for another person.")
    may = staticmethod(may.may_propose_write_off)

    def blank(self, recovery: Recovery) -> WriteOffForm:
        """With what is owed of the claim."""
        return WriteOffForm.blank(cents=standing_of(recovery).open_principal)

    def act(self, by: Any, recovery: Recovery, form: WriteOffForm) -> Any:
        """Propose it."""
        return actions_ends.propose_write_off(by=by, recovery=recovery, **form.said)


class JudgeView(PressView):
    """Confirm or refuse a write-off."""

    done = gettext_lazy("The write-off is judged.")

    def act(self, by: Any, recovery: Recovery, **names: Any) -> Any:
        """Confirm it where the button says so."""
        key = min(names["write_off"], LARGEST_KEY)
        found = WriteOff.objects.filter(pk=key, recovery=recovery.pk)
        write_off = found.select_related("recovery__case").first()
        if write_off is None:
            raise Http404
        confirmed = self.request.POST.get("confirmed") == "yes"
        return actions_ends.judge_write_off(by=by, write_off=write_off, confirmed=confirmed)


class OrderView(PressView):
    """Order the cash office to accept money."""

    done = gettext_lazy("The order is made and archived.")

    def act(self, by: Any, recovery: Recovery, **names: Any) -> Any:
        """Make it once."""
        return actions_ends.order_acceptance(by=by, recovery=recovery, part=names["part"])


class OrderPdfView(View):
    """The archived order."""

    def get(self, request: HttpRequest, pk: int, part: str) -> FileResponse:
        """The file as a download."""
        recovery = recovery_for(request.user, pk)
        order = AcceptanceOrder.objects.filter(recovery=recovery, part=part).first()
        if order is None:
            raise Http404
        response = FileResponse(
            order.file.open("rb"),
            as_attachment=True,
            filename=order.file_name,
            content_type="application/pdf",
        )
        return sealed(response)


class SettleView(PressView):
    """Nothing is owed any more."""

    done = gettext_lazy("The recovery is settled.")

    def act(self, by: Any, recovery: Recovery, **names: Any) -> Any:
        """Settle it."""
        return actions_claims.settle_recovery(by=by, recovery=recovery)


class RefundView(CaseWorkView):
    """Note money that the carrier gave back of its own accord."""

    template = "projects/recoveries/admin/refund.html"
    title = gettext_lazy("Note a refund")
    icon = "undo"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the case where nothing was paid."""
        case = self._find(request, pk)
        if not may.may_note_refund(request.user, case):
            return to_case(case, PART)
        return self._ask(request, case, RefundForm.blank())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it once."""
        case, form = self._find(request, pk), RefundForm(request.POST)
        done, closed = _("The refund is noted."), refusal("state")
        if taken(request, form, lambda: _refund(request, case, form), done=done, closed=closed):
            return to_case(case, PART)
        return self._ask(request, case, form, 422)

    def _find(self, request: HttpRequest, pk: int) -> Case:
        case = case_with_key(pk)
        if case is None or not may.may_see_recoveries(request.user, case):
            raise Http404
        return case

    def _ask(
        self, request: HttpRequest, case: Case, form: RefundForm, status: int = 200
    ) -> HttpResponse:
        return self.show(request, case, status, form=form, pot=pot_of_case(case))


def _refund(request: HttpRequest, case: Case, form: RefundForm) -> Any:
    return actions_claims.note_refund(by=request.user, case=case, **form.said)


class ClaimsView(DeskView):
    """All open recoveries: how much is owed, what is late."""

    may = staticmethod(may.may_list_claims)
    template = "projects/recoveries/admin/claims.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list with its sums."""
        rows = claim_rows()
        return self.show(
            page_title=_("Open claims"),
            header_title=_("Open claims"),
            header_icon="undo",
            breadcrumbs_items=[{"url": "", "label": _("Open claims")}],
            rows=rows,
            owed=sum(row.standing.open for row in rows),
            overdue=sum(row.overdue for row in rows),
        )


urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/rueckzahlung/", RefundView.as_view(), name="case_refund"),
    path(f"{ONE}zahlung/", PaymentView.as_view(), name="recovery_payment"),
    path(f"{ONE}raten/", PlanView.as_view(), name="recovery_plan"),
    path(f"{ONE}ohne-zinsen/", LeaveInterestView.as_view(), name="recovery_no_interest"),
    path(f"{ONE}niederschlagung/", WriteOffView.as_view(), name="recovery_write_off"),
    path(
        f"{ONE}niederschlagung/<int:write_off>/",
        JudgeView.as_view(),
        name="recovery_judge_write_off",
    ),
    path(f"{ONE}annahme/<slug:part>/", OrderView.as_view(), name="recovery_order"),
    path(f"{ONE}annahme/<slug:part>/pdf/", OrderPdfView.as_view(), name="recovery_order_pdf"),
    path(f"{ONE}abschliessen/", SettleView.as_view(), name="recovery_settle"),
]
