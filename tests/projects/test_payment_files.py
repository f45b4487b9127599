"""The files that leave the portal: order, SEPA file, table; stored sealed, and hashed."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from portal.kernel import audit
from projects.payments.models import PaymentSettings
from projects.payments.models_payments import PaymentOrder
from projects.payments.sepa import SCHEMA
from tests.factories import decision
from tests.factories import payments as make
from tests.factories.accounts import client_for, user
from tests.projects.test_payments import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def content(order: PaymentOrder, what: str = "datei", role: str = "finance") -> Any:
    """A file as somebody of the office gets it."""
    place = reverse("payments:order_file", args=[order.pk, what])
    answer = client_for(user(role)).get(place)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer


def five(way: str = "sepa") -> PaymentOrder:
    """Five payments of one programme, ordered together."""
    of = decision.small_call()
    names = ("Hochbeete", "Chor", "Für Ältere & Kinder", "Nähtreff „Süd“", "Café – <offen>")
    payments = [
        make.certified(make.planned(make.payee(of, title=title), 10_000 + 1_001 * number))
        for number, title in enumerate(names)
    ]
    make.settings_for(of.programme, way=way)
    return make.ordered(*payments)


def test_the_order_names_payee_account_and_both_certificates() -> None:
    case = make.payee(title="Hochbeete am Karlsplatz")
    one = user("coordinator", first_name="Sachliche", last_name="Hand")
    two = user("finance", first_name="Rechnende", last_name="Hand")
    payment = make.certified(make.planned(case, 50_000, by=one), by=two)
    payment.substance_by = one
    payment.save()
    order = make.ordered(payment, by=two)
    answer = content(order, role="auditor")
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata
    assert "pdfaid" in metadata
    text = " ".join("".join(page.extract_text() for page in paper.pages).split())
    said = [
        *("Kassenanordnung", order.number, "Stadtkasse (Beispiel)", "51.02.01", "531800"),
        *("DE89 3704 0044 0532 0130 00", make.HOLDER, "500,00 €", str(case.number)),
        *("Sachlich richtig", "Sachliche Hand", "Rechnerisch richtig", "Rechnende Hand"),
    ]
    assert [words for words in said if words not in text] == []
    assert order.sha256 == sha256(answer.content).hexdigest()


def test_the_sepa_file_is_valid_and_complete() -> None:
    import sepaxml
    import xmlschema

    order = five()
    answer = content(order)
    assert order.sha256 == sha256(answer.content).hexdigest()
    assert answer["Content-Type"] == "application/xml"
    folder = sepaxml.__path__[0]
    schema = xmlschema.XMLSchema(f"{folder}/schemas/{SCHEMA}.xsd")
    schema.validate(answer.content.decode())
    found = schema.to_dict(answer.content.decode())["CstmrCdtTrfInitn"]
    assert found["GrpHdr"]["NbOfTxs"] == "5"
    assert f"{found['GrpHdr']['CtrlSum']:.2f}" == "600.10"
    (group,) = found["PmtInf"]
    assert group["DbtrAcct"]["Id"]["IBAN"] == make.USUAL["payer_iban"]
    transfers = group["CdtTrfTxInf"]
    assert {each["CdtrAcct"]["Id"]["IBAN"] for each in transfers} == {make.IBAN}
    assert {each["Cdtr"]["Nm"] for each in transfers} == {"Buergerverein Sued e. V."}
    purposes = [each["RmtInf"]["Ustrd"][0] for each in transfers]
    assert any("Fuer Aeltere & Kinder" in purpose for purpose in purposes)
    ends = {each["PmtId"]["EndToEndId"] for each in transfers}
    assert ends == {f"{order.number}-{each.pk}" for each in order.payments.all()}


@pytest.mark.parametrize("way", ["sepa", "cash_order"])
def test_the_table_has_a_line_per_payment(way: str) -> None:
    order = five(way)
    answer = content(order, "csv")
    assert order.table_sha256 == sha256(answer.content).hexdigest()
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 6
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    assert {row["IBAN"] for row in rows} == {make.IBAN}
    assert {row["Produkt"] for row in rows} == {"51.02.01"}
    assert sorted(row["Betrag (Euro)"] for row in rows)[0] == "100,00"
    assert all(row["Sachlich richtig"] and row["Rechnerisch richtig"] for row in rows)


def test_who_takes_a_file_is_noted() -> None:
    order = make.ordered()
    content(order)
    content(order, "csv")
    events = [entry.event for entry in audit.history(order)]
    assert events == ["payments_ordered", "order_taken", "order_taken"]


def test_whose_case_is_paid_reads_no_order() -> None:
    mine = user("finance")
    payment = make.certified(make.planned(make.payee(owner=mine)))
    order = make.ordered(payment)
    browser = client_for(mine)
    for name, args in (
        ("payments:order", [order.pk]),
        ("payments:order_file", [order.pk, "datei"]),
        ("payments:payment", [payment.pk]),
    ):
        assert browser.get(reverse(name, args=args), follow=True).status_code == 404


def test_a_holder_that_no_bank_takes_stops_the_order() -> None:
    case = make.final()
    make.with_account(case, holder="مركز")
    payment = make.certified(make.planned(case))
    PaymentSettings.objects.update(way="sepa")
    order = make.ordered(payment)  # written in Latin letters
    assert b"mrkz" in content(order).content
    make.with_account(case, holder="🙂")
    other = make.certified(make.planned(case, 1_000))
    refused("file", lambda: make.ordered(other))


def test_no_such_order() -> None:
    browser = client_for(user("finance"))
    for key in (0, 2**63, 10**30):
        for name in ("payments:order", "payments:payment"):
            assert browser.get(reverse(name, args=[key]), follow=True).status_code == 404
