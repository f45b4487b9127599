"""Several at once: a payment is executed once, an award never paid twice, an order made once."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.models import LedgerEntry
from projects.budget.queries import pot_of, pot_of_case
from projects.payments.actions import execute_payment
from projects.payments.actions_accounts import enter_account
from projects.payments.actions_drawdown import ask_drawdown
from projects.payments.models import BankDetails
from projects.payments.models_payments import Disbursement, Drawdown, PaymentOrder
from projects.payments.queries import money_of
from tests.factories import payments as make
from tests.factories import projects as funding
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_execute_the_same_payment() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        payment = make.certified()
        make.ordered(payment)
        day = clock.today()
        people = [user("finance"), user("finance"), user("coordinator")]
        jobs = [partial(execute_payment, by=by, payment=payment, executed_on=day) for by in people]
        results = at_once(jobs)
        case = payment.case
    assert {found.state for found in results} == {"executed"}
    assert LedgerEntry.objects.filter(kind="disbursement").count() == 1
    assert pot_of_case(case).paid == 50_000
    assert [entry.event for entry in audit.history(case)].count("pay_out") == 1


def test_two_payments_of_a_case_at_once_are_both_paid_and_set_it_running_once() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.payee()
        payments = [make.certified(make.planned(case, cents)) for cents in (50_000, 60_000)]
        make.ordered(*payments)
        day, by = clock.today(), user("finance")
        jobs = [partial(execute_payment, by=by, payment=p, executed_on=day) for p in payments]
        at_once(jobs)
    assert pot_of_case(case).paid == 110_000
    assert [entry.event for entry in audit.history(case)].count("pay_out") == 1


def test_plans_that_together_exceed_the_award() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case, people = make.payee(), [user("coordinator"), user("finance")]
        jobs = [partial(make.planned, case, 100_000, by=by) for by in people]
        results = at_once(jobs)
    assert [type(found) for found in results].count(NotAllowed) == 1
    assert money_of(case).bound == 100_000


def test_two_people_order_the_same_payment() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        payment = make.certified()
        jobs = [partial(make.ordered, payment, by=user("finance")) for _each in range(2)]
        results = at_once(jobs)
    assert sum(isinstance(found, PaymentOrder) for found in results) == 1
    assert PaymentOrder.objects.count() == 1
    assert Disbursement.objects.get().order == PaymentOrder.objects.get()


def test_the_funders_money_is_not_ordered_twice() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.drawing(make.payee())
        payments = [make.certified(make.planned(case, 50_000)) for _each in range(2)]
        make.received(make.drawdown(*payments), 60_000)
        jobs = [partial(make.ordered, each, by=user("finance")) for each in payments]
        results = at_once(jobs)
    assert sum(isinstance(found, PaymentOrder) for found in results) == 1
    assert Disbursement.objects.filter(state="ordered").count() == 1


def test_two_people_draw_the_same_payment() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        payment = make.planned(make.drawing(make.payee()))
        period = payment.case.call.period
        jobs = [
            partial(
                ask_drawdown, by=user("finance"), period=period, payments=[payment.pk], key=uuid4()
            )
            for _each in range(2)
        ]
        results = at_once(jobs)
    assert sum(isinstance(found, Drawdown) for found in results) == 1
    assert pot_of(period).asked == 50_000


def test_pressing_twice_names_one_account() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case, key = make.final(), uuid4()
        said = {"holder": "Verein", "iban": make.IBAN, "ending": "3000", "key": key}
        job = partial(enter_account, by=case.owner, case=case, **said)
        results = at_once([job, job, job])
    assert not [found for found in results if isinstance(found, Exception | PermissionDenied)]
    assert BankDetails.objects.count() == 1
