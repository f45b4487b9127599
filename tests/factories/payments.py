"""Payments, accounts and drawdowns for tests."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from portal.kernel import clock
from projects.budget.queries import pot_of
from projects.calls.models import Call
from projects.cases.models import Case
from projects.payments import actions
from projects.payments.actions_accounts import enter_account
from projects.payments.actions_drawdown import ask_drawdown, note_received
from projects.payments.actions_orders import order_payments
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, Drawdown, PaymentOrder
from projects.programmes.models import FundingProgramme
from tests.factories import decision
from tests.factories.accounts import user

_numbers = itertools.count(1)
IBAN = "DE89370400440532013000"
OTHER_IBAN = "DE02120300000000202051"
MASKED = "DE89 **** **** **** **30 00"
HOLDER = "Bürgerverein Süd e. V."
USUAL = {
    "cash_office": "Stadtkasse (Beispiel)",
    "product": "51.02.01",
    "account": "531800",
    "payer_name": "Stadt (Beispiel)",
    "payer_iban": "DE02500105170137075030",
    "funder_address": "Regiestelle (Beispiel)\nMusterstraße 1\n50000 Köln",
}


def settings_for(programme: FundingProgramme, **fields: Any) -> PaymentSettings:
    """How a programme pays: everything that both ways need."""
    made, _is_new = PaymentSettings.objects.update_or_create(
        programme=programme, defaults={**USUAL, **fields}
    )
    return made


def final(
    of: Call | None = None, ruling: Any = decision.APPROVE, state: str = "final", **columns: Any
) -> Case:
    """An awarded case whose notice is final, in a programme that says how it pays.

    Its state is written straight into the database: `tests/factories/decision.py` walks there.
    """
    case = decision.decided(ruling, of, **columns)
    Case.objects.filter(pk=case.pk).update(state=state, is_sealed=False)
    if not PaymentSettings.objects.filter(programme=case.call.programme).exists():
        settings_for(case.call.programme)
    return Case.objects.select_related("call__programme", "call__period", "owner").get(pk=case.pk)


def with_account(case: Case, iban: str = IBAN, holder: str = HOLDER) -> Case:
    """The carrier named its account."""
    enter_account(by=case.owner, case=case, holder=holder, iban=iban, ending=iban[-4:], key=uuid4())
    return case


def payee(of: Call | None = None, **columns: Any) -> Case:
    """A case that money can be paid to."""
    return with_account(final(of, **columns))


def planned(
    case: Case | None = None, cents: int = 50_000, by: User | None = None, **said: Any
) -> Disbursement:
    """A planned payment, due today."""
    usual = {"reason": "Erste Rate", "due_on": clock.today(), "key": uuid4()}
    return actions.plan_payment(
        by=by or user("coordinator"), case=case or payee(), cents=cents, **{**usual, **said}
    )


def in_substance(payment: Disbursement | None = None, by: User | None = None) -> Disbursement:
    """Certified in substance."""
    return actions.certify_substance(by=by or user("coordinator"), payment=payment or planned())


def certified(payment: Disbursement | None = None, by: User | None = None) -> Disbursement:
    """Certified in figures as well, by another person."""
    return actions.certify_figures(by=by or user("finance"), payment=in_substance(payment))


def ordered(*payments: Disbursement, by: User | None = None) -> PaymentOrder:
    """Certified payments of a programme, ordered together."""
    chosen = payments or (certified(),)
    return order_payments(by=by or user("finance"), payments=chosen, key=uuid4())


def executed(
    payment: Disbursement | None = None, by: User | None = None, on: date | None = None
) -> Disbursement:
    """Ordered and paid."""
    payment = payment or certified()
    if payment.state != "ordered":
        ordered(payment)
    return actions.execute_payment(
        by=by or user("finance"), payment=payment, executed_on=on or clock.today()
    )


def drawing(case: Case) -> Case:
    """The case in a programme that draws money down."""
    FundingProgramme.objects.filter(pk=case.call.programme_id).update(draws_down=True)
    case.call.programme.refresh_from_db()
    return case


def drawdown(*payments: Disbursement, by: User | None = None, note: str = "") -> Drawdown:
    """A request for the money of payments."""
    return ask_drawdown(
        by=by or user("finance"),
        period=payments[0].case.call.period,
        payments=[each.pk for each in payments],
        key=uuid4(),
        note=note,
    )


def received(drawn: Drawdown, cents: int | None = None, days_ago: int = 0) -> Drawdown:
    """Money of a drawdown came in."""
    note_received(
        by=user("finance"),
        drawdown=drawn,
        cents=cents or drawn.cents,
        on=clock.today() - timedelta(days=days_ago),
        key=uuid4(),
    )
    return drawn


def paid_of(case: Case) -> int:
    """Cents paid in the period of a case."""
    return pot_of(case.call.period).paid
