"""Money in Mein Bereich: the account, its confirmation, and a request for money."""

from __future__ import annotations

import uuid as uuids
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.decision.views_area import CASE
from projects.intake.views import CaseView
from projects.payments import permissions as may
from projects.payments.actions import ask_payment
from projects.payments.actions_accounts import IbanError, confirm_account, enter_account
from projects.payments.forms_carrier import AccountForm, AskForm, ConfirmForm
from projects.payments.queries import (
    account_that_counts,
    account_that_waits,
    accounts_of,
    money_of,
)
from projects.payments.words import NOT_NOW


def page_of(case: Case) -> str:
    """The money on the page of an application."""
    return reverse("application_done", args=[case.call.code, case.uuid]) + "#payments"


class MoneyFormView(CaseView):
    """A form about the money of one's own case; what was typed stays where it is refused."""

    form: ClassVar[Any]
    may: ClassVar[Any]
    name = ""
    done: Any = ""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The form; back to the page where it is too early or too late."""
        case = self.find_own(request, code, uuid)
        if not type(self).may(request.user, case):
            return redirect(page_of(case))
        return self._ask(request, case, self.form.blank())

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Keep it once."""
        case = self.find_own(request, code, uuid)
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.act(case, form.cleaned_data)
            except (NotAllowed, IbanError) as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, NOT_NOW)
                return redirect(page_of(case))
            else:
                messages.success(request, str(self.done))
                return redirect(page_of(case))
        return self._ask(request, case, form)

    def _ask(self, request: HttpRequest, case: Case, form: Any) -> HttpResponse:
        context = {"case": case, "form": form, **self.shown(case)}
        return _page(request, self.name, form.is_bound, context)

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """What is done with a valid form."""
        raise NotImplementedError  # each form has its own action

    def shown(self, case: Case) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}


class MyAccountView(MoneyFormView):
    """The account that the money goes to."""

    form = AccountForm
    may = staticmethod(may.may_enter_account)
    name = "account"
    done = gettext_lazy("Thank you. Money now goes to this account.")

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """Keep it."""
        enter_account(by=self.request.user, case=case, **said)

    def shown(self, case: Case) -> dict[str, Any]:
        """The account that counts now."""
        return {"account": account_that_counts(accounts_of(case))}


class ConfirmAccountView(CaseView):
    """Confirming an account that the office typed."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The account, masked, and the question; back to the page where none waits."""
        case = self.find_own(request, code, uuid)
        if not self._waits(request, case):
            return redirect(page_of(case))
        return self._ask(request, case, ConfirmForm())

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Confirm it."""
        case = self.find_own(request, code, uuid)
        form = ConfirmForm(request.POST)
        waiting = account_that_waits(accounts_of(case))
        if waiting is None or not self._waits(request, case):
            return redirect(page_of(case))
        if form.is_valid():
            waiting.case = case
            try:
                confirm_account(
                    by=request.user, details=waiting, ending=form.cleaned_data["ending"]
                )
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, NOT_NOW)
                return redirect(page_of(case))
            else:
                messages.success(request, _("Thank you. Money now goes to this account."))
                return redirect(page_of(case))
        return self._ask(request, case, form)

    def _waits(self, request: HttpRequest, case: Case) -> bool:
        waiting = account_that_waits(accounts_of(case))
        return waiting is not None and may.may_enter_account(request.user, case)

    def _ask(self, request: HttpRequest, case: Case, form: ConfirmForm) -> HttpResponse:
        waiting = account_that_waits(accounts_of(case))
        context = {"case": case, "form": form, "waiting": waiting}
        return _page(request, "account_confirm", form.is_bound, context)


class AskPaymentView(MoneyFormView):
    """Asking for money of the grant."""

    form = AskForm
    may = staticmethod(may.may_ask_payment)
    name = "payment_ask"
    done = gettext_lazy("The office has your request. It checks it soon.")

    def act(self, case: Case, said: dict[str, Any]) -> None:
        """Ask once."""
        ask_payment(by=self.request.user, case=case, **said)

    def shown(self, case: Case) -> dict[str, Any]:
        """What is awarded, paid and free."""
        return {"money": money_of(case)}


def _page(request: HttpRequest, name: str, is_bound: bool, context: dict[str, Any]) -> HttpResponse:
    status = 422 if is_bound else 200
    return render(request, f"projects/payments/{name}.html", context, status=status)


urlpatterns: list[URLPattern] = [
    path(f"{CASE}konto/", MyAccountView.as_view(), name="application_account"),
    path(
        f"{CASE}konto/bestaetigen/",
        ConfirmAccountView.as_view(),
        name="application_account_confirm",
    ),
    path(f"{CASE}auszahlung/", AskPaymentView.as_view(), name="application_payment"),
]
