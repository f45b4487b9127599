"""The proof of use on the screens: the carrier's on the phone, the office's check."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.registry import tasks
from projects.cases.models import Case
from projects.proof.models import ProofSettings, Receipt, ReceiptCheck
from projects.proof.models_proof import Extension, HandIn, Income, Proof, ProofResult, Reached
from projects.proof.queries import receipts_of
from tests.factories import members
from tests.factories import projects as funding
from tests.factories import proof as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def url(name: str, case: Case, *more: Any) -> str:
    return reverse(name, args=[case.call.code, case.uuid, *more])


def typed(case: Case, **change: Any) -> dict[str, Any]:
    """What a browser sends for a receipt."""
    said = {
        "key": str(uuid4()),
        "seen": "0",
        "item": str(case.cost_items.all()[0].pk),
        "payee": "Holzhandel Nord",
        "purpose": "Bretter",
        "issued_on": "05.10.2026",
        "paid_on": "2026-10-06",
        "cents": "940,00 €",
    }
    return {**said, **change}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def work() -> None:
    """Let the worker do what waits."""
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_on_the_screens() -> None:
    case = make.running()
    planned = make.indicator(case)
    mine = client_for(case.owner)
    page = text_of(mine.get(url("application_done", case)))
    assert "Belege und Nachweis" in page
    new = url("application_receipt_new", case)
    assert mine.get(new).status_code == 200
    photo = {"file": funding.photo_upload()}
    sent = mine.post(new, {**typed(case), **photo, "button": "next"})
    assert sent.url == new
    soil = {"payee": "Erdenwerk", "cents": "610", "item": str(case.cost_items.all()[1].pk)}
    mine.post(new, typed(case, **soil, file=funding.pdf_upload()))
    assert [each.amount_cents for each in receipts_of(case)] == [94_000, 61_000]
    shown = text_of(mine.get(url("application_proof", case)))
    assert "müssten Sie 0,00 € zurückzahlen" in shown.replace("\xa0", " ")
    report = url("application_report", case)
    form = mine.get(report).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"text": "Gebaut.", f"reached_{planned.pk}": "25", "income_other": ""}
    assert mine.post(report, data).status_code == 302
    hand_in = url("application_hand_in", case)
    assert mine.post(hand_in, {}).status_code == 422
    assert mine.post(hand_in, {"sure": "on"}).status_code == 302
    work()
    assert HandIn.objects.get().file is not None
    desk, other = client_for(user("coordinator")), client_for(user("coordinator"))
    check = reverse("case_proof", args=[case.pk])
    assert "Holzhandel Nord" in text_of(desk.get(check))
    for receipt in receipts_of(case):
        address = reverse("case_receipt", args=[case.pk, receipt.number])
        assert desk.get(address).status_code == 200
        assert desk.post(address, {"verdict": "accepted", "cents": ""}).status_code == 302
    settle = reverse("case_proof_settle", args=[case.pk])
    key = desk.get(settle).context["form"]["key"].value()
    assert desk.post(settle, {"key": key}).status_code == 302
    result = ProofResult.objects.get()
    confirm = reverse("case_proof_confirm", args=[case.pk, result.pk])
    desk.post(confirm)
    assert not ProofResult.objects.get().is_confirmed
    assert "Ergebnis bestätigen" in text_of(other.get(check))
    other.post(confirm)
    assert ProofResult.objects.get().is_confirmed
    assert "Fall abschließen" in text_of(desk.get(check))
    desk.post(reverse("case_close", args=[case.pk]))
    assert make.whole(case).state == "closed"
    work()
    letter = text_of(mine.get(url("application_done", case)))
    assert "Brief herunterladen" in letter or "Brief" in letter
    assert desk.get(reverse("cases:inspect", args=[case.pk])).status_code == 200
    assert desk.get(reverse("proofs:index")).status_code == 200
