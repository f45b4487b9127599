"""What the portal finds by itself: days, papers, kinds of cost, and a receipt counted twice."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.forms.queries import latest_version
from portal.forms.schema import Step
from portal.kernel import clock
from portal.kernel.registry import add_exports
from portal.kernel.scan import ScanState
from projects.cases.models import Case, CaseFile
from projects.cases.plan import CostItem
from projects.decision.actions_notices import draft_notice
from projects.proof.actions_receipts import remove_receipt
from projects.proof.findings import findings_of, same_files, same_receipts
from projects.proof.kinds import Finding
from projects.proof.models import payee_key
from projects.proof.models_proof import Proof
from projects.proof.queries import due_days, due_on, receipts_of
from tests.factories import decision as decide
from tests.factories import forms
from tests.factories import projects as funding
from tests.factories import proof as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def found(case: Case) -> dict[int, set[Finding]]:
    """The findings by the numbers of the receipts."""
    receipts = receipts_of(case)
    by_key = findings_of(case, receipts)
    return {each.number: {one.finding for one in by_key[each.pk]} for each in receipts}


def test_days_outside_of_the_period() -> None:
    case = make.running()
    for issued, paid in (
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 11, 10)),
        (date(2026, 11, 10), date(2026, 11, 11)),
    ):
        entry = replace(make.WOOD, issued_on=issued, paid_on=paid, payee=f"Laden {paid}")
        make.receipt(case, entry, upload=funding.pdf_upload(body=str(paid).encode()))
    assert found(case) == {1: {Finding.BEFORE}, 2: set(), 3: {Finding.AFTER}}


def test_an_extension_of_the_period_moves_the_days_and_the_proof() -> None:
    case = make.running()
    entry = replace(make.WOOD, issued_on=date(2026, 11, 11), paid_on=date(2026, 11, 12))
    make.receipt(case, entry, upload=funding.pdf_upload())
    assert found(case) == {1: {Finding.AFTER}}
    said = {"kind": "extension", "remedy": "none", "note": "Krank."}
    draft = draft_notice(by=user("coordinator"), case=case, ends_on=date(2026, 12, 15), **said)
    decide.release(draft)
    case = make.whole(case)
    assert found(case) == {1: set()}
    assert due_on(case) == due_days([case])[case.pk] == date(2027, 2, 15)


def test_papers_and_kinds_of_cost() -> None:
    case = make.running()
    make.receipt(case)
    make.receipt(case, make.SOIL, line=1, upload=funding.pdf_upload())
    CaseFile.objects.filter(case=case).update(scan=ScanState.WAITING)
    building = case.call.programme.categories.get(code="building")
    CostItem.objects.filter(case=case, label="Erde").update(category=building)
    assert found(case) == {
        1: {Finding.NO_PAPER},
        2: {Finding.NOT_READABLE, Finding.INELIGIBLE},
    }


def test_a_receipt_counted_twice_is_found_in_every_project() -> None:
    first, second = make.running(), make.running()
    make.receipt(first, upload=funding.photo_upload())
    again = replace(make.WOOD, payee="  HOLZHANDEL-Nord ", purpose="Anderes")
    make.receipt(second, again)
    make.receipt(second, replace(make.WOOD, cents=1), upload=funding.photo_upload())
    assert found(first)[1] == {Finding.SAME_RECEIPT, Finding.SAME_FILE}
    assert found(second) == {
        1: {Finding.SAME_RECEIPT, Finding.NO_PAPER},
        2: {Finding.SAME_FILE},
    }
    texts = [one.text for one in findings_of(first, receipts_of(first))[receipts_of(first)[0].pk]]
    assert all(f"{second.number} (" in text for text in texts)
    with CaptureQueriesContext(connection) as asked:
        same_receipts(receipts_of(second))
        same_files(receipts_of(second))
    assert len(asked) == 4  # two of them read the receipts
    # One that was taken out is no longer there.
    remove_receipt(by=first.owner, receipt=receipts_of(first)[0])
    assert found(second) == {1: {Finding.NO_PAPER}, 2: set()}


@pytest.mark.parametrize(
    ("payee", "key"),
    [("Holzhandel Nord", "holzhandelnord"), ("HOLZ-HANDEL, Nord!", "holzhandelnord"), ("–", "")],
)
def test_payees_are_compared_by_letters(payee: str, key: str) -> None:
    assert payee_key(payee) == key


def test_the_report_follows_the_form_of_the_programme() -> None:
    case = make.running()
    step = Step(id="tell", title=forms.labels("Bericht"), questions=(forms.question("what"),))
    form = forms.form(step)
    make.rules_of(case, report_form=form)
    mine = client_for(case.owner)
    report = reverse("application_report", args=[case.call.code, case.uuid])
    hand_in = reverse("application_hand_in", args=[case.call.code, case.uuid])
    assert mine.post(report, {"seen": "", "b-what": "", "q-what-answer": ""}).status_code == 302
    assert Proof.objects.get().form_version == latest_version(form)
    assert "noch nicht vollständig" in mine.get(hand_in).content.decode()
    shown = mine.get(report).context
    data = {"seen": shown["form"]["seen"].value(), "q-what-answer": "Gebaut."}
    mark = shown["parts"][0].asked[0]
    mine.post(report, {**data, mark.base_name: mark.base})
    assert Proof.objects.get().answers == {"what": "Gebaut."}
    assert mine.post(hand_in, {"sure": "on"}).status_code == 302
    desk = client_for(user("coordinator"))
    assert "Gebaut." in desk.get(reverse("case_proof", args=[case.pk])).content.decode()


def test_an_overdue_proof_is_shown() -> None:
    case = make.running()
    with clock.frozen("2027-01-11 10:00"):
        mine, desk = client_for(case.owner), client_for(user("coordinator"))
        page = reverse("application_done", args=[case.call.code, case.uuid])
        assert "war am 10. Januar 2027 fällig" in mine.get(page).content.decode()
        assert "überfällig" in desk.get(reverse("proofs:index")).content.decode()
        inspect = reverse("cases:inspect", args=[case.pk])
        assert "überfällig" in desk.get(inspect).content.decode()


def test_the_copy_of_ones_data_holds_receipts() -> None:
    case = make.handed_in()
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        add_exports(case.owner, archive)
    folder = f"antraege/{case.number}/nachweis"
    with ZipFile(target) as archive:
        told: dict[str, Any] = json.loads(archive.read(f"{folder}/nachweis.json"))
    assert [each["amount_cents"] for each in told["receipts"]] == [94_000, 61_000]
    assert told["report"]["text"] == "Wir haben gebaut."
