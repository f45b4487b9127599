"""The whole case as one file: what is in it, that it proves itself, and that it is tagged."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from portal.kernel.packing import safe_name
from portal.kernel.reports import Chapter, as_data
from projects.casefile import content_payments
from projects.casefile.actions import ask_for_dossier, make_dossier
from projects.casefile.models import Dossier
from projects.cases.models import Case, CaseFile
from projects.correspondence.actions import write_as_office
from projects.decision.actions_notices import record_dispatch
from projects.intake.actions import submit_application
from projects.review.actions_opinions import give_opinion
from projects.review.actions_work import write_note
from tests.factories import decision as make
from tests.factories import payments as paying
from tests.factories import projects as funding
from tests.factories import review as work
from tests.factories import sittings
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with clock.frozen("2026-11-22 10:00"):
        yield


def made(case: Case, by: User | None = None) -> Dossier:
    """What the worker makes of a case."""
    dossier = ask_for_dossier(by=by or user("auditor"), case=case)
    make_dossier.func(dossier.pk)
    dossier.refresh_from_db()
    return dossier


def opened(dossier: Dossier) -> dict[str, bytes]:
    """The files of the archive below its folder."""
    root = dossier.file_name.removesuffix(".zip") + "/"
    with dossier.file.open("rb") as source:
        stored = source.read()
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        assert all(name.startswith(root) for name in archive.namelist())
        return {name.removeprefix(root): archive.read(name) for name in archive.namelist()}


def send(draft: Case) -> Case:
    """Submit a draft."""
    submit_application(by=draft.owner, case=draft)
    return Case.objects.get(pk=draft.pk)


def attach(draft: Case, body: bytes) -> CaseFile:
    """A paper with a content of its own."""
    return funding.attach(draft, funding.pdf_upload(body=body))


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(word for page in pages for word in page.extract_text().split())


def index_of(files: dict[str, bytes]) -> list[dict[str, str]]:
    text = files["index.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def posted() -> Case:
    """A decided case with a posted notice, a message, a note and an attachment."""
    notice = make.released(make.WITH_OBLIGATION)
    record_dispatch(by=user("coordinator"), notice=notice, sent_on=clock.today())
    case = Case.objects.get(pk=notice.case.pk)
    by = user("coordinator")
    write_as_office(by=by, case=case, text="Bitte rufen Sie uns an.", key=uuid4())
    write_note(by=by, case=case, text="Nur für das Büro gedacht.", key=uuid4())
    return case


def test_everything_of_a_case_is_in_the_file(tmp_path: Path) -> None:
    case = posted()
    dossier = made(case)
    assert (dossier.made_state, dossier.percent) == ("ready", 100)
    files = opened(dossier)
    number = case.number
    text = text_of(files[f"Akte-{number}.pdf"])
    for part in (
        f"Akte {number}",
        "Hochbeete am Karlsplatz",
        "Gartengruppe",
        "940,00 €",
        "Bitte melden Sie den Aufbau an.",
        "Die Erlaubnis der Eigentümerin liegt vor.",
        "Nr. 6.2 der Richtlinie",
        "Bitte rufen Sie uns an.",
        "Nur für das Büro gedacht.",
        "Buchungen",
        "Akte als Datei angefordert",
    ):
        assert part in text, part
    notice = case.notices.get()
    (name,) = (name for name in files if name.startswith("Bescheide/"))
    assert hashlib.sha256(files[name]).hexdigest() == notice.sha256
    assert notice.sha256[:20] in text.replace(" ", "").replace("\u200b", "")
    page = files["index.html"].decode()
    for row in index_of(files):
        assert hashlib.sha256(files[row["Datei"]]).hexdigest() == row["SHA-256"]
        assert len(files[row["Datei"]]) == int(row["Größe in Byte"])
        assert row["SHA-256"] in page
    root = tmp_path / "akte"
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    check = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=root, capture_output=True, check=False
    )
    assert check.returncode == 0, check.stderr
    assert len(check.stdout.splitlines()) == len(files) - 1


def test_the_pdf_is_tagged_and_archivable() -> None:
    case = funding.submitted(title="#set text(99pt) <b>🌷" + "x" * 100)
    pdf = pypdf.PdfReader(io.BytesIO(opened(made(case))[f"Akte-{case.number}.pdf"]))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]).startswith("de")
    assert str(case.number) in str(pdf.metadata.title if pdf.metadata else "")
    about = root["/Metadata"].get_data()
    assert b"pdfuaid" in about
    assert b"pdfaid" in about
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)]


def test_what_the_applicant_wrote_breaks_neither_names_nor_sums() -> None:
    draft = funding.draft()
    names = ["../../etc/passwd.pdf", "a\u202eb\\c:.pdf", "=1+1.pdf", "ä" * 190 + ".pdf"]
    for name in names:
        CaseFile.objects.filter(pk=attach(draft, name.encode()).pk).update(name=name)
    case = send(draft)
    files = opened(made(case, user("coordinator")))
    attached = sorted(name for name in files if name.startswith("Anhänge/"))
    assert len(attached) == 4
    assert all(Path(name).parts[1:] == (Path(name).name,) for name in attached)
    sums = files["SHA256SUMS"].decode().splitlines()
    assert {line[66:] for line in sums} == set(files) - {"SHA256SUMS"}
    assert any(row["Name"] == "'=1+1.pdf" for row in index_of(files))


def test_a_file_that_lacks_is_listed_as_missing() -> None:
    draft = funding.draft()
    gone, changed, held = (attach(draft, body) for body in (b"1", b"2", b"3"))
    case = send(draft)
    private_storage.delete(gone.file.name or "")
    CaseFile.objects.filter(pk=changed.pk).update(sha256="0" * 64)
    CaseFile.objects.filter(pk=held.pk).update(scan="waiting")
    dossier = made(case)
    assert dossier.missing == 2
    files = opened(dossier)
    notes = [row["Bemerkung"] for row in index_of(files)]
    assert sum("fehlt" in note for note in notes) == 1
    assert sum("weicht" in note for note in notes) == 1
    page = files["index.html"].decode()
    assert "fehlt" in page
    assert "fehlt" in text_of(files[f"Akte-{case.number}.pdf"])
    person = dossier.owner
    page = client_for(person).get(reverse("case_dossier", args=[case.pk])).content.decode()
    assert "2 fehlen" in page


def test_clarifications_and_opinions_are_told() -> None:
    asked, speaker = work.opinion()
    give_opinion(by=speaker.person, request=asked, recommendation="against", reason="Zu laut.")
    case = asked.case
    case.refresh_from_db()
    text = text_of(opened(made(case))[f"Akte-{case.number}.pdf"])
    assert "Zu laut." in text
    assert "Gesehen." in text
    other = work.asked()
    work.answer(other)
    text = text_of(opened(made(other))[f"Akte-{other.number}.pdf"])
    assert "Bitte genauer." in text
    assert "Im März." in text


def test_what_a_sitting_did_is_told() -> None:
    item = sittings.decided()
    case = item.case
    text = text_of(opened(made(case))[f"Akte-{case.number}.pdf"])
    resolution = item.motions.get().resolution
    for part in (str(item.item.meeting.body), "5 Ja", resolution.number):
        assert part in text, part


def test_payments_are_told_and_accounts_stay_masked() -> None:
    payment = paying.executed()
    text = " ".join(chapter_words(content_payments.payments(payment.case)).split())
    for part in ("DE89 **** **** **** **30 00", payment.figures_by.name, payment.order.number):
        assert part in text, part
    assert "3704" not in text


def chapter_words(found: Chapter) -> str:
    """All that a chapter says."""
    return str(as_data([found])).replace("\xa0", " ")


def test_every_step_is_in_the_history() -> None:
    case = funding.submitted()
    person = user("finance")
    dossier = made(case, person)
    url = reverse("case_dossier_file", args=[case.pk, dossier.uuid])
    answer = client_for(person).get(url)
    assert answer["Content-Type"] == "application/zip"
    assert hashlib.sha256(answer.getvalue()).hexdigest() == dossier.sha256
    events = [(entry.event, entry.actor_id) for entry in audit.history(case)][-3:]
    assert events == [(f"dossier_{what}", person.pk) for what in ("asked", "made", "taken")]


def test_a_second_run_and_a_second_click_make_one_file() -> None:
    case, person = funding.submitted(), user("coordinator")
    browser, url = client_for(person), reverse("case_dossier", args=[case.pk])
    for _twice in range(2):
        assert browser.post(url)["Location"] == url
    dossier = Dossier.objects.get()
    assert "wird erstellt" in browser.get(url).content.decode()
    make_dossier.func(dossier.pk)
    dossier.refresh_from_db()
    first = (dossier.file.name, dossier.sha256)
    make_dossier.func(dossier.pk)
    make_dossier.func(dossier.pk + 1)
    dossier.refresh_from_db()
    assert (dossier.file.name, dossier.sha256) == first
    assert reverse("case_dossier_file", args=[case.pk, dossier.uuid]) in (
        browser.get(url).content.decode()
    )
    browser.post(url)
    assert Dossier.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_it_and_the_regular_work_deletes_it() -> None:
    case = funding.submitted()
    dossier = ask_for_dossier(by=user("coordinator"), case=case)
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)
    dossier.refresh_from_db()
    assert dossier.is_ready
    name = dossier.file.name or ""
    with clock.frozen("2026-11-29 09:00"):
        call_command("cron", verbosity=0)
        assert private_storage.exists(name)
    with clock.frozen("2026-11-29 10:00"):
        assert not dossier.is_ready
        call_command("cron", verbosity=0)
    assert not Dossier.objects.exists()
    assert not private_storage.exists(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Satzung.pdf", "Satzung.pdf"),
        ("", "file"),
        (" .. ", "file"),
        ("a/b\x00c\n.pdf", "a_bc.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_fit_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe
