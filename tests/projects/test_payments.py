"""A payment from plan to ledger: who signs, what holds it back, what it moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.decision.actions import meet_condition
from projects.payments import actions
from projects.payments.actions_orders import order_payments
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder
from projects.payments.queries import money_of
from tests.factories import decision
from tests.factories import payments as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Callable[[], Any]) -> None:
    """It is refused for that reason, and nothing is posted."""
    entries = LedgerEntry.objects.count()
    with pytest.raises((NotAllowed, LedgerError)) as found:
        act()
    assert (found.value.code, LedgerEntry.objects.count()) == (code, entries)


def test_a_payment_goes_its_whole_way() -> None:
    case = make.payee()
    payment = make.planned(case, 50_000)
    assert money_of(case).bound == 50_000
    payment = make.certified(payment)
    order = make.ordered(payment)
    assert order.number.startswith("LKS-KA-2026-")
    mails = OutgoingMail.objects.count()
    payment = make.executed(Disbursement.objects.get(pk=payment.pk))
    case = Case.objects.get(pk=case.pk)
    assert (payment.state, case.state) == ("executed", "running")
    entry = LedgerEntry.objects.get(kind="disbursement")
    assert (entry.cents, entry.case, entry.document) == (50_000, case, order.number)
    money = money_of(case)
    assert (money.paid, money.bound, money.free) == (50_000, 0, 105_000)
    assert OutgoingMail.objects.count() == mails + 2  # the step, and that money comes
    events = [entry.event for entry in audit.history(case)]
    for event in ("planned", "certify_substance", "certify_figures", "order", "execute"):
        assert f"payment_{event}" in events
    assert events.count("pay_out") == 1
    make.executed(make.certified(make.planned(case, 10_000)))
    assert [entry.event for entry in audit.history(case)].count("pay_out") == 1


def test_nobody_gives_both_certificates() -> None:
    one = user("coordinator")
    payment = make.in_substance(make.planned(by=one), by=one)
    with pytest.raises(PermissionDenied):
        actions.certify_figures(by=one, payment=payment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.filter(pk=payment.pk).update(figures_by=one)
    assert actions.certify_figures(by=user("coordinator"), payment=payment).state == "certified"


def test_nothing_is_paid_before_the_notice_is_final() -> None:
    case = make.with_account(make.final(state="notified"))
    payment = make.planned(case)
    refused("not_final", lambda: make.in_substance(payment))
    Case.objects.filter(pk=case.pk).update(state="final")
    payment = make.certified(payment)
    for state in ("notified", "waived", "revoked", "proof_check"):
        Case.objects.filter(pk=case.pk).update(state=state)
        refused("not_final", lambda: make.ordered(payment))
    Case.objects.filter(pk=case.pk).update(state="final")
    make.ordered(payment)
    Case.objects.filter(pk=case.pk).update(state="revoked")
    payment = Disbursement.objects.get(pk=payment.pk)
    refused("not_final", lambda: make.executed(payment))


def test_an_unmet_condition_holds_the_money_back() -> None:
    case = make.payee(ruling=decision.WITH_OBLIGATION)
    payment = make.planned(case)
    refused("conditions", lambda: make.in_substance(payment))
    condition = case.decisions.get().conditions.get()
    meet_condition(by=user("coordinator"), condition=condition, met_on=clock.today())
    payment = make.certified(payment)
    order = make.ordered(payment)
    condition.met_on = condition.met_by = None
    condition.save()
    payment = Disbursement.objects.get(order=order)
    refused("conditions", lambda: make.executed(payment))


def test_without_a_confirmed_account_nothing_is_certified() -> None:
    payment = make.planned(make.final())
    refused("no_account", lambda: make.in_substance(payment))


def test_another_account_after_the_certificates_needs_them_anew() -> None:
    case = make.payee()
    payment = make.certified(make.planned(case))
    make.with_account(case, make.OTHER_IBAN)
    refused("account_changed", lambda: make.ordered(payment))
    actions.cancel_payment(by=user("finance"), payment=payment, reason="Neues Konto.")
    assert make.executed(make.certified(make.planned(case))).bank.iban == make.OTHER_IBAN  # type: ignore[union-attr]


def test_payments_stay_within_the_award() -> None:
    case = make.payee()
    refused("above_award", lambda: make.planned(case, 155_001))
    make.planned(case, 100_000)
    refused("above_award", lambda: make.planned(case, 55_001))
    make.executed(make.certified(make.planned(case, 55_000)))
    refused("above_award", lambda: make.planned(case, 1))


def test_what_was_released_meanwhile_is_not_paid() -> None:
    from projects.budget.actions import release

    case = make.payee()
    payment = make.certified(make.planned(case, 100_000))
    said = {"by": user("coordinator"), "reason": "Weniger", "key": "r"}
    release(case=case, cents=60_000, **said)
    refused("above_award", lambda: make.ordered(payment))


def test_a_request_of_the_carrier() -> None:
    case = make.payee()
    ask = {"by": case.owner, "case": case, "reason": "Holz und Erde"}
    refused("amount", lambda: actions.ask_payment(cents=0, key=uuid4(), **ask))
    refused("above_award", lambda: actions.ask_payment(cents=155_001, key=uuid4(), **ask))
    key = uuid4()
    first = actions.ask_payment(cents=20_000, key=key, **ask)
    assert actions.ask_payment(cents=20_000, key=key, **ask) == first
    refused("asked", lambda: actions.ask_payment(cents=1, key=uuid4(), **ask))
    assert money_of(case).bound == 0  # a wish binds nothing
    paid = make.executed(make.certified(first))
    assert (paid.by_carrier, paid.state) == (True, "executed")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"cents": 0}, "amount"),
        ({"cents": -5}, "amount"),
        ({"cents": 10**15}, "amount"),
        ({"reason": " \x00 "}, "reason"),
        ({"reason": "x" * 1001}, "long"),
        ({"due_on": date(2026, 11, 21)}, "due"),
        ({"due_on": date(9999, 12, 31)}, "due"),
    ],
)
def test_a_plan_that_makes_no_sense(said: dict[str, Any], code: str) -> None:
    case = make.payee()
    refused(code, lambda: make.planned(case, **said))
    assert not Disbursement.objects.exists()


def test_a_double_click_is_one_payment() -> None:
    case, by, key = make.payee(), user("coordinator"), uuid4()
    assert make.planned(case, by=by, key=key) == make.planned(case, by=by, key=key)
    payment, one, two = Disbursement.objects.get(), user("coordinator"), user("finance")
    for _click in range(2):
        make.in_substance(payment, one)
    for _click in range(2):
        actions.certify_figures(by=two, payment=payment)
    key = uuid4()
    orders = [order_payments(by=two, payments=[payment], key=key) for _click in range(2)]
    assert orders[0] == orders[1]
    for _click in range(2):
        actions.execute_payment(by=two, payment=payment, executed_on=clock.today())
    assert (PaymentOrder.objects.count(), make.paid_of(case)) == (1, 50_000)
    for _click in range(2):
        actions.note_come_back(by=two, payment=payment, reason="Konto erloschen.")
    assert pot_of_case(case).paid == 0


def test_a_payment_that_came_back_is_planned_anew() -> None:
    case = make.payee()
    payment = make.executed(make.certified(make.planned(case, 155_000)))
    refused(
        "reason", lambda: actions.note_come_back(by=user("finance"), payment=payment, reason="")
    )
    actions.note_come_back(by=user("finance"), payment=payment, reason="Konto erloschen.")
    assert (pot_of_case(case).paid, money_of(case).free) == (0, 155_000)
    assert make.executed(make.certified(make.planned(case, 155_000))).state == "executed"


def test_the_day_of_payment_lies_between_order_and_today() -> None:
    payment = make.certified()
    make.ordered(payment)
    today = clock.today()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        refused("day", lambda day=day: make.executed(Disbursement.objects.get(), on=day))
    with clock.frozen("2026-11-25 10:00"):
        paid = make.executed(Disbursement.objects.get(), on=date(2026, 11, 24))
    assert paid.executed_on == date(2026, 11, 24)


def test_an_order_needs_complete_rules_of_payment() -> None:
    payment = make.certified()
    PaymentSettings.objects.update(product="")
    refused("settings", lambda: make.ordered(payment))
    PaymentSettings.objects.all().delete()
    refused("settings", lambda: make.ordered(payment))
    refused("none", lambda: order_payments(by=user("finance"), payments=[], key=uuid4()))
    assert not PaymentOrder.objects.exists()


def test_an_order_is_of_one_programme_and_whole() -> None:
    one, other = make.certified(), make.certified()
    refused("programmes", lambda: make.ordered(one, other))
    make.ordered(other)
    pair = [make.certified(make.planned(one.case, 10_000)), one]
    actions.cancel_payment(by=user("finance"), payment=one, reason="Doppelt.")
    refused("state", lambda: make.ordered(*pair))
    assert {each.state for each in Disbursement.objects.filter(order=None)} == {
        "certified",
        "cancelled",
    }


def test_an_own_case_is_nobodys_desk_work() -> None:
    mine = user("coordinator")
    case = make.payee(owner=mine)
    payment = make.planned(case)
    for act in (actions.certify_substance, actions.certify_figures):
        with pytest.raises(PermissionDenied):
            act(by=mine, payment=payment)
    with pytest.raises(PermissionDenied):
        make.planned(case, by=mine)


def test_a_concluded_case_never_changes() -> None:
    payment = make.executed()
    Case.objects.filter(pk=payment.case_id).update(state="closed")
    with pytest.raises(PermissionDenied):
        actions.note_come_back(by=user("finance"), payment=payment, reason="Zu spät.")
