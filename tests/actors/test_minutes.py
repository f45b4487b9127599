"""Minutes and resolutions: writing, two signatures, the archived PDF, what the public reads."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from actors.meetings import actions_minutes as actions
from actors.meetings import hooks
from actors.meetings.actions_attendance import Line, record_attendance
from actors.meetings.hooks import ItemRecord
from actors.models import Body, Meeting, Minutes, Resolution, Signature
from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from tests.factories import actors as network
from tests.factories import meetings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import member
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def body() -> Body:
    return network.body("komitee", is_public=True)


@pytest.fixture
def chair(body: Body) -> User:
    return make.seated(body, function="chair", name="Vorsitz")[0]


@pytest.fixture
def writer(body: Body) -> User:
    return make.seated(body, function="writer", name="Schriftführung")[0]


@pytest.fixture
def office() -> Client:
    set_up()
    return client_for(user("coordinator"))


def page(meeting: Meeting, part: str = "") -> str:
    return reverse(f"my_minutes{part}", args=[meeting.pk])


def text_of(minutes: Minutes, **changed: str) -> dict[str, str]:
    entry = minutes.entries.get()
    facts = {
        "place": "Aula",
        "chair": str(minutes.chair_id or ""),
        "writer": str(minutes.writer_id or ""),
        "opening": "Form- und fristgerecht geladen.",
        f"e{entry.pk}-text": "Wir sprachen darüber.",
        f"e{entry.pk}-recusals": "Ein Mitglied ging hinaus.",
        f"e{entry.pk}-result": "Einstimmig beschlossen.",
    }
    return facts | changed


def test_from_the_meeting_to_the_archive(
    office: Client, body: Body, chair: User, writer: User
) -> None:
    member(body, name="Mitglied Ohne Konto")
    meeting = make.opened(body)
    seats = list(body.members.all())
    lines = [Line(seat.pk, "present") for seat in seats]
    record_attendance(by=user("coordinator"), meeting=meeting, lines=lines)
    begin = reverse("meetings:minutes", args=[meeting.pk])
    for _click in range(2):
        assert office.post(begin, {"button": "begin"}).status_code == 302
    minutes = Minutes.objects.get()
    sent = {"text": "Die Mittel werden vergeben.", "owner": "Büro", "due_on": "2026-12-24"}
    for _click in range(2):
        address = reverse("meetings:resolution_add", args=[meeting.pk])
        assert office.post(address, sent).status_code == 302
    resolution = Resolution.objects.get()
    assert resolution.number == "KOM-2026-0001"
    browser = client_for(writer)
    assert browser.post(page(meeting, "_write"), text_of(minutes)).status_code == 302
    assert browser.post(page(meeting), {"role": "writer"}).status_code == 403  # not closed yet
    office.post(reverse("meetings:step", args=[meeting.pk, "close"]))
    for _click in range(2):
        assert browser.post(page(meeting), {"role": "writer"}).status_code == 302
    assert browser.post(page(meeting), {"role": "chair"}).status_code == 403
    leading = client_for(chair)
    assert "Unterschreiben" in leading.get(page(meeting)).content.decode()
    assert leading.post(page(meeting), {"role": "chair"}).status_code == 302
    minutes.refresh_from_db()
    assert minutes.state == "signed"
    content = b"".join(leading.get(page(meeting, "_file")))  # type: ignore[arg-type]
    assert hashlib.sha256(content).hexdigest() == minutes.sha256
    reader = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    words = " ".join(" ".join(part.extract_text() for part in reader.pages).split())
    for expected in (
        "Aula",
        "12. Dezember 2026",
        "Vorsitz",
        "Mitglied Ohne Konto",
        "Einstimmig beschlossen.",
        "Ein Mitglied ging hinaus.",
        "KOM-2026-0001",
    ):
        assert expected in words
    # Then it stays as it is.
    assert browser.post(page(meeting, "_write"), text_of(minutes)).status_code == 404
    with pytest.raises(NotAllowed, match="state"):
        make.resolution(meeting, "Noch etwas.")
    done = reverse("meetings:resolution_done", args=[meeting.pk, resolution.pk])
    assert office.post(done).status_code == 302
    resolution.refresh_from_db()
    assert resolution.done_at


def test_the_public_reads_results_but_no_person(
    office: Client, body: Body, chair: User, writer: User, client: Client
) -> None:
    face = network.body_page(body)
    minutes = make.minutes(body)
    entry = minutes.entries.get()
    texts = {"text": "Frau X sagte", "recusals": "Herr Y", "result": "Das Fest findet statt."}
    facts = {name: getattr(minutes, name) for name in ("place", "opening", "chair", "writer")}
    clerk = user("coordinator")
    actions.write_minutes(by=clerk, minutes=minutes, facts=facts, entries={entry.pk: texts})
    for role in ("chair", "writer"):
        minutes = actions.note_signature(by=clerk, minutes=minutes, role=role)
    make.invited(body, place="Turnhalle")
    shown = client.get(face.url).content.decode()
    assert "Turnhalle" in shown
    assert "Das Fest findet statt." not in shown
    step = reverse("meetings:minutes", args=[minutes.meeting_id])
    office.post(step, {"button": "approve", "publish": "on"})
    shown = client.get(face.url).content.decode()
    assert "Das Fest findet statt." in shown
    for private in ("Frau X", "Herr Y", "Vorsitz", chair.email):
        assert private not in shown
    Body.objects.filter(pk=body.pk).update(is_public=False)
    shown = client.get(face.url).content.decode()
    assert "Turnhalle" not in shown
    assert "Das Fest" not in shown


def test_a_changed_text_takes_signatures_back(body: Body, chair: User, writer: User) -> None:
    minutes = make.minutes(body)
    actions.sign_minutes(by=chair, minutes=minutes, role="chair")
    browser = client_for(writer)
    sent = text_of(minutes)
    assert browser.post(page(minutes.meeting, "_write"), sent).status_code == 302
    assert not Signature.objects.exists()
    actions.sign_minutes(by=chair, minutes=minutes, role="chair")
    assert browser.post(page(minutes.meeting, "_write"), sent).status_code == 302  # the same
    assert Signature.objects.count() == 1


def test_one_account_never_signs_for_both(body: Body, chair: User) -> None:
    member(body, person=chair, function="writer")
    minutes = make.minutes(body)
    sent = text_of(minutes)
    answer = client_for(chair).post(page(minutes.meeting, "_write"), sent)
    assert answer.status_code == 422
    assert "zwei verschiedene" in answer.content.decode()
    actions.sign_minutes(by=chair, minutes=minutes, role="chair")
    with pytest.raises(PermissionDenied):
        actions.sign_minutes(by=chair, minutes=minutes, role="writer")
    assert Minutes.objects.get().state == "draft"


def test_who_reads_a_draft(body: Body, chair: User, writer: User) -> None:
    plain, _seat = make.seated(body)
    minutes = make.minutes(body)
    address = page(minutes.meeting)
    readers = {chair: 200, writer: 200, user("coordinator"): 200, user("auditor"): 200}
    for person, status in {**readers, plain: 404, user("committee"): 404}.items():
        assert client_for(person).get(address).status_code == status, person
    assert client_for(chair).get(page(minutes.meeting, "_write")).status_code == 404
    for role in ("chair", "writer"):
        actions.note_signature(by=user("coordinator"), minutes=minutes, role=role)
    assert client_for(plain).get(address).status_code == 200
    assert client_for(user("committee")).get(address).status_code == 404


@pytest.mark.parametrize(
    "bad",
    [
        {"place": ""},
        {"place": "A\x00"},
        {"opening": "x" * 100_000},
        {"chair": "9" * 30},
        {"writer": "x"},
    ],
)
def test_bad_text_is_said_and_kept(
    body: Body, chair: User, writer: User, bad: dict[str, str]
) -> None:
    minutes = make.minutes(body)
    answer = client_for(writer).post(page(minutes.meeting, "_write"), text_of(minutes, **bad))
    assert answer.status_code == 422
    assert "Einstimmig beschlossen." in answer.content.decode()
    assert not minutes.entries.get().result


def test_later_packages_write_into_the_minutes(
    body: Body, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ItemRecord(motions="Antrag 1", result="5 : 0", recusals="eine", reason="gut")
    monkeypatch.setattr(hooks, "_records", [lambda item: record])
    entry = make.minutes(body).entries.get()
    assert (entry.motions, entry.result, entry.recusals, entry.reason) == (
        "Antrag 1",
        "5 : 0",
        "eine",
        "gut",
    )


def test_no_minutes_and_no_resolution_before_the_meeting(body: Body, chair: User) -> None:
    meeting = make.invited(body)
    with pytest.raises(NotAllowed, match="state"):
        actions.begin_minutes(by=user("coordinator"), meeting=meeting)
    with pytest.raises(NotAllowed, match="state"):
        make.resolution(meeting)
    with pytest.raises(PermissionDenied):
        actions.begin_minutes(by=user("auditor"), meeting=meeting)
