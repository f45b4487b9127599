"""Planning a payment and typing an account from paper, for one case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.queries import case_with_key
from projects.payments import permissions as may
from projects.payments.actions import plan_payment
from projects.payments.actions_accounts import IbanError, name_account
from projects.payments.forms import OfficeAccountForm, OfficeForm, PlanForm, refusal
from projects.payments.queries import (
    account_that_counts,
    account_that_waits,
    accounts_of,
    money_of,
)
from projects.payments.screens import MoneyView
from projects.payments.words import WRONG_IBAN


def case_for(user: Any, pk: int) -> Case:
    """A case whose payments the person works on; raises Http404."""
    case = case_with_key(pk)
    if case is None or not may.may_work(user, case):
        raise Http404
    return case


def page_of(case: Case) -> str:
    """The payments on the page of a case."""
    return reverse("cases:inspect", args=[case.pk]) + "#payments"


class CaseFormView(MoneyView):
    """A form about the money of one case; what was typed stays where it is refused."""

    may = staticmethod(may.may_draw_down)
    template = "projects/payments/admin/case_form.html"
    form: type[OfficeForm]
    title: Any = ""
    button: Any = ""
    done: Any = ""

    def get(self, request: HttpRequest, case: int) -> HttpResponse:
        """The empty form; back to the case where it is too early or too late."""
        found = case_for(request.user, case)
        if not may.may_plan(request.user, found):
            return redirect(page_of(found))
        return self.ask(found, self.form.blank())

    def post(self, request: HttpRequest, case: int) -> HttpResponse:
        """Store it once."""
        found, form = case_for(request.user, case), self.form(request.POST)
        if form.is_valid():
            try:
                self.act(found, form.cleaned_data)
            except NotAllowed as refused:
                form.refuse(refused.code, refusal(refused.code))
            except IbanError as refused:
                form.refuse(refused.code, str(WRONG_IBAN[refused.code]))
            except PermissionDenied:
                messages.error(request, refusal("state"))
                return redirect(page_of(found))
            else:
                messages.success(request, str(self.done))
                return redirect(page_of(found))
        return self.ask(found, form)

    def ask(self, case: Case, form: OfficeForm) -> HttpResponse:
        """The form with the money and the account of the case."""
        accounts = accounts_of(case)
        return self.frame(
            str(self.title),
            (page_of(case), str(case)),
            status=422 if form.is_bound else 200,
            case=case,
            form=form,
            money=money_of(case),
            account=account_that_counts(accounts),
            waiting=account_that_waits(accounts),
            accounts=accounts,
            back=page_of(case),
            button=self.button,
        )

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """What is done with a valid form."""
        raise NotImplementedError  # each form has its own action


class PlanView(CaseFormView):
    """Plan an instalment."""

    form = PlanForm
    title = gettext_lazy("Plan a payment")
    button = gettext_lazy("Plan the payment")
    done = gettext_lazy("The payment is planned. Now it is certified in substance.")

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """Plan it."""
        plan_payment(by=self.request.user, case=case, **said)


class AccountView(CaseFormView):
    """Type an account from paper; the page also tells every account there ever was."""

    form = OfficeAccountForm
    template = "projects/payments/admin/account.html"
    title = gettext_lazy("Enter an account from paper")
    button = gettext_lazy("Ask the carrier to confirm it")
    done = gettext_lazy("The carrier gets a mail. The account counts once it is confirmed.")

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """Keep it until the carrier confirms."""
        name_account(by=self.request.user, case=case, **said)
