"""The paper pack of a sitting: what is in it for whom, and what never is."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from projects.cases.models import Case, CaseFile
from projects.review.actions_work import write_note
from projects.review.models import CarrierPaper
from projects.sittings.actions_pack import ask_for_pack, make_pack
from projects.sittings.content_pack import HIDDEN
from projects.sittings.models_pack import PaperPack
from tests.factories import decision
from tests.factories import meetings as plan
from tests.factories import packs as make
from tests.factories import projects as funding
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.frozen("2026-11-22 10:00"):
        yield


def with_papers() -> Case:
    """A case with an attachment, a paper of the carrier, a note, and a contact in a free text."""
    draft = funding.draft()
    for name in ("Angebot.pdf", "Registerauszug.pdf"):
        file = funding.attach(draft, funding.pdf_upload(body=name.encode()))
        CaseFile.objects.filter(pk=file.pk).update(name=name)
    case = decision.ready(
        summary="Wir bauen. Mail: chor@example.org, Tel. 02381 123456, DE89 3704 0044 0532 0130 00"
    )
    CaseFile.objects.filter(case=draft).update(case=case)
    office = user("coordinator")
    register = CaseFile.objects.get(name="Registerauszug.pdf")
    CarrierPaper.objects.create(
        case=case, kind="register", file=register, by=office, at=clock.now()
    )
    write_note(by=office, case=case, text="Nur für das Büro.", key=uuid4())
    return case


def test_a_pack_holds_what_the_committee_decides_on_and_nothing_else() -> None:
    case = with_papers()
    meeting, items, person, seat = make.sitting(case, decision.ready(title="Chorabend"))
    paper = plan.paper(meeting, item=items[1].item)
    pack = make.made(meeting, person, seat)
    assert (pack.made_state, pack.percent, pack.missing) == ("ready", 100, 0)
    files = make.opened(pack)
    text = make.text_of(files)
    for part in ("Hochbeete am Karlsplatz", "Chorabend", "Gartengruppe", "1.550,00 €", "Holz"):
        assert part in text, part
    assert "Test Mitglied" in text
    for secret in (
        *("gruppe@example.org", "chor@example.org", "02381", "3704 0044", "Test Person"),
        *("Nur für das Büro", "Registerauszug"),
    ):
        assert secret not in text, secret
    assert HIDDEN in text
    names = [name for name in files if "/" in name]
    assert [name.split("/")[1] for name in names] == ["01-Angebot.pdf", f"01-{paper.name}"]
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_a_member_reads_on_the_screen_what_the_pack_holds_and_no_more() -> None:
    case = with_papers()
    meeting, items, person, _seat = make.sitting(case)
    CaseFile.objects.update(scan="clean")
    browser, keys = client_for(person), [meeting.pk, items[0].pk]
    page = browser.get(reverse("my_item", args=keys)).content.decode()
    for part in ("Gartengruppe", "1.550,00", "Wir bauen.", "Angebot.pdf"):
        assert part in page, part
    for secret in ("gruppe@example.org", "Test Person", "Registerauszug", "Nur für das Büro"):
        assert secret not in page, secret
    found = {
        name: make.status(browser, reverse("my_item_file", args=[*keys, file]))
        for name, file in CaseFile.objects.filter(case=case).values_list("name", "pk")
    }
    assert found == {"Angebot.pdf": 200, "Registerauszug.pdf": 404}


def test_the_pdf_is_tagged_and_archivable() -> None:
    meeting, _items, person, seat = make.sitting()
    files = make.opened(make.made(meeting, person, seat))
    pdf = pypdf.PdfReader(io.BytesIO(next(files[name] for name in files if name.endswith(".pdf"))))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("de")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    chapters = [entry for entry in pdf.outline if isinstance(entry, list)]
    assert "Chorabend" in str(chapters)


def test_the_office_has_them_made_and_every_step_is_noted() -> None:
    meeting, _items, _person, seat = make.sitting()
    person = user("coordinator")
    browser, url = client_for(person), reverse("meeting_pack", args=[meeting.pk])
    assert url in browser.get(reverse("meetings:show", args=[meeting.pk])).content.decode()
    for _twice in range(2):
        assert browser.post(url, {"member": str(seat.pk)})["Location"] == url
    pack = PaperPack.objects.get()
    assert "wird erstellt" in browser.get(url).content.decode()
    make_pack.func(pack.pk)
    make_pack.func(pack.pk)
    make_pack.func(pack.pk + 1)
    file = reverse("meeting_pack_file", args=[meeting.pk, pack.uuid, "zip"])
    assert file in browser.get(url).content.decode()
    answer = browser.get(file)
    assert hashlib.sha256(answer.getvalue()).hexdigest() == PaperPack.objects.get().sha256
    assert make.status(client_for(user("coordinator")), file) == 404
    for wrong in ("x", "10" * 20, "\x00", "-1"):
        assert browser.post(url, {"member": wrong}).status_code == 422
    events = [entry.event for entry in audit.history(meeting)][-3:]
    assert events == ["pack_asked", "pack_made", "pack_taken"]


def test_a_member_finds_it_in_their_area() -> None:
    meeting, _items, person, _seat = make.sitting()
    browser, url = client_for(person), reverse("my_pack", args=[meeting.pk])
    assert url in browser.get(reverse("my_meeting", args=[meeting.pk])).content.decode()
    browser.post(url)
    make_pack.func(PaperPack.objects.get().pk)
    pack = PaperPack.objects.get()
    page = browser.get(url).content.decode()
    for ending in ("pdf", "zip"):
        assert reverse("my_pack_file", args=[meeting.pk, pack.uuid, ending]) in page
    assert make.status(browser, reverse("my_pack_file", args=[meeting.pk, pack.uuid, "exe"])) == 404
    assert make.status(browser, reverse("my_pack", args=[10**30])) == 404


def test_a_file_that_lacks_is_named_and_one_held_back_stays_out() -> None:
    draft = funding.draft()
    gone = funding.attach(draft, funding.pdf_upload(body=b"1"))
    held = funding.attach(draft, funding.pdf_upload(body=b"2"))
    private_storage.delete(gone.file.name or "")
    case = decision.ready()
    CaseFile.objects.filter(case=draft).update(case=case)
    CaseFile.objects.filter(pk=held.pk).update(scan="waiting")
    meeting, _items, person, seat = make.sitting(case)
    pack = make.made(meeting, person, seat)
    assert pack.missing == 2
    files = make.opened(pack)
    assert "fehlt" in files["fehlende Dateien.txt"].decode()
    assert not [name for name in files if "/" in name]


def test_nothing_is_made_once_the_right_has_ended() -> None:
    meeting, _items, _person, _seat = make.sitting()
    person = user("coordinator")
    pack = ask_for_pack(by=person, meeting=meeting)
    person.groups.clear()
    make_pack.func(pack.pk)
    pack.refresh_from_db()
    assert (pack.made_state, pack.file.name) == ("refused", "")


def test_a_meeting_without_applications_has_a_pack_too() -> None:
    meeting = plan.meeting(items=2, note="#set text(99pt) " + "x" * 300)
    text = make.text_of(make.opened(make.made(meeting, user("auditor"))))
    assert "Punkt 2" in text


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_it_and_the_regular_work_deletes_it() -> None:
    meeting = plan.meeting()
    pack = ask_for_pack(by=user("coordinator"), meeting=meeting)
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)
    pack.refresh_from_db()
    assert pack.is_ready
    with clock.frozen("2026-11-29 10:00"):
        call_command("cron", verbosity=0)
    assert not PaperPack.objects.exists()
    assert not private_storage.exists(pack.file.name or "")


@pytest.mark.counted
def test_the_list_of_packs_asks_no_more_for_many_applications() -> None:
    office, counts = user("coordinator"), []
    browser = client_for(office)
    for size in (1, 6):
        meeting, *_others = make.sitting(*(decision.ready() for _each in range(size)))
        make.made(meeting, office)
        url = reverse("meeting_pack", args=[meeting.pk])
        browser.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
