"""Orders in the admin: making one from certified payments, and its files."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases.queries import LARGEST_KEY
from projects.payments import lifecycle as pay
from projects.payments import permissions as may
from projects.payments.actions_orders import Refused, order_payments
from projects.payments.forms import refusal
from projects.payments.models_payments import Disbursement, PaymentOrder
from projects.payments.queries import order_with_key, payments_in, settings_of
from projects.payments.queries_lists import listed
from projects.payments.screens import MoneyView, stored_file

MIME = {True: "application/xml", False: "application/pdf"}


class OrderView(MoneyView):
    """Look over chosen payments once more, then order them."""

    may = staticmethod(may.may_draw_down)
    template = "projects/payments/admin/order_make.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """What would be ordered; back to the list where nothing is chosen."""
        chosen = _chosen(request.user, request.GET.getlist("payment"))
        if not chosen:
            messages.error(request, refusal("none"))
            return redirect("payments:index")
        return self._ask(chosen, str(uuid.uuid4()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Order them, all or none."""
        keys = request.POST.getlist("payment")
        try:
            key = uuid.UUID(request.POST.get("key", ""))
            order = order_payments(by=request.user, payments=_known(keys), key=key)
        except ValueError:
            return redirect("payments:index")
        except Refused as refused:
            number = refused.payment.case.number
            error = f"{number}: {refusal(refused.code)}"
        except NotAllowed as refused:
            error = refusal(refused.code)
        except PermissionDenied:
            error = refusal("state")
        else:
            messages.success(request, _("The payments are ordered. The files are here."))
            return redirect("payments:order", order.pk)
        chosen = _chosen(request.user, keys)
        if not chosen:
            messages.error(request, error)
            return redirect("payments:index")
        return self._ask(chosen, request.POST["key"], error)

    def _ask(self, chosen: list[Disbursement], key: str, error: str = "") -> HttpResponse:
        rules = settings_of(chosen[0].case.call.programme)
        return self.frame(
            _("Order payments"),
            status=422 if error else 200,
            payments=chosen,
            total=sum(each.cents for each in chosen),
            rules=rules,
            key=key,
            error=error,
        )


def _known(keys: list[str]) -> list[Disbursement]:
    found = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
    return list(Disbursement.objects.filter(pk__in=found).select_related("case"))


def _chosen(user: Any, keys: list[str]) -> list[Disbursement]:
    """Certified payments of those keys that the person may order."""
    found = listed(state=pay.CERTIFIED).filter(pk__in=[each.pk for each in _known(keys)])
    return [each for each in found if may.may_do(user, each, "order")]


def order_for(user: Any, pk: int) -> tuple[PaymentOrder, list[Disbursement]]:
    """An order with its payments, for those who may read it; raises Http404."""
    order = order_with_key(pk) if pk <= LARGEST_KEY else None
    payments = payments_in(order) if order else []
    if order is None or not may.may_read_order(user, order, [each.case for each in payments]):
        raise Http404
    return order, payments


class OrderDetailView(MoneyView):
    """One order with its payments and files."""

    template = "projects/payments/admin/order.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The order; accounts are masked here."""
        order, payments = order_for(request.user, pk)
        return self.frame(order.number, order=order, payments=payments)


class OrderFileView(MoneyView):
    """A file of an order, with the account numbers in the clear; the log keeps who took it."""

    def get(self, request: HttpRequest, pk: int, what: str) -> HttpResponse:
        """The order itself, or its table."""
        order, _payments = order_for(request.user, pk)
        if what == "csv":
            stored, name, kind = order.table, order.table_name, "text/csv; charset=utf-8"
        else:
            stored, name, kind = order.file, order.file_name, MIME[order.is_sepa]
        answer = stored_file(stored, name, kind)
        audit.record(actor=request.user, subject=order, event="order_taken", data={"file": name})
        return answer
