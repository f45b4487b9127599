"""Photos in the documentation for the programme office: only with consent, frozen for good."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from media.images.actions import withdraw_consent
from media.images.models import PhotoConsent
from projects.proposals.actions_photos import take_out_photo
from projects.proposals.models import ProposedPhoto
from projects.reports.actions import make_files
from projects.reports.content import content_from
from projects.reports.models import ReportPhoto, YearReport
from tests.factories import decision, media, proof
from tests.factories import proposals as pages
from tests.factories import reports as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
PORTAL_ONLY = replace(pages.ENTRY, use="portal", description="Nur im Portal")


def reader(report: YearReport) -> pypdf.PdfReader:
    with report.pdf.open("rb") as source:
        return pypdf.PdfReader(io.BytesIO(source.read()))


def alts(report: YearReport) -> list[str]:
    """The alternative texts of the figures in the tags of a PDF."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            walk(node.get("/K", []))

    walk(reader(report).trailer["/Root"]["/StructTreeRoot"])
    return found


def photos(report: YearReport) -> list[str]:
    return [photo.alt for each in content_from(report.content).projects for photo in each.photos]


def test_two_photos_of_each_project_with_their_words() -> None:
    case = proof.running()
    pages.saved(case)
    pages.photo(case, PORTAL_ONLY)
    for number in range(3):
        upload = media.picture_file(content=media.picture_bytes("PNG"), name=f"{number}.png")
        entry = replace(pages.ENTRY, description=f"Beet {number}")
        pages.photo(case, entry, upload=upload)
    draft = make.made(case.call.period)
    assert (photos(draft), alts(draft)) == ([], [])
    pages.proposed(case, photos=0)
    report = make.made(case.call.period)
    assert photos(report) == alts(report) == ["Beet 0", "Beet 1"]
    assert "Fotos" in "\n".join(report.changes)
    text = " ".join(page.extract_text() for page in reader(report).pages)
    assert "Bild: Gartengruppe" in text
    root: Any = reader(report).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_an_archived_report_stays_and_no_newer_one_has_it() -> None:
    case = pages.closed()
    pages.proposed(case)
    pages.made(case)
    waiting = make.asked(case.call.period)
    for photo in ProposedPhoto.objects.all():
        take_out_photo(by=case.owner, photo=photo)
    make_files.func(waiting.pk)
    report = YearReport.objects.get(pk=waiting.pk)
    assert len(alts(report)) == 2
    assert photos(make.made(case.call.period)) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportPhoto.objects.update(sha256="0" * 64)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            ReportPhoto.objects.all().delete()


def test_what_the_library_withholds_is_not_printed() -> None:
    case = pages.closed()
    pages.proposed(case)
    page = pages.made(case)
    office = user("coordinator")
    withdraw_consent(by=office, consent=PhotoConsent.objects.get(image=page.picture_id))
    assert len(photos(make.made(case.call.period))) == 1


@pytest.mark.counted
def test_as_many_questions_for_many_photos() -> None:
    of = decision.small_call()
    first = proof.running(of=of)
    pages.proposed(first, photos=1)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            make.asked(of.period)
        return len([each for each in caught.captured_queries if "SELECT" in each["sql"][:8]])

    asked()
    few = asked()
    for _number in range(3):
        pages.proposed(proof.running(of=of), photos=2)
    assert asked() == few


def test_a_report_of_before_photos_is_read() -> None:
    case = proof.running()
    report = make.asked(case.call.period)
    old = dict(report.content)
    for each in old["projects"]:
        del each["photos"]
    assert content_from(old).projects[0].photos == []
