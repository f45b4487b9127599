"""The proof of use from the first receipt to the closed case, through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case, FileKind
from projects.proof import actions, actions_check, actions_receipts
from projects.proof.models import Receipt, ReceiptCheck
from projects.proof.models_proof import Closing, HandIn
from projects.proof.queries import must_see, receipts_of, settlement_of
from projects.proof.queries_standing import standing_of
from tests.factories import projects as funding
from tests.factories import proof as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def events(case: Case) -> list[str]:
    return list(audit.history(case).values_list("event", flat=True))


def refused(code: str, act: Any) -> None:
    with pytest.raises(NotAllowed) as found:
        act()
    assert found.value.code == code


def test_the_whole_way_to_a_closed_case() -> None:
    case = make.running()
    make.receipt(case, upload=funding.photo_upload())
    make.receipt(case, make.SOIL, line=1, upload=funding.pdf_upload())
    make.indicator(case)
    make.told(case)
    case = actions.hand_in_proof(by=case.owner, case=case)
    assert case.state == "proof_check"
    hand_in = HandIn.objects.get()
    assert (hand_in.spent_cents, hand_in.number, hand_in.due_on) == (155_000, 1, date(2027, 1, 10))
    actions.make_copy.call(hand_in.pk)
    actions.make_copy.call(hand_in.pk)
    copy = case.files.get(kind=FileKind.PROOF)
    with copy.file.open("rb") as stored:
        assert stored.read(4) == b"%PDF"
    result = make.settled(case)
    assert (result.grant_cents, result.pay_back_cents, result.still_to_pay_cents) == (155_000, 0, 0)
    found = settlement_of(case)
    assert found is not None
    assert found.due_back_cents == 0
    closed = actions.close_case(by=user("coordinator"), case=case)
    assert actions.close_case(by=user("coordinator"), case=case).state == closed.state == "closed"
    closing = Closing.objects.get()
    assert closing.keep_until == date(2036, 11, 22)
    actions.make_letter.call(closing.pk)
    actions.make_letter.call(closing.pk)
    assert case.files.filter(kind=FileKind.RESULT).count() == 1
    mail = OutgoingMail.objects.filter(subject__contains="Alles ist in Ordnung").get()
    assert [each["name"] for each in mail.attachments] == [f"Ergebnis-{case.number}.pdf"]
    told = events(case)
    order = ["hand_in_proof", "proof_reckoned", "proof_settled", "close", "retention_set"]
    assert [event for event in told if event in order] == order


def test_what_would_have_to_be_paid_back_today() -> None:
    case = make.running()
    assert standing_of(case).settlement.pay_back == 155_000
    make.receipt(case)
    found = standing_of(case)
    assert (found.settlement.pay_back, found.spent, found.planned) == (61_000, 94_000, 155_000)
    assert [(line.sums.spent, line.left) for line in found.lines] == [(94_000, 0), (0, 61_000)]
    make.receipt(case, replace(make.WOOD, cents=20_000))
    # 940 € may be exceeded by 20 percent: 1.128 € count, 1.140 € were spent.
    assert standing_of(case).settlement.pay_back == 155_000 - 112_800


@pytest.mark.parametrize(
    ("financing", "rate", "grant"),
    [("full", 100, 94_000), ("fixed", 100, 94_000), ("gap", 100, 74_000), ("share", 80, 75_200)],
)
def test_the_rules_of_the_call_say_how_it_is_financed(
    financing: str, rate: int, grant: int
) -> None:
    case = make.running()
    make.financed(case, financing, rate)
    if financing == "gap":
        make.other_money(case, 20_000, source="own")
    make.receipt(case)
    assert standing_of(make.whole(case)).settlement.grant == grant


def test_nothing_is_handed_in_that_is_not_complete() -> None:
    case = make.running()
    planned, item = make.indicator(case), make.other_money(case, 5_000)
    full: dict[str, Any] = {
        "text": "Gebaut.",
        "reached": {planned.pk: 3},
        "income": {item.pk: 0},
    }
    refused("report", lambda: actions.hand_in_proof(by=case.owner, case=case))
    for code, field, value in (
        ("report", "text", " "),
        ("outcomes", "reached", {planned.pk: None}),
        ("income", "income", {item.pk: None}),
    ):
        make.told(case, **{**full, field: value})
        refused(code, lambda: actions.hand_in_proof(by=case.owner, case=case))
    make.told(case, **full)
    assert actions.hand_in_proof(by=case.owner, case=case).state == "proof_check"
    assert actions.hand_in_proof(by=case.owner, case=case).state == "proof_check"
    assert HandIn.objects.count() == 1


def test_the_sample_has_to_be_seen_and_questions_answered() -> None:
    case = make.running()
    make.rules_of(case, sample_percent=0, always_from_cents=90_000, four_eyes=False)
    case = make.handed_in(case)
    # What the programme says later does not change what was handed in.
    make.rules_of(case, sample_percent=100)
    large, small = receipts_of(case)
    assert must_see(case, HandIn.objects.get()) == {large.pk}
    boss = user("coordinator")

    def settle() -> Any:
        return actions.settle_proof(by=boss, case=case, key=uuid4())

    refused("receipts_open", settle)
    make.judge(large, "accepted")
    make.judge(small, "asked", reason="Wofür war die Erde?")
    refused("receipts_open", settle)
    make.judge(small, "cut", cents=50_000, reason="Pfand zählt nicht.")
    result = settle()
    assert result.is_confirmed
    assert (result.accepted_cents, result.grant_cents, result.pay_back_cents) == (
        144_000,
        144_000,
        11_000,
    )
    refused("settled", settle)
    refused("settled", lambda: make.judge(small, "accepted"))
    refused("due_back", lambda: actions.close_case(by=boss, case=case))
    assert [each.verdict for each in ReceiptCheck.objects.filter(receipt=small)] == ["asked", "cut"]


def test_two_people_say_something_of_one_receipt() -> None:
    case = make.handed_in()
    receipt = receipts_of(case)[0]
    make.judge(receipt, "accepted")
    said = {"by": user("coordinator"), "receipt": receipt, "verdict": "cut", "cents": 1}
    refused(
        "changed", lambda: actions_check.judge_receipt(**said, reason="Zu spät gesehen.", seen=None)
    )
    assert ReceiptCheck.objects.count() == 1


def test_four_eyes_and_figures_that_moved() -> None:
    case = make.handed_in()
    make.accept_all(case)
    first, second = user("coordinator"), user("coordinator")
    key = uuid4()
    result = actions.settle_proof(by=first, case=case, key=key)
    assert actions.settle_proof(by=first, case=case, key=key) == result
    refused("four_eyes", lambda: actions.confirm_result(by=first, result=result))
    make.judge(receipts_of(case)[0], "cut", cents=1, reason="Doch nicht.")
    refused("changed", lambda: actions.confirm_result(by=second, result=result))
    newer = actions.settle_proof(by=first, case=case, key=uuid4())
    refused("changed", lambda: actions.confirm_result(by=second, result=result))
    assert actions.confirm_result(by=second, result=newer).is_confirmed


def test_what_goes_back_is_checked_anew_where_it_changed() -> None:
    case = make.handed_in()
    wood, soil = receipts_of(case)
    make.judge(wood, "accepted")
    make.judge(soil, "asked", reason="Wofür?")
    case = actions.return_proof(by=user("coordinator"), case=case, reason="Bitte klären.")
    assert case.state == "running"
    entry = replace(make.SOIL, item=soil.item_id, purpose="Erde für drei Beete")
    changed = actions_receipts.change_receipt(
        by=case.owner, receipt=soil, entry=entry, seen=soil.version
    )
    assert changed.version == 2
    # What the office has seen stays in the file, but counts no more.
    actions_receipts.remove_receipt(by=case.owner, receipt=wood)
    assert Receipt.objects.filter(removed_at__isnull=False).get() == wood
    assert standing_of(case).spent == 61_000
    make.told(case)
    actions.hand_in_proof(by=case.owner, case=case)
    assert HandIn.objects.latest("number").number == 2
    assert [each.pk for each in receipts_of(case)] == [soil.pk]
    assert actions.open_receipts(case, HandIn.objects.latest("number")) == [soil.pk]


def test_an_over_run_counts_where_the_office_agrees() -> None:
    case = make.running()
    make.receipt(case, replace(make.WOOD, cents=130_000))
    case = make.handed_in(case)
    boss, item = user("coordinator"), case.cost_items.all()[0]
    assert standing_of(case).account.costs == 112_800
    refused("reason", lambda: actions_check.allow_overrun(by=boss, item=item, reason=" "))
    for _again in range(2):
        actions_check.allow_overrun(by=boss, item=item, reason="Abgesprochen.")
    assert standing_of(make.whole(case)).account.costs == 130_000
