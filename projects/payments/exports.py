"""The payments of an order as a table for the cash office's software."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.cases.exports import for_csv
from projects.payments.iban import bic_of
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder


def order_table(order: PaymentOrder, payments: list[Disbursement], rules: PaymentSettings) -> bytes:
    """One line per payment, in German, as German spreadsheets read it."""
    with translation.override(settings.LANGUAGE_CODE):
        target = io.StringIO()
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow([for_csv(head) for head in _heads()])
        for each in payments:
            writer.writerow([for_csv(cell) for cell in _cells(order, each, rules)])
        return ("\ufeff" + target.getvalue()).encode()


def _heads() -> list[str]:
    return [
        _("Order"),
        _("Payment"),
        _("Reference number"),
        _("Project"),
        _("Payee"),
        _("IBAN"),
        _("BIC"),
        _("Amount (euros)"),
        _("What for"),
        _("Due on"),
        _("Product"),
        _("Account in the books"),
        _("Correct in substance"),
        _("on"),
        _("Correct in figures"),
        _("on"),
        _("Ordered by"),
        _("on"),
    ]


def _cells(order: PaymentOrder, payment: Disbursement, rules: PaymentSettings) -> list[Any]:
    bank, case = payment.bank, payment.case
    if bank is None:
        raise ValueError(payment.pk)
    return [
        order.number,
        str(payment.pk),
        case.number,
        case.title,
        bank.holder,
        bank.iban,
        bic_of(bank.iban),
        Decimal(payment.cents).scaleb(-2),
        payment.reason,
        payment.due_on,
        rules.product,
        rules.account,
        *_signature(payment.substance_by, payment.substance_at),
        *_signature(payment.figures_by, payment.figures_at),
        *_signature(order.by, order.at),
    ]


def _signature(person: Any, at: Any) -> tuple[str, Any]:
    return (person.name if person else "", clock.local(at).replace(tzinfo=None) if at else "")
