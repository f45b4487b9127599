"""Payments in the admin: the list, one payment with its certificates, its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.payments import actions
from projects.payments import lifecycle as pay
from projects.payments import permissions as may
from projects.payments.forms import DayForm, PaymentFilters, ReasonForm, refusal
from projects.payments.models_payments import Disbursement
from projects.payments.queries import (
    account_that_counts,
    account_that_waits,
    accounts_of,
    money_of,
    payment_with_key,
)
from projects.payments.queries_lists import listed, sums_of
from projects.payments.screens import MoneyView

ROWS = 50


class PaymentsView(MoneyView):
    """The payments with filters and sums; certified ones are ordered here."""

    template = "projects/payments/admin/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of those that the filters ask for; none where a filter makes no sense."""
        form = PaymentFilters(request.GET)
        found = listed(**form.cleaned_data) if form.is_valid() else Disbursement.objects.none()
        page = Paginator(found, ROWS).get_page(request.GET.get("p"))
        query = request.GET.copy()
        query.pop("p", None)
        return self.frame(
            str(self.home[1]),
            form=form,
            page=page,
            sums=sums_of(found),
            query=query.urlencode(),
            orderable=pay.CERTIFIED,
        )


def payment_for(user: Any, pk: int) -> Disbursement:
    """A payment for those of the office who may read it; raises Http404."""
    payment = payment_with_key(pk)
    if payment is None or not may.may_read_payments(user, payment.case):
        raise Http404
    return payment


class PaymentScreen(MoneyView):
    """One payment: who signed what, and what is possible next."""

    template = "projects/payments/admin/payment.html"

    def page(
        self, payment: Disbursement, event: str = "", form: forms.Form | None = None
    ) -> HttpResponse:
        """The payment; a form that was refused stays as it was filled in."""
        case, person = payment.case, self.request.user
        accounts = accounts_of(case)
        blank: dict[str, Callable[[], forms.Form]] = {
            "execute": DayForm.today,
            "cancel": ReasonForm,
            "come_back": ReasonForm,
        }
        steps = [each for each in STEPS if may.may_do(person, payment, each)]
        waits_for_other = payment.state == pay.SUBSTANCE and payment.substance_by_id == person.pk
        return self.frame(
            _("Payment of %(number)s") % {"number": case.number},
            status=422 if form else 200,
            payment=payment,
            case=case,
            account=payment.bank or account_that_counts(accounts),
            waiting=account_that_waits(accounts),
            money=money_of(case),
            steps={
                each: form if each == event and form else blank.get(each, forms.Form)()
                for each in steps
            },
            may_order=may.may_do(person, payment, "order"),
            waits_for_other=waits_for_other,
        )


class PaymentView(PaymentScreen):
    """The payment as it stands."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The payment with the steps that this person may take."""
        return self.page(payment_for(request.user, pk))


def _certify_substance(by: Any, payment: Disbursement, _form: forms.Form) -> str:
    actions.certify_substance(by=by, payment=payment)
    return _("Certified in substance. Now somebody else certifies the figures.")


def _certify_figures(by: Any, payment: Disbursement, _form: forms.Form) -> str:
    actions.certify_figures(by=by, payment=payment)
    return _("Certified in figures. It can be ordered now.")


def _execute(by: Any, payment: Disbursement, form: forms.Form) -> str:
    actions.execute_payment(by=by, payment=payment, executed_on=form.cleaned_data["on"])
    return _("The payment stands in the ledger. The carrier gets a mail.")


def _cancel(by: Any, payment: Disbursement, form: forms.Form) -> str:
    actions.cancel_payment(by=by, payment=payment, reason=form.cleaned_data["reason"])
    return _("The payment is cancelled; its amount is free again.")


def _come_back(by: Any, payment: Disbursement, form: forms.Form) -> str:
    actions.note_come_back(by=by, payment=payment, reason=form.cleaned_data["reason"])
    return _("Noted: a counter-entry took the payment out of the ledger.")


Step = Callable[[Any, Disbursement, forms.Form], str]
STEPS: dict[str, tuple[type[forms.Form], Step]] = {
    "certify_substance": (forms.Form, _certify_substance),
    "certify_figures": (forms.Form, _certify_figures),
    "execute": (DayForm, _execute),
    "cancel": (ReasonForm, _cancel),
    "come_back": (ReasonForm, _come_back),
}
"""Form and action of each step; an order has a screen of its own."""


class StepView(PaymentScreen):
    """One step of a payment."""

    may = staticmethod(may.may_draw_down)

    def get(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Back to the payment, where the steps are offered."""
        return redirect("payments:payment", payment_for(request.user, pk).pk)

    def post(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Take it; what was typed stays where it is refused."""
        payment = payment_for(request.user, pk)
        if event not in STEPS:
            raise Http404
        kind, act = STEPS[event]
        form = kind(request.POST)
        if form.is_valid():
            try:
                messages.success(request, act(request.user, payment, form))
            except NotAllowed as refused:
                form.add_error(None, refusal(refused.code))
            except LedgerError as refused:
                form.add_error(None, str(refused))
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return redirect("payments:payment", payment.pk)
            else:
                return redirect("payments:payment", payment.pk)
        return self.page(payment_for(request.user, pk), event, form)
