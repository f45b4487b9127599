"""Accounts, payments and a drawdown of the demo, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import play
from portal.demo.desk import demo_key
from portal.demo.funding import in_days
from portal.kernel import clock
from projects.models import Case, Disbursement, FundingPeriod, PaymentSettings
from projects.payments import actions
from projects.payments.actions_accounts import enter_account
from projects.payments.actions_drawdown import ask_drawdown, note_received
from projects.payments.actions_orders import order_payments

NAMED, PLANNED, CERTIFIED, ASKED, RECEIVED, ORDERED, PAID = -16, -14, -13, -12, -9, -8, -6
"""On which day each step happens, seen from the day of seeding."""
ENDING = 4


def load_payments(book: Book) -> None:
    """Say how the programmes pay, and pay the projects that are missing."""
    content = read("payments")
    for entry in content["rules"]:
        said = {name: value for name, value in entry.items() if name != "programme"}
        programme = book.programmes[entry["programme"]]
        PaymentSettings.objects.get_or_create(programme=programme, defaults=said)
    made: list[tuple[Disbursement, str]] = []
    for entry in content["case"]:
        key = demo_key(entry["key"])
        if not Case.objects.filter(uuid=key).exists():
            play(book, entry, key)
            made += _planned(book, entry, Case.objects.get(uuid=key))
    certified = [payment for payment, state in made if state != "planned"]
    _drawn(book, certified)
    for payment, state in made:
        if state == "paid":
            _paid(book, payment)


def _on(days: int) -> Any:
    return clock.frozen(clock.now() + timedelta(days=days))


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:payment:{text}")


def _planned(book: Book, entry: dict[str, Any], case: Case) -> Iterable[tuple[Disbursement, str]]:
    """The account and the instalments, signed by two people where they are due."""
    iban, due = entry["account"], [in_days(0), in_days(40)]
    with _on(NAMED):
        enter_account(
            by=case.owner,
            case=case,
            holder=entry["carrier"],
            iban=iban,
            ending=iban[-ENDING:],
            key=_key(f"{case.uuid}:account"),
        )
    for number, (reason, euros, state) in enumerate(entry["payments"]):
        with _on(PLANNED):
            payment = actions.plan_payment(
                by=book.users["coordinator2"],
                case=case,
                cents=euros * 100,
                reason=reason,
                due_on=due[state == "planned"],
                key=_key(f"{case.uuid}:{number}"),
            )
        if state != "planned":
            with _on(CERTIFIED):
                actions.certify_substance(by=book.users["coordinator"], payment=payment)
                actions.certify_figures(by=book.users["finance"], payment=payment)
        yield payment, state


def _drawn(book: Book, payments: list[Disbursement]) -> None:
    """One request for each period whose programme draws money down; the money came in full."""
    finance = book.users["finance"]
    periods = FundingPeriod.objects.filter(
        pk__in={each.case.call.period_id for each in payments}, programme__draws_down=True
    )
    for period in periods.select_related("programme"):
        chosen = [each.pk for each in payments if each.case.call.period_id == period.pk]
        key = _key(f"drawdown:{chosen[0]}")
        with _on(ASKED):
            drawdown = ask_drawdown(by=finance, period=period, payments=chosen, key=key)
        with _on(RECEIVED):
            key = _key(f"received:{chosen[0]}")
            note_received(
                by=finance, drawdown=drawdown, cents=drawdown.cents, on=clock.today(), key=key
            )


def _paid(book: Book, payment: Disbursement) -> None:
    finance = book.users["finance"]
    with _on(ORDERED):
        order_payments(by=finance, payments=[payment], key=_key(f"order:{payment.key}"))
    with _on(PAID):
        actions.execute_payment(by=finance, payment=payment, executed_on=clock.today())
