"""Orders to the cash office and requests to the funder: tagged (PDF/UA-1) and archivable."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.pdf import render_pdf
from portal.kernel.reports import Grid, Part
from portal.templatetags.formats import date_long, datetime_long, euro
from projects.payments.iban import grouped
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, Drawdown, PaymentOrder
from projects.payments.sums import Need

LANGUAGE = "de"
"""The official language, whatever the reader's is."""


def cash_order_pdf(
    order: PaymentOrder, payments: list[Disbursement], rules: PaymentSettings
) -> bytes:
    """The order to pay (Kassenanordnung, § 31 KomHVO NRW), with both certificates of each line."""
    with translation.override(LANGUAGE):
        data = {
            "title": _("Payment order"),
            "subtitle": order.number,
            "author": settings.OFFICE_NAME,
            "page_word": _("Page {page} of {pages}"),
            "contents_title": "",
            "facts": [
                [_("To"), rules.cash_office],
                [_("From"), settings.OFFICE_NAME],
                [_("Programme"), str(order.programme)],
                [_("Product"), rules.product],
                [_("Account in the books"), rules.account],
                [_("Total amount"), euro(order.cents)],
                [_("Number of payments"), str(len(payments))],
            ],
            "notes": [_("Please pay the amounts below to the payees named there.")],
            "parts": [asdict(_payee(number, each)) for number, each in enumerate(payments, 1)]
            + [asdict(_ordered(order))],
        }
        return render_pdf(template="projects/payments/cash_order.typ", data=data, language=LANGUAGE)


def _payee(number: int, payment: Disbursement) -> Part:
    case, bank = payment.case, payment.bank
    if bank is None:
        raise ValueError(payment.pk)
    return Part(
        _("Payment %(number)s: %(amount)s") % {"number": number, "amount": euro(payment.cents)},
        facts=[
            [_("Payee"), bank.holder],
            [_("IBAN"), grouped(bank.iban)],
            [_("Amount"), euro(payment.cents)],
            [_("Reason for payment"), f"{case.number} {case.title}"],
            [_("What for"), payment.reason],
            [_("Due on"), date_long(payment.due_on)],
            [_("Correct in substance"), signed(payment.substance_by, payment.substance_at)],
            [_("Correct in figures"), signed(payment.figures_by, payment.figures_at)],
        ],
    )


def _ordered(order: PaymentOrder) -> Part:
    note = _("Signed electronically in the portal; the log keeps who signed and when.")
    return Part(_("Ordered"), facts=[[_("Ordered by"), signed(order.by, order.at)]], texts=[note])


def signed(person: Any, at: Any) -> str:
    """Who certified or ordered, and when."""
    return f"{person.name}, {datetime_long(at)}" if person else "–"


def drawdown_pdf(
    drawdown: Drawdown, payments: list[Disbursement], need: Need, rules: PaymentSettings
) -> bytes:
    """The letter to the funder that asks for money, with the list of projects."""
    with translation.override(LANGUAGE):
        programme = drawdown.period.programme
        lines = [settings.OFFICE_NAME, *settings.OFFICE_ADDRESS]
        said = {
            "amount": euro(drawdown.cents),
            "day": date_long(need.until),
            "programme": str(programme),
            "period": drawdown.period.span,
        }
        texts = [
            _("for the programme “%(programme)s”, period %(period)s, we ask for %(amount)s.")
            % said,
            _("The money is due for the payments below and will be spent by %(day)s.") % said,
            *([drawdown.note] if drawdown.note else []),
        ]
        data = {
            "subject": _("Drawdown %(number)s") % {"number": drawdown.number},
            "sender": {"name": settings.OFFICE_NAME, "lines": [*lines, settings.OFFICE_EMAIL]},
            "return_line": " · ".join(lines),
            "recipient": [line for line in rules.funder_address.splitlines() if line.strip()]
            or [str(programme.funder)],
            "reference": [
                [_("Number"), drawdown.number],
                [_("Day"), date_long(clock.local(drawdown.at).date())],
            ],
            "page_word": _("Page {page} of {pages}"),
            "parts": [
                asdict(Part(texts=[_("Dear Sir or Madam,"), *texts])),
                asdict(Part(_("Projects"), tables=[_projects(payments, need)])),
                asdict(
                    Part(
                        texts=[
                            _("Money drawn before is spent or taken into account above."),
                            _("Kind regards"),
                            drawdown.by.name,
                        ]
                    )
                ),
            ],
        }
        return render_pdf(template="projects/payments/drawdown.typ", data=data, language=LANGUAGE)


def _projects(payments: list[Disbursement], need: Need) -> Grid:
    rows = [
        [
            each.case.number or "",
            f"{each.case.title} ({each.case.carrier_name})",
            date_long(each.due_on),
            euro(each.cents),
        ]
        for each in payments
    ]
    rows.append([_("Due"), "", "", euro(need.due_cents)])
    rows.append([_("less money at hand"), "", "", euro(-need.covered_cents)])
    return Grid(
        head=[_("Reference number"), _("Project"), _("Due on"), _("Amount")],
        rows=rows,
        foot=[_("Asked for"), "", "", euro(need.cents)],
        numeric=[3],
        wide=[1],
    )
