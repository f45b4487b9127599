"""Meetings: planning, agenda, papers, invitation, what members see; through HTTP."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from actors.meetings import actions, hooks
from actors.meetings.actions_attendance import Line, record_attendance
from actors.models import AgendaItem, Body, BodyMember, Invitation, Meeting, Paper
from portal.accounts.models import User
from portal.kernel import clock, registry
from portal.kernel.files import private_storage
from portal.kernel.mail import OutgoingMail
from tests.factories import meetings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee, member
from tests.factories.meetings import facts, url
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db
NOW = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    with clock.frozen(NOW):
        yield


@pytest.fixture
def office() -> Client:
    set_up()
    return client_for(user("coordinator"))


@pytest.fixture
def body() -> Body:
    return committee()


def test_the_office_plans_invites_and_holds_a_meeting(office: Client, body: Body) -> None:
    person, seat = make.seated(body)
    sent = facts(body, note="Bitte pünktlich.")
    for _click in range(2):
        assert office.post(url("add"), sent).status_code == 302
    meeting = Meeting.objects.get()
    refused = office.post(url("step", meeting.pk, "invite"))
    assert refused.status_code == 422
    assert "Die Tagesordnung ist leer" in refused.content.decode()
    office.post(url("item_add", meeting.pk), {"title": "Anträge", "kind": "decision"})
    upload = SimpleUploadedFile("Übersicht.pdf", make.PDF, "application/pdf")
    office.post(
        url("paper_add", meeting.pk), {"paper": upload, "item": AgendaItem.objects.get().pk}
    )
    for _click in range(2):
        assert office.post(url("step", meeting.pk, "invite")).status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.to == [person.email]
    for words in (
        "Bitte pünktlich.",
        "1. Anträge",
        "Übersicht.pdf",
        f"/konto/sitzungen/{meeting.pk}/",
    ):
        assert words in mail.text
    assert Invitation.objects.filter(meeting=meeting).count() == 6
    assert Invitation.objects.get(member=seat).by_mail
    page = office.get(url("show", meeting.pk)).content.decode()
    assert "keine Adresse" in page
    for event, state in (("open", "open"), ("close", "closed")):
        assert office.post(url("step", meeting.pk, event)).status_code == 302
        meeting.refresh_from_db()
        assert meeting.state == state
    assert office.post(url("step", meeting.pk, "cancel"), {"reason": "x"}).status_code == 422


def entry(mail: OutgoingMail) -> Any:
    with private_storage.open(mail.attachments[0]["stored"]) as stored:
        calendar = Calendar.from_ical(stored.read())
    return calendar["method"], calendar.walk("VEVENT")[0]


def test_changes_and_cancelling_reach_the_diary(office: Client, body: Body) -> None:
    make.seated(body)
    meeting = make.invited(body)
    changed = facts(body, place="Turnhalle")
    assert office.post(url("change", meeting.pk), changed).status_code == 302
    assert office.post(url("change", meeting.pk), changed).status_code == 302  # same: no mail
    office.post(url("item_add", meeting.pk), {"title": "Neu", "kind": "topic"})
    assert "wissen noch nichts" in office.get(url("show", meeting.pk)).content.decode()
    assert office.post(url("step", meeting.pk, "update")).status_code == 302
    assert office.post(url("step", meeting.pk, "cancel"), {"reason": ""}).status_code == 422
    assert office.post(url("step", meeting.pk, "cancel"), {"reason": "Glatteis"}).status_code == 302
    found = [entry(mail) for mail in OutgoingMail.objects.order_by("pk")]
    assert [method for method, _event in found] == ["PUBLISH", "PUBLISH", "PUBLISH", "CANCEL"]
    assert [int(event["sequence"]) for _method, event in found] == [0, 1, 2, 3]
    assert len({str(event["uid"]) for _method, event in found}) == 1
    assert found[1][1]["location"] == "Turnhalle"
    assert found[3][1]["status"] == "CANCELLED"
    assert "Glatteis" in OutgoingMail.objects.order_by("pk").last().text  # type: ignore[union-attr]


def test_a_rolled_back_invitation_sends_nothing(body: Body) -> None:
    from django.db import transaction

    make.seated(body)
    meeting = make.meeting(body)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.invite(by=user("coordinator"), meeting=meeting)
        raise RuntimeError
    assert not OutgoingMail.objects.exists()


def test_the_rules_of_the_body_warn_of_a_late_invitation(office: Client, body: Body) -> None:
    late, early = make.meeting(body, days=6), make.meeting(body, days=7)
    assert "verspätet" in office.get(url("step", late.pk, "invite")).content.decode()
    assert "verspätet" not in office.get(url("step", early.pk, "invite")).content.decode()
    assert office.post(url("step", late.pk, "invite")).status_code == 302  # a warning only


def test_a_second_summons_takes_over_the_agenda_and_says_so(office: Client, body: Body) -> None:
    make.seated(body)
    earlier, quorate = make.closed(body, not_quorate=True), make.closed(body)
    OutgoingMail.objects.all().delete()
    sent = facts(
        body, second_summons_of=earlier.pk, starts_at="20.01.2027 18:00", ends_at="20.01.2027 20:00"
    )
    wrong = [
        sent | {"second_summons_of": quorate.pk},
        sent | {"body": committee(0, "andere").pk},
        sent | {"starts_at": "01.12.2026 18:00", "ends_at": "01.12.2026 19:00"},
    ]
    assert [office.post(url("add"), each).status_code for each in wrong] == [422, 422, 422]
    assert office.post(url("add"), sent).status_code == 302
    again = Meeting.objects.get(second_summons_of=earlier)
    assert [item.repeats for item in again.items.all()] == list(earlier.items.all())
    office.post(url("step", again.pk, "invite"))
    assert "§ 90" in OutgoingMail.objects.get().text


def test_members_see_their_meetings_and_nobody_else(body: Body) -> None:
    person, _seat = make.seated(body)
    former, _seat = make.seated(body, until_day=clock.today())
    other, _seat = make.seated(committee(1, "andere"))
    meeting = make.meeting(body)
    paper = make.paper(meeting)
    page, file = (
        reverse("my_meeting", args=[meeting.pk]),
        reverse("meeting_paper", args=[meeting.pk, paper.pk]),
    )
    assert client_for(person).get(page).status_code == 404  # not sent out yet
    actions.invite(by=user("coordinator"), meeting=meeting)
    browser = client_for(person)
    assert "Vorlage.pdf" in browser.get(page).content.decode()
    answer = browser.get(file)
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer).startswith(b"%PDF")  # type: ignore[arg-type]
    assert page in browser.get(reverse("account_area")).content.decode()
    assert page in browser.get(reverse("my_meetings")).content.decode()
    assert b"VEVENT" in browser.get(reverse("my_meeting_calendar", args=[meeting.pk])).content
    for stranger in (former, other):
        browser = client_for(stranger)
        assert browser.get(page).status_code == browser.get(file).status_code == 404
        assert page not in browser.get(reverse("account_area")).content.decode()


def test_a_later_package_keeps_a_paper_an_item_and_an_open_meeting(
    office: Client, body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, _seat = make.seated(body)
    meeting = make.meeting(body)
    paper, item = make.paper(meeting), meeting.items.get()
    for name, hook in (
        ("_bars", lambda reader, each: reader == person),
        ("_kept", lambda each: each == item),
        ("_closing", lambda each: "votes_open"),
    ):
        monkeypatch.setattr(hooks, name, [hook])
    office.post(url("item_place", meeting.pk, item.pk), {"button": "remove"})
    assert AgendaItem.objects.filter(pk=item.pk).exists()
    opened = actions.invite(by=user("coordinator"), meeting=meeting)
    assert "Vorlage" not in OutgoingMail.objects.get().text
    browser = client_for(person)
    assert browser.get(reverse("meeting_paper", args=[meeting.pk, paper.pk])).status_code == 404
    assert "Vorlage" not in browser.get(reverse("my_meeting", args=[meeting.pk])).content.decode()
    actions.open_meeting(by=user("coordinator"), meeting=opened)
    assert office.post(url("step", meeting.pk, "close")).status_code == 422


def test_items_move_and_go_and_papers_stay(office: Client, body: Body) -> None:
    meeting = make.meeting(body, items=3)
    first, _second, third = meeting.items.all()
    paper = make.paper(meeting, item=first)
    for item, button in (
        (third, "up"),
        (third, "up"),
        (third, "up"),
        (first, "remove"),
        (first, "remove"),
    ):
        assert (
            office.post(url("item_place", meeting.pk, item.pk), {"button": button}).status_code
            == 302
        )
    titles = [(item.position, item.title) for item in meeting.items.all()]
    assert titles == [(1, "Punkt 3"), (2, "Punkt 2")]
    paper.refresh_from_db()
    assert paper.item is None
    place = paper.file.name or ""
    office.post(url("paper_remove", meeting.pk, paper.pk))
    assert not Paper.objects.exists()
    assert place


def test_lists_cost_the_same_for_many(office: Client, body: Body) -> None:
    person, _seat = make.seated(body)
    counts = []
    for many in (1, 12):
        for _each in range(many):
            make.invited(body, items=2)
        reader = client_for(person)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for browser, address in (
                (office, url("index")),
                (reader, reverse("account_area")),
                (reader, reverse("my_meetings")),
            ):
                assert browser.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1


def test_a_member_without_an_open_account_gets_no_mail(body: Body) -> None:
    person: User = user("committee", is_active=False)
    member(body, person=person)
    make.invited(body)
    assert not OutgoingMail.objects.exists()


def test_who_leaves_after_the_invitation_hears_of_the_end_too(body: Body) -> None:
    person, seat = make.seated(body)
    meeting = make.invited(body)
    BodyMember.objects.filter(pk=seat.pk).update(until_day=clock.today())
    make.item(meeting, title="Vertraulich")
    actions.send_update(by=user("coordinator"), meeting=meeting)
    actions.cancel_meeting(by=user("coordinator"), meeting=meeting, reason="Glatteis")
    mails = list(OutgoingMail.objects.all())
    assert [mail.to for mail in mails] == [[person.email]] * 3
    assert not any("Vertraulich" in mail.text + mail.html for mail in mails)


def test_a_copy_of_ones_data_holds_the_own_meetings(body: Body) -> None:
    person, seat = make.seated(body)
    _other, another = make.seated(body)
    meeting = make.opened(body)
    lines = [Line(seat.pk, "present"), Line(another.pk, "excused")]
    record_attendance(by=user("coordinator"), meeting=meeting, lines=lines)
    with ZipFile(BytesIO(), "w") as archive:
        registry.add_exports(person, archive)
        rows = json.loads(archive.read("sitzungen.json"))
    assert [each["presence"] for each in rows["attendance"]] == ["present"]
    assert len(rows["invitations"]) == 1
    with ZipFile(BytesIO(), "w") as archive:
        registry.add_exports(user("applicant"), archive)
        assert "sitzungen.json" not in archive.namelist()
