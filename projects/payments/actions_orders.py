"""Ordering payments: one order of the cash office or one file for the bank, for one or more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.numbers import next_number
from projects.budget.posting import lock
from projects.budget.queries import pot_of
from projects.payments import lifecycle as pay
from projects.payments import permissions as may
from projects.payments.actions import held, step
from projects.payments.exports import order_table
from projects.payments.kinds import PayWay
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder
from projects.payments.pdfs import cash_order_pdf
from projects.payments.queries import payments_in, settings_of
from projects.payments.sealed import hash_of, seal
from projects.payments.sepa import SepaError, sepa_file
from projects.review.actions import require

MOST = 200
"""Payments of one order."""


class Refused(NotAllowed):
    """A payment that cannot be ordered: the code says why, `payment` which one."""

    def __init__(self, code: str, payment: Disbursement) -> None:
        super().__init__(code)
        self.payment = payment


@transaction.atomic
def order_payments(*, by: Any, payments: Iterable[Disbursement], key: UUID) -> PaymentOrder:
    """Order certified payments of one programme in its way, with the file and its table.

    All of them or none; the same key again gives the first order back. Raises PermissionDenied,
    NotAllowed (`none`, `too_many`, `programmes`: of more than one, `settings`: the programme does
    not say how it pays, `file`: the bank would not take it), Refused (those of the guards, and
    `not_drawn`: the funder has not sent enough).
    """
    asked = sorted(payments, key=lambda each: (each.case_id, each.pk))
    require(may.may_draw_down(by))
    made = PaymentOrder.objects.filter(key=key, by=by.pk).first()
    if made:
        return made
    if not asked or len(asked) > MOST:
        raise NotAllowed("too_many" if asked else "none")
    found = [held(each) for each in asked]
    programmes = {each.case.call.programme_id for each in found}
    if len(programmes) > 1:
        raise NotAllowed("programmes")
    rules = settings_of(found[0].case.call.programme)
    if not rules.is_complete:
        raise NotAllowed("settings")
    _require_funds(found)
    order = _new_order(by, rules, found, key)
    for each in found:
        _order_one(by, each, order)
    _write_files(order, rules)
    data = {"order": order.number, "sha256": order.sha256, "cents": order.cents}
    audit.record(actor=by, subject=order, event="payments_ordered", data=data)
    return order


def _require_funds(payments: list[Disbursement]) -> None:
    """The funder's money covers them, beside what is ordered and not executed yet."""
    periods = {each.case.call.period_id: each.case.call.period for each in payments}
    if not lock(*periods):
        return
    for pk, period in periods.items():
        ordered = Disbursement.objects.filter(state=pay.ORDERED, case__call__period=pk)
        left = pot_of(period).at_hand - sum(ordered.values_list("cents", flat=True))
        for each in payments:
            if each.case.call.period_id == pk:
                left -= each.cents
                if left < 0:
                    raise Refused("not_drawn", each)


def _new_order(
    by: Any, rules: PaymentSettings, payments: list[Disbursement], key: UUID
) -> PaymentOrder:
    programme = payments[0].case.call.programme
    number = next_number(f"{programme.number_series}-KA", clock.today().year)
    return PaymentOrder.objects.create(
        key=key,
        programme=programme,
        way=rules.way,
        number=number,
        cents=sum(each.cents for each in payments),
        by=by,
        at=clock.now(),
    )


def _order_one(by: Any, payment: Disbursement, order: PaymentOrder) -> None:
    require(may.may_work(by, payment.case))
    try:
        step(payment, "order", by=by, order=order)
    except NotAllowed as refused:
        raise Refused(refused.code, payment) from refused


def _write_files(order: PaymentOrder, rules: PaymentSettings) -> None:
    listed = payments_in(order)
    try:
        made = sepa_file if order.way == PayWay.SEPA else cash_order_pdf
        content = made(order, listed, rules)
    except SepaError as error:
        raise NotAllowed("file") from error
    table = order_table(order, listed, rules)
    order.sha256, order.table_sha256 = hash_of(content), hash_of(table)
    order.file.save("order", seal(content), save=False)
    order.table.save("table", seal(table), save=False)
    order.save()
