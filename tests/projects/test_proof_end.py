"""How a case with a proof ends: recoveries, what is owed, closing, and nothing afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.budget.actions import commit, counter
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.queries import pot_of, pot_of_case
from projects.cases.models import Case
from projects.intake.queries_forget import kept_of
from projects.payments.models_payments import Disbursement
from projects.proof import actions, actions_check, actions_receipts, actions_report
from projects.proof.actions_reminders import send_proof_reminders
from projects.proof.models_proof import Closing
from projects.proof.queries import due_on, receipts_of
from tests.factories import proof as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def refused(code: str, act: Any) -> None:
    with pytest.raises(NotAllowed) as found:
        act()
    assert found.value.code == code


def test_a_case_with_money_due_back_closes_after_the_recovery() -> None:
    case = make.running()
    make.receipt(case)
    result = make.settled(make.handed_in(case))
    assert result.pay_back_cents == 61_000
    boss, finance = user("coordinator"), user("finance")
    refused("due_back", lambda: actions.close_case(by=boss, case=case))
    Case.objects.filter(pk=case.pk).update(state="recovery")
    said = {"by": finance, "case": case, "reason": "Rückforderung"}
    refused("due_back", lambda: actions.close_case(by=boss, case=case))
    note_payment(kind=EntryKind.RECOVERY, cents=61_000, key="claim", **said)
    refused("open_claim", lambda: actions.close_case(by=boss, case=case))
    note_payment(kind=EntryKind.RECOVERED, cents=61_000, key="paid-back", **said)
    assert actions.close_case(by=boss, case=case).state == "closed"


def test_a_refund_of_ones_own_accord_settles_it() -> None:
    case = make.running()
    make.receipt(case)
    make.settled(make.handed_in(case))
    said = {"by": user("finance"), "case": case, "reason": "Zurück", "key": "refund"}
    note_payment(kind=EntryKind.REFUND, cents=61_000, **said)
    assert actions.close_case(by=user("coordinator"), case=case).state == "closed"


def test_what_is_owed_is_paid_before_closing_and_the_rest_is_free() -> None:
    case = make.running(paid=100_000)
    make.receipt(case, replace(make.WOOD, cents=90_000))
    make.receipt(case, replace(make.SOIL, cents=30_000), line=1)
    result = make.settled(make.handed_in(case))
    assert (result.grant_cents, result.still_to_pay_cents) == (120_000, 20_000)
    boss = user("coordinator")
    refused("still_to_pay", lambda: actions.close_case(by=boss, case=case))
    said = {"by": user("finance"), "case": case, "reason": "Rest", "key": "rest"}
    note_payment(kind=EntryKind.DISBURSEMENT, cents=20_000, **said)
    before = pot_of(case.call.period).left
    actions.close_case(by=boss, case=case)
    pot = pot_of_case(case)
    assert (pot.kept, pot.committed, pot.to_pay) == (120_000, 120_000, 0)
    assert pot_of(case.call.period).left == before + 35_000


def test_a_closed_case_refuses_every_change() -> None:
    case = make.closed()
    owner, boss, finance = case.owner, user("coordinator"), user("finance")
    receipt = receipts_of(case)[0]
    entry = replace(make.WOOD, item=receipt.item_id)
    commitment = LedgerEntry.objects.get(case=case, kind="commitment")
    forbidden = [
        lambda: actions_receipts.add_receipt(by=owner, case=case, entry=entry, key=uuid4()),
        lambda: actions_receipts.change_receipt(by=owner, receipt=receipt, entry=entry, seen=1),
        lambda: actions_receipts.remove_receipt(by=owner, receipt=receipt),
        lambda: make.told(case),
        lambda: actions.hand_in_proof(by=owner, case=case),
        lambda: actions.return_proof(by=boss, case=case, reason="Doch."),
        lambda: actions.settle_proof(by=boss, case=case, key=uuid4()),
        lambda: make.judge(receipt, "cut", cents=1, reason="Doch nicht."),
        lambda: actions_check.allow_overrun(by=boss, item=receipt.item, reason="Doch."),
        lambda: actions_report.ask_extension(
            by=owner, case=case, until=date(2027, 3, 1), reason="Doch."
        ),
    ]
    for act in forbidden:
        with pytest.raises(PermissionDenied):
            act()
    postings = [
        lambda: note_payment(
            by=finance, case=case, kind=EntryKind.REFUND, cents=1, reason="x", key="late"
        ),
        lambda: commit(by=boss, case=case, cents=1, reason="x", key="late2"),
        lambda: counter(by=boss, entry=commitment, reason="x", key="late3"),
    ]
    entries = LedgerEntry.objects.count()
    for post in postings:
        with pytest.raises(LedgerError) as found:
            post()
        assert found.value.code == "case_closed"
    assert LedgerEntry.objects.count() == entries


def test_a_reminder_comes_once_and_again_after_an_extension() -> None:
    case = make.running()
    make.rules_of(case, reminder_days=14)
    assert due_on(case) == date(2027, 1, 10)

    def on(day: str) -> int:
        with clock.frozen(f"{day} 09:00"):
            return send_proof_reminders()

    assert [on("2026-12-26"), on("2026-12-27"), on("2026-12-28")] == [0, 1, 0]
    until = due_on(case) + timedelta(days=30)
    asked = actions_report.ask_extension(by=case.owner, case=case, until=until, reason="Krank.")
    actions_report.answer_extension(by=user("coordinator"), extension=asked, is_granted=True)
    assert due_on(make.whole(case)) == until
    assert [on("2027-01-05"), on("2027-02-01"), on("2027-02-11")] == [0, 1, 0]
    mails = OutgoingMail.objects.filter(subject__startswith="Erinnerung")
    assert mails.count() == 2


def test_the_retention_counts_from_closing() -> None:
    with clock.frozen("2026-11-22 10:00"):
        case = make.handed_in()
    with clock.frozen("2027-02-03 10:00"):
        case = make.closed(case)
    kept = {each.name: each for each in kept_of(case.owner)}[str(case.number)]
    assert (kept.until, kept.at_least) == (date(2037, 2, 3), False)
    assert Closing.objects.get().keep_until == kept.until


def test_a_case_with_an_open_payment_is_not_closed() -> None:
    of = make.settled().hand_in.case
    waiting = Disbursement.objects.create(
        case=of,
        state="planned",
        cents=1_000,
        reason="Rest",
        by=user("finance"),
        at=clock.now(),
        due_on=clock.today(),
        key=uuid4(),
    )
    refused("open_payment", lambda: actions.close_case(by=user("coordinator"), case=of))
    Disbursement.objects.filter(pk=waiting.pk).update(state="cancelled", ended_reason="Erledigt")
    actions.close_case(by=user("coordinator"), case=of)
    assert make.whole(of).state == "closed"
