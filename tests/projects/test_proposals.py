"""A carrier proposes texts and photos, changes them, and takes consents back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from portal.accounts.actions_deletion import close_deletion
from portal.accounts.actions_requests import ask_for_deletion
from portal.accounts.models import User
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case, CaseFile, FileKind
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.proposals.takeaway import add_proposals_of
from tests.factories import media, members, proof
from tests.factories import projects as funding
from tests.factories import proposals as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
PHOTO = {
    "description": "Beete auf dem Karlsplatz",
    "credit": "Gartengruppe",
    "people": "written",
    "use": "print",
}


def url(name: str, case: Case, *more: Any) -> str:
    return reverse(f"application_showcase{name}", args=[case.call.code, case.uuid, *more])


def said(**change: Any) -> dict[str, Any]:
    """What a browser sends for a photo."""
    usual = {"key": str(uuid4()), "seen": "0", "file": funding.photo_upload()}
    return {**usual, **PHOTO, **change}


def texts(case: Case, **change: Any) -> dict[str, Any]:
    """What a browser sends for the texts, with the button `save`."""
    known = PageProposal.objects.filter(case=case).first()
    seen = known.saved_at.isoformat() if known else ""
    return {"seen": seen, "done": "Wir haben gebaut.", "button": "save", **change}


def test_the_whole_way_of_a_carrier() -> None:
    case = proof.running()
    mine, page = client_for(case.owner), url("", case)
    assert page in mine.get(reverse("application_done", args=[case.call.code, case.uuid])).text
    assert mine.get(page).status_code == 200
    new = url("_photo_new", case)
    assert mine.post(page, texts(case, button="photo")).url == new
    assert mine.post(new, said(button="next")).url == new
    assert mine.post(new, said(use="portal", people="nobody")).url == page
    first, second = ProposedPhoto.objects.all()
    assert (first.number, first.people, second.use) == (1, "written", "portal")
    change = {**said(description="Anders", seen="1"), "file": ""}
    assert mine.post(url("_photo", case, 2), change).status_code == 302
    assert mine.post(url("_photo", case, 2), change | {"credit": "Wer"}).status_code == 422
    second.refresh_from_db()
    assert (second.description, second.credit, second.version) == ("Anders", "Gartengruppe", 2)
    done = texts(case, done="Achtzehn Hochbeete.", button="propose", lessons="Wasser!")
    assert mine.post(page, done).status_code == 302
    held = PageProposal.objects.get()
    assert (held.is_proposed, held.done, held.proposed_by) == (
        True,
        "Achtzehn Hochbeete.",
        case.owner,
    )
    mine.post(page, texts(case, done="Noch besser.", button="propose"))
    held.refresh_from_db()
    assert held.done == "Noch besser."
    assert OutgoingMail.objects.filter(subject__contains="Projektseite").count() == 1
    assert mine.post(url("_photo_take_out", case, 2)).status_code == 302
    assert mine.post(url("_photo_take_out", case, 2)).status_code == 302
    assert [photo.number for photo in held.photos.all()] == [1]
    assert CaseFile.objects.filter(kind=FileKind.PHOTO).count() == 1


def test_a_photo_is_its_peoples_until_it_is_proposed() -> None:
    case = proof.running()
    file = make.photo(case).file
    assert file is not None
    helping = members.member(case)
    address = reverse("case_file", args=[case.call.code, case.uuid, file.pk])
    office = [user(role) for role in ("coordinator", "finance", "auditor")]

    def answers(*readers: User) -> list[int]:
        found = [client_for(reader).get(address) for reader in readers]
        assert all(answer.getvalue() for answer in found if answer.status_code == 200)
        return [answer.status_code for answer in found]

    assert answers(case.owner, helping, *office) == [200, 200, 404, 404, 404]
    make.proposed(case, photos=0)
    assert answers(case.owner, helping, *office) == [200] * 5
    assert answers(user("committee"), user("applicant")) == [404, 404]


def test_the_place_leaves_the_photo_and_its_size_is_bounded() -> None:
    case = proof.running()
    target, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 41.0, 0.0)}
    Image.new("RGB", (3000, 20), "red").save(target, "JPEG", exif=exif)
    upload = SimpleUploadedFile("../IMG_1.jpg", target.getvalue(), "image/jpeg")
    assert (
        client_for(case.owner).post(url("_photo_new", case), said(file=upload)).status_code == 302
    )
    photo = ProposedPhoto.objects.get()
    assert photo.file
    with photo.file.file.open("rb") as stored, Image.open(stored) as kept:
        assert (kept.width, dict(kept.getexif())) == (2400, {})
    assert photo.file.name == "IMG_1.jpg"


BAD: list[tuple[dict[str, Any], str]] = [
    ({"file": ""}, "file"),
    ({"file": SimpleUploadedFile("a.jpg", b"")}, "file"),
    ({"file": SimpleUploadedFile("a.jpg", b"<html><script>1</script>", "image/jpeg")}, "file"),
    ({"file": funding.pdf_upload("a.jpg")}, "file"),
    ({"file": funding.pdf_upload()}, "file"),
    ({"file": SimpleUploadedFile("a.jpg", b"x" * (12 * 1024 * 1024 + 1))}, "file"),
    ({"description": " "}, "description"),
    ({"description": "x" * 251}, "description"),
    ({"credit": ""}, "credit"),
    ({"credit": "a\x00b"}, "credit"),
    ({"people": ""}, "people"),
    ({"people": "alle"}, "people"),
    ({"use": "press"}, "use"),
    ({"key": "x"}, "key"),
    ({"seen": "x"}, "seen"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_bad_photos_are_named_and_nothing_is_kept(change: dict[str, Any], field: str) -> None:
    case = proof.running()
    sent = said(**change)
    answer = client_for(case.owner).post(url("_photo_new", case), sent)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert form["description"].value() == sent["description"]
    assert not ProposedPhoto.objects.exists()
    assert not CaseFile.objects.filter(kind=FileKind.PHOTO).exists()


def test_a_picture_with_a_page_inside_is_refused() -> None:
    case = proof.running()
    hidden = media.picture_file(content=media.picture_bytes("JPEG") + b"<script>alert(1)</script>")
    answer = client_for(case.owner).post(url("_photo_new", case), said(file=hidden))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_six_photos_and_a_double_click() -> None:
    case = proof.running()
    mine, one = client_for(case.owner), said()
    for _click in range(2):
        one["file"] = funding.photo_upload()
        mine.post(url("_photo_new", case), one)
    assert ProposedPhoto.objects.count() == 1
    for _number in range(5):
        make.photo(case)
    answer = mine.post(url("_photo_new", case), said())
    assert answer.status_code == 422
    assert "sechs Fotos" in answer.text
    assert ProposedPhoto.objects.count() == 6
    assert "Foto hinzufügen" not in mine.get(url("", case)).text


def test_texts_stay_as_typed_and_two_people_do_not_overwrite() -> None:
    case = proof.running()
    mine, page = client_for(case.owner), url("", case)
    assert mine.post(page, texts(case)).status_code == 302
    late = mine.post(page, {"seen": "", "done": "Von gestern.", "button": "save"})
    assert (late.status_code, PageProposal.objects.get().done) == (422, "Wir haben gebaut.")
    assert "Von gestern." in late.text
    long = mine.post(page, texts(case, done="x" * 3001))
    assert (long.status_code, list(long.context["form"].errors)) == (422, ["done"])
    empty = mine.post(page, texts(case, done="", button="propose"))
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["done"])
    assert not PageProposal.objects.get().is_proposed
    again = {**texts(case, button="propose"), "seen": empty.context["form"]["seen"].value()}
    assert mine.post(page, again).status_code == 302
    assert PageProposal.objects.get().is_proposed


def test_who_may_and_who_may_not() -> None:
    case, other = proof.running(), proof.running()
    make.photo(case)
    editor, reader = members.member(case, "edit"), members.member(case, "view")
    assert client_for(editor).post(url("", case), texts(case)).status_code == 302
    browser = client_for(reader)
    assert browser.get(url("", case)).status_code == 200
    assert "Wir haben gebaut." in browser.get(url("", case)).text
    for name, more in (("", ()), ("_photo_new", ()), ("_photo", (1,)), ("_photo_take_out", (1,))):
        assert browser.post(url(name, case, *more), said(done="Fremd")).status_code == 302
        assert client_for(other.owner).get(url(name, case, *more)).status_code == 404
        assert client_for(other.owner).post(url(name, case, *more), said()).status_code == 404
    assert (ProposedPhoto.objects.count(), PageProposal.objects.get().done) == (
        1,
        "Wir haben gebaut.",
    )
    assert client_for(other.owner).get(url("_photo", other, 1)).status_code == 404
    waiting = funding.submitted(case.call)
    assert client_for(waiting.owner).get(url("", waiting)).status_code == 404
    assert client_for(user("coordinator")).get(url("", case)).status_code == 404


def test_a_draft_is_for_its_people_alone() -> None:
    case = make.closed()
    make.saved(case, replace(make.WORDS, done="Noch geheim."))
    make.photo(case)
    page = reverse("cases:inspect", args=[case.pk])
    assert "Noch geheim." not in client_for(user("coordinator")).get(page).text
    make.proposed(case, photos=0, words=replace(make.WORDS, done="Jetzt offen."))
    shown = client_for(user("coordinator")).get(page).text
    assert "Jetzt offen." in shown
    assert "Beete auf dem Karlsplatz" in shown


def test_a_person_takes_it_along_and_forgetting_removes_nothing() -> None:
    case = proof.running()
    make.proposed(case)
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        add_proposals_of(case.owner, archive)
        folder = f"antraege/{case.number}/projektseite"
        told = json.loads(archive.read(f"{folder}/projektseite.json"))
        assert archive.read(f"{folder}/foto-2.jpg").startswith(b"\xff\xd8")
    assert told["lessons"] == make.WORDS.lessons
    assert [photo["use"] for photo in told["photos"]] == ["print", "print"]
    other = io.BytesIO()
    with ZipFile(other, "w") as archive:
        add_proposals_of(user("applicant"), archive)
        assert archive.namelist() == []
    office, person = user("coordinator"), case.owner
    close_deletion(by=office, request=ask_for_deletion(by=person), decision="granted", reason="")
    assert PageProposal.objects.get().photos.count() == 2


def test_the_screen_asks_no_more_for_six_photos() -> None:
    case = proof.running()
    mine, page = client_for(case.owner), url("", case)
    make.proposed(case, photos=1)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert mine.get(page).status_code == 200
        return len(caught)

    asked()
    few = asked()
    for _number in range(5):
        make.photo(case)
    assert asked() == few <= 20
