"""The proof of use on the screens: the carrier's on the phone, the office's check."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from projects.cases.models import Case, CaseFile, FileKind
from projects.proof.models import Receipt
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
    letter = CaseFile.objects.get(kind=FileKind.RESULT)
    address = url("case_file", case, letter.pk)
    assert address in text_of(mine.get(url("application_done", case)))
    assert b"".join(mine.get(address).streaming_content).startswith(b"%PDF")
    assert desk.get(reverse("cases:inspect", args=[case.pk])).status_code == 200
    assert case.number in text_of(desk.get(reverse("proofs:index")))


BAD: list[tuple[dict[str, Any], str]] = [
    ({"cents": "0"}, "cents"),
    ({"cents": "-5"}, "cents"),
    ({"cents": "9" * 25}, "cents"),
    ({"cents": "abc"}, "cents"),
    ({"cents": ""}, "cents"),
    ({"payee": ""}, "payee"),
    ({"payee": "x" * 201}, "payee"),
    ({"payee": "Holz\x00"}, "payee"),
    ({"purpose": " "}, "purpose"),
    ({"issued_on": "31.02.2026"}, "issued_on"),
    ({"issued_on": "01.01.0001"}, "issued_on"),
    ({"issued_on": "\x00"}, "issued_on"),
    ({"paid_on": "2026-11-23"}, "paid_on"),
    ({"paid_on": "9999-12-31"}, "issued_on"),
    ({"item": "0"}, "item"),
    ({"item": "9" * 40}, "item"),
    ({"key": "kein"}, "key"),
    ({"file": SimpleUploadedFile("beleg.pdf", b"MZ kein PDF")}, "file"),
    ({"file": SimpleUploadedFile("beleg.pdf", b"")}, "file"),
    ({"file": SimpleUploadedFile("b.jpg", b"<html><script>1</script>", "image/jpeg")}, "file"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_bad_input_is_named_and_stays(change: dict[str, Any], field: str) -> None:
    case = make.running()
    said = typed(case, **change)
    answer = client_for(case.owner).post(url("application_receipt_new", case), said)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    for name in ("payee", "purpose", "cents"):
        assert form[name].value() == said[name]
    assert not Receipt.objects.exists()
    assert not CaseFile.objects.filter(case=case).exists()


def test_a_double_click_is_one_receipt() -> None:
    case = make.running()
    mine, said = client_for(case.owner), typed(case)
    for _again in range(2):
        mine.post(url("application_receipt_new", case), said)
    assert Receipt.objects.count() == 1


def test_a_receipt_is_corrected_and_taken_out() -> None:
    case = make.running()
    receipt = make.receipt(case, upload=funding.pdf_upload())
    mine = client_for(case.owner)
    address = url("application_receipt", case, 1)
    shown = mine.get(address).context["form"]
    said = {name: shown[name].value() for name in shown.fields if name != "file"}
    said |= {"issued_on": "2026-10-05", "paid_on": "2026-10-06"}
    assert mine.post(address, {**said, "cents": "900"}).status_code == 302
    receipt.refresh_from_db()
    assert (receipt.amount_cents, receipt.version) == (90_000, 2)
    late = mine.post(address, {**said, "cents": "800"})
    assert late.status_code == 422
    assert late.context["form"]["cents"].value() == "800"
    stored = receipt.file
    assert stored is not None
    remove = url("application_receipt_remove", case, 1)
    assert mine.get(remove).status_code == 200
    mine.post(remove)
    mine.post(remove)
    assert not Receipt.objects.exists()
    assert not CaseFile.objects.filter(pk=stored.pk).exists()
    assert mine.get(address).status_code == 404


def test_somebody_else_finds_nothing() -> None:
    case, other = make.running(), make.running()
    make.receipt(case, upload=funding.pdf_upload())
    stranger = client_for(other.owner)
    names = [
        ("application_proof", ()),
        ("application_receipt_new", ()),
        ("application_receipt", (1,)),
        ("application_receipt_remove", (1,)),
        ("application_report", ()),
        ("application_hand_in", ()),
        ("application_more_time", ()),
    ]
    for name, more in names:
        address = url(name, case, *more)
        assert stranger.get(address).status_code == 404, name
        if name != "application_proof":
            assert stranger.post(address, {"sure": "on"}).status_code == 404, name
    file = receipts_of(case)[0].file
    assert file is not None
    assert stranger.get(url("case_file", case, file.pk)).status_code == 404
    assert receipts_of(case)
    # The number of a receipt of one's own case does not open another's.
    assert stranger.get(url("application_receipt", other, 1)).status_code == 404


def test_who_only_reads_changes_nothing() -> None:
    case = make.running()
    make.receipt(case)
    reader = members.member(case, "view")
    browser = client_for(reader)
    assert "Beleg hinzufügen" not in text_of(browser.get(url("application_proof", case)))
    browser.post(url("application_receipt_new", case), typed(case))
    browser.post(url("application_receipt_remove", case, 1))
    assert Receipt.objects.count() == 1
    assert browser.get(url("application_hand_in", case)).status_code == 404


def test_the_report_stays_as_typed_and_two_people_do_not_overwrite() -> None:
    case = make.running()
    planned = make.indicator(case)
    item = make.other_money(case, 5_000)
    mine, report = client_for(case.owner), url("application_report", case)
    said = {"seen": "", "text": "Erster Stand.", f"income_{item.pk}": "50"}
    assert mine.post(report, said).status_code == 302
    assert Income.objects.get().amount_cents == 5_000
    assert not Reached.objects.exists()
    again = mine.post(report, {**said, "text": "Von gestern."})
    assert (again.status_code, Proof.objects.get().text) == (422, "Erster Stand.")
    assert "Von gestern." in text_of(again)
    for bad in ("-1", "viele", "9" * 30, "\x00"):
        answer = mine.post(report, {**said, f"reached_{planned.pk}": bad})
        assert (answer.status_code, list(answer.context["form"].errors)) == (
            422,
            [f"reached_{planned.pk}"],
        )


def test_more_time_is_asked_for_and_answered() -> None:
    case = make.running()
    mine, address = client_for(case.owner), url("application_more_time", case)
    assert mine.get(address).status_code == 200
    for until in ("2027-01-10", "2027-06-01", "morgen", "9999-12-31"):
        assert mine.post(address, {"until": until, "reason": "Krank."}).status_code == 422, until
    assert mine.post(address, {"until": "2027-02-28", "reason": "Krank."}).status_code == 302
    asked = Extension.objects.get()
    desk = client_for(user("coordinator"))
    answer = reverse("case_proof_extension", args=[case.pk, asked.pk])
    assert "Krank." in text_of(desk.get(answer))
    assert desk.post(answer, {"answer": "no", "reason": ""}).status_code == 422
    assert desk.post(answer, {"answer": "yes", "reason": ""}).status_code == 302
    assert "28. Februar 2027" in text_of(mine.get(url("application_proof", case)))
