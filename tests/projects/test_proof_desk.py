"""The office's check of proofs in the admin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.registry import tasks
from projects.cases.models import Case
from projects.proof.models import ProofSettings, Receipt, ReceiptCheck
from tests.factories import proof as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def url(name: str, case: Case, *more: Any) -> str:
    return reverse(name, args=[case.call.code, case.uuid, *more])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_findings_cut_over_run_and_return_on_the_screens() -> None:
    case = make.running()
    make.receipt(case, replace(make.WOOD, cents=120_000))
    case = make.handed_in(case)
    desk = client_for(user("coordinator"))
    check = reverse("case_proof", args=[case.pk])
    shown = text_of(desk.get(check))
    assert "keine Datei" in shown
    assert "über die Toleranz hinaus" in shown
    item = case.cost_items.all()[0]
    overrun = reverse("case_overrun", args=[case.pk, item.pk])
    assert desk.post(overrun, {"reason": ""}).status_code == 422
    assert desk.post(overrun, {"reason": "Abgesprochen."}).status_code == 302
    judge = reverse("case_receipt", args=[case.pk, 1])
    for said in (
        {"verdict": "cut", "cents": "10"},
        {"verdict": "cut", "cents": "1200", "reason": "Weniger."},
        {"verdict": "cut", "cents": "9" * 30, "reason": "Weniger."},
        {"verdict": "weg", "reason": "x"},
        {"verdict": "cut", "cents": "10", "reason": "Pfand\x00"},
    ):
        assert desk.post(judge, said).status_code == 422, said
    assert not ReceiptCheck.objects.exists()
    assert desk.post(judge, {"verdict": "asked", "reason": "Wofür?"}).status_code == 302
    back = reverse("case_proof_return", args=[case.pk])
    assert desk.post(back, {"reason": "Bitte klären."}).status_code == 302
    mine = client_for(case.owner)
    assert "Wofür?" in text_of(mine.get(url("application_proof", case)))
    assert "Bitte klären." in text_of(mine.get(url("application_done", case)))


@pytest.mark.counted
def test_the_lists_ask_as_often_for_many_as_for_few() -> None:
    case = make.handed_in()
    desk, address = client_for(user("coordinator")), reverse("proofs:index")
    check = reverse("case_proof", args=[case.pk])
    desk.get(address)
    desk.get(check)

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as questions:
            assert desk.get(page).status_code == 200
        return len(questions)

    few, few_check = asked(address), asked(check)
    for _number in range(4):
        make.running(of=case.call)
    for number in range(12):
        Receipt.objects.create(
            case=case,
            item=case.cost_items.all()[0],
            number=number + 10,
            payee=f"Laden {number}",
            payee_key=f"laden{number}",
            purpose="x",
            issued_on=date(2026, 10, 5),
            paid_on=date(2026, 10, 5),
            amount_cents=100 + number,
            added_by=case.owner,
            added_at=clock.now(),
        )
    assert asked(address) == few
    assert asked(check) == few_check
    assert few < 20


def test_tasks_of_carrier_and_office() -> None:
    case = make.running()
    mine = [each.title for each in tasks(case.owner)]
    assert any("Belege und Verwendungsnachweis" in title for title in mine)
    make.handed_in(case)
    boss = user("coordinator")
    assert any("Verwendungsnachweis prüfen" in each.title for each in tasks(boss))
    assert not any("Verwendungsnachweis" in each.title for each in tasks(case.owner))


def test_the_office_sets_the_rules() -> None:
    case = make.running()
    desk = client_for(user("coordinator"))
    add = reverse("proof-settings:add")
    said = {
        "programme": case.call.programme_id,
        "tolerance_percent": "10",
        "sample_percent": "50",
        "always_from_cents": "300,00",
        "small_claim_cents": "5",
        "reminder_days": "7",
        "longest_extension_days": "30",
        "four_eyes": "on",
        "report_form": "",
    }
    assert desk.post(add, {**said, "tolerance_percent": "101"}).status_code == 200
    assert desk.post(add, said).status_code == 302
    rules = ProofSettings.objects.get()
    assert (rules.tolerance_percent, rules.always_from_cents, rules.small_claim_cents) == (
        10,
        30_000,
        500,
    )


@pytest.mark.counted
@pytest.mark.parametrize("made", [make.running, make.handed_in, make.closed])
def test_the_page_of_a_case_asks_few_questions(made: Any) -> None:
    case = made()
    desk, page = client_for(user("coordinator")), reverse("cases:inspect", args=[case.pk])
    desk.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert "Zum Verwendungsnachweis" in text_of(desk.get(page))
    assert len(asked) <= 20
