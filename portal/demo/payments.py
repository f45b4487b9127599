"""How the demo pays: accounts, instalments, drawdowns and orders, by the actions of real ones.

Every payment of the demo takes this way. The steps are words of the files like those of deciding
(`portal.demo.decisions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import STEPS, Scene, Step, beats, run
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.budget.queries import pot_of
from projects.models import Case, Disbursement, Drawdown, PaymentSettings
from projects.payments import actions
from projects.payments.actions_accounts import enter_account
from projects.payments.actions_drawdown import ask_drawdown, note_received, send_back
from projects.payments.actions_orders import order_payments
from projects.payments.lifecycle import CERTIFIED, ORDERED, PLANNED
from projects.payments.queries_drawdown import proposal_of, rows_of

ENDING = 4
AHEAD = timedelta(days=21)
"""How long before it is due a payment is certified."""


def load_paying(book: Book) -> None:
    """Say how the programmes pay."""
    for entry in read("payments")["rules"]:
        said = {name: value for name, value in entry.items() if name != "programme"}
        programme = book.programmes[entry["programme"]]
        PaymentSettings.objects.get_or_create(programme=programme, defaults=said)


def load_payments(book: Book) -> None:
    """Play the projects with their payments that are missing, side by side."""
    keys = [(entry, demo_key(entry["key"])) for entry in read("payments")["case"]]
    missing = [pair for pair in keys if not Case.objects.filter(uuid=pair[1]).exists()]
    run(beat for entry, key in missing for beat in beats(book, entry, key, STEPS | PAYING))


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:payment:{text}")


def _account(scene: Scene) -> None:
    case, iban = scene.case, scene.entry["account"]
    enter_account(
        by=case.owner,
        case=case,
        holder=case.carrier_name,
        iban=iban,
        ending=iban[-ENDING:],
        key=_key(f"{case.uuid}:account"),
    )


def _plan(scene: Scene) -> None:
    for number, (reason, euros, due_on) in enumerate(scene.entry["payments"]):
        actions.plan_payment(
            by=scene.book.users["coordinator2"],
            case=scene.case,
            cents=euros * 100,
            reason=reason,
            due_on=due_on,
            key=_key(f"{scene.case.uuid}:{number}"),
        )


def _of(scene: Scene, state: str) -> Iterator[Disbursement]:
    """The payments of the application in a state that are due soon."""
    found = Disbursement.objects.filter(case=scene.case, due_on__lte=clock.today() + AHEAD)
    yield from found.filter(state=state).order_by("pk")


def _certify(scene: Scene) -> None:
    for payment in _of(scene, PLANNED):
        actions.certify_substance(by=scene.book.users["coordinator"], payment=payment)
        actions.certify_figures(by=scene.book.users["finance"], payment=payment)


def _draw(scene: Scene) -> None:
    """One request for all that is certified in the period, whichever application it is for."""
    period = scene.case.call.period
    chosen = [each.pk for each in proposal_of(period).payments if each.state == CERTIFIED]
    key = _key(f"drawdown:{chosen[0]}")
    ask_drawdown(by=scene.book.users["finance"], period=period, payments=chosen, key=key)


def _receive(scene: Scene) -> None:
    """What the funder was asked for came in full."""
    for row in rows_of(Drawdown.objects.filter(period=scene.case.call.period)):
        if row.is_open:
            note_received(
                by=scene.book.users["finance"],
                drawdown=row.drawdown,
                cents=row.open,
                on=clock.today(),
                key=_key(f"received:{row.drawdown.pk}"),
            )


def _send_back(scene: Scene) -> None:
    """What came back from carriers, or was never paid, goes back to the funder."""
    period = scene.case.call.period
    (row,) = rows_of(Drawdown.objects.filter(period=period))
    send_back(
        by=scene.book.users["finance"],
        drawdown=row.drawdown,
        cents=pot_of(period).at_hand,
        on=clock.today(),
        key=_key(f"returned:{row.drawdown.pk}"),
    )


def _order(scene: Scene) -> None:
    payments = list(_of(scene, CERTIFIED))
    key = _key(f"order:{payments[0].key}")
    order_payments(by=scene.book.users["finance"], payments=payments, key=key)


def _execute(scene: Scene) -> None:
    for payment in _of(scene, ORDERED):
        by: Any = scene.book.users["finance"]
        actions.execute_payment(by=by, payment=payment, executed_on=clock.today())


PAYING: dict[str, Step] = {
    "account": _account,
    "plan": _plan,
    "certify": _certify,
    "draw": _draw,
    "receive": _receive,
    "send_back": _send_back,
    "order": _order,
    "execute": _execute,
}
"""What happens with the money of an application, by the word in the file."""
