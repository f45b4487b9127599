"""The worker makes the copy and mails it, once; the copy is a tagged, readable PDF."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.glyphs import covered, printable
from portal.kernel.mail import OutgoingMail
from projects.cases.models import CaseFile
from projects.intake.actions import deliver_receipt
from projects.intake.pdfs import receipt_pdf
from tests.factories import projects as make
from tests.factories.accounts import client_for
from tests.factories.site import home_page


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with clock.frozen("2026-11-22 10:00"):
        yield


def work() -> None:
    """Let the worker do what waits."""
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_mails_the_copy_once() -> None:
    home_page()
    case = make.submitted()
    assert not mail.outbox
    work()
    # The first one came when the draft began.
    assert [message.to for message in mail.outbox][:1] == [[case.owner.email]]
    assert len(mail.outbox) == 2
    message = mail.outbox[1]
    assert set(message.to) == {case.owner.email, "gruppe@example.org"}
    assert "LKS-2026-0001" in message.subject
    assert reverse("application_done", args=[case.call.code, case.uuid]) in message.body
    assert "20. Januar 2027" in message.body
    name, content, _mime = message.attachments[0]
    assert name.endswith("LKS-2026-0001.pdf")
    assert content.startswith(b"%PDF-")
    deliver_receipt.enqueue(case.pk)
    work()
    assert len(mail.outbox) == 2
    assert OutgoingMail.objects.count() == 2
    copy = CaseFile.objects.get(kind="receipt")
    answer = client_for(case.owner).get(
        reverse("application_copy", args=[case.call.code, case.uuid])
    )
    assert b"".join(answer.streaming_content) == content
    assert copy.size == len(content)
    assert copy.sha256


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_where_submitting_fails() -> None:
    home_page()
    case = make.draft(consent=False)
    client = client_for(case.owner)
    url = reverse("application_check", args=[case.call.code, case.uuid])
    assert client.post(url).status_code == 409
    work()
    assert ["LKS" in message.subject for message in mail.outbox] == [False]  # the draft's own
    case.refresh_from_db()
    assert case.is_draft
    assert case.number is None


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.django_db
def test_the_copy_is_tagged_and_has_all_answers() -> None:
    case = make.submitted(summary="Wir bauen 18 Hochbeete. " * 90)
    pdf = pypdf.PdfReader(io.BytesIO(receipt_pdf(case)))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]).startswith("de")
    assert "LKS-2026-0001" in str(pdf.metadata.title)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = text_of(receipt_pdf(case))
    for part in (
        "LKS-2026-0001",
        "Gartengruppe",
        "Holz",
        "940,00\u00a0€",
        "1.550,00\u00a0€",
        "Sorauer",
    ):
        assert part in text
    assert len(pdf.pages) >= 2


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "de-simple", "en", "tr", "ar"])
def test_the_copy_works_in_every_language_and_with_any_character(language: str) -> None:
    strange = "Ğüneş şarkısı Δημος Привет مرحبا بكم 🌷 中文 \u0001 \u202e e\u0301 <b>#x</b> $a_1$"
    case = make.submitted(language=language, title=strange[:150], carrier_name="#set text(99pt)")
    assert "#set text(99pt)" in text_of(receipt_pdf(case))


def test_only_characters_without_a_glyph_are_replaced() -> None:
    assert printable("Käse für 5 €, Привет, مرحبا") == "Käse für 5 €, Привет, مرحبا"
    assert printable("🌷\u0001") == "?"
    assert printable({"a": ["e\u0301"]}) == {"a": ["é"]}
    assert {"ß", "İ", "€", "م"} <= covered()


@pytest.mark.django_db
def test_a_short_application_fits_one_page() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(receipt_pdf(make.submitted())))
    assert len(pdf.pages) <= 2
