"""Offices accompany running projects: what they note, do and read of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import tasks
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.review.actions_following import finish_task, note_of_office
from projects.review.models_following import OfficeEntry
from projects.review.permissions_following import ACCOMPANIED, FOLLOWED
from tests.factories import review as work
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
SENT = [state.code for state in life.STATES if state.code != life.DRAFT]
VISIT = {"kind": "visit", "text": "Es läuft gut.", "day": date(2026, 11, 18)}


def test_an_office_notes_visits_and_tasks_on_its_page() -> None:
    case, speaker = work.followed(summary="Ein Beet für alle")
    browser, desk = client_for(speaker.person), client_for(user("coordinator"))
    page = reverse("followed_case", args=[case.uuid])
    assert page in browser.get(reverse("followed_cases")).content.decode()
    assert reverse("followed_cases") in browser.get(reverse("account_area")).content.decode()
    html = browser.get(page).content.decode()
    assert case.summary in html
    assert case.contact_email not in html
    today = clock.today()
    good = {"kind": "visit", "day": today.isoformat(), "text": "Wir waren da.", "key": uuid4()}
    for change in (
        {"kind": "party"},
        {"kind": ""},
        {"day": "2026-02-30"},
        {"day": "9999-12-31"},
        {"day": (today + timedelta(days=1)).isoformat()},
        {"kind": "task", "day": (today - timedelta(days=1)).isoformat()},
        {"text": " "},
        {"text": "x" * 100_000},
        {"text": "a\x00"},
        {"key": "1"},
    ):
        answer = browser.post(page, good | change)
        assert answer.status_code == 422, change
    assert "Wir waren da." in browser.post(page, good | {"kind": ""}).content.decode()
    assert not OfficeEntry.objects.exists()
    for _click in range(2):
        assert browser.post(page, good).status_code == 302
    task = {"kind": "task", "day": "2026-12-20", "text": "Schlüssel besorgen", "key": uuid4()}
    assert browser.post(page, task).status_code == 302
    made = OfficeEntry.objects.get(kind="task")
    assert OfficeEntry.objects.count() == 2
    assert [(each.url, each.due) for each in tasks(speaker.person)] == [(page, "2026-12-20")]
    done = reverse("followed_task_done", args=[case.uuid, made.pk])
    assert done in browser.get(page).content.decode()
    for _click in range(2):
        assert browser.post(done).status_code == 302
    made.refresh_from_db()
    assert (made.done_on, made.done_by) == (today, speaker.person)
    assert not list(tasks(speaker.person))
    office_page = desk.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Wir waren da." in office_page
    assert "Schlüssel besorgen" in office_page
    events = [entry.event for entry in audit.history(case)]
    assert events.count("office_noted") == 2
    assert events.count("office_task_done") == 1
    own = client_for(case.owner).get(reverse("application_done", args=[case.call.code, case.uuid]))
    assert "Wir waren da." not in own.content.decode()


def test_the_asked_office_and_the_named_one_follow_and_no_other() -> None:
    request, asked = work.opinion()
    case = request.case
    named, stranger, gone = work.speaker(), work.speaker(), work.speaker(asked.office)
    gone.is_active = False
    gone.save()
    Case.objects.filter(pk=case.pk).update(state=life.RUNNING, office=named.office)
    case.refresh_from_db()
    page = reverse("followed_case", args=[case.uuid])
    for person in (asked.person, named.person):
        assert client_for(person).get(page).status_code == 200
        note_of_office(by=person, case=case, key=uuid4(), **VISIT)
    assert "Es läuft gut." in client_for(asked.person).get(page).content.decode()
    assert OfficeEntry.objects.filter(office=asked.office).count() == 1
    outsiders = [stranger.person, gone.person, case.owner]
    outsiders += [user(role) for role in Role if role != Role.OFFICE]
    theirs = note_of_office(
        by=named.person, case=case, kind="task", text="Tun", day=date(2026, 12, 1), key=uuid4()
    )
    for person in outsiders:
        assert client_for(person).get(page).status_code in {302, 404}, person
        with pytest.raises(PermissionDenied):
            note_of_office(by=person, case=case, key=uuid4(), **VISIT)
    for person in (*outsiders, asked.person):
        with pytest.raises(PermissionDenied):
            finish_task(by=person, entry=theirs)
    done = reverse("followed_task_done", args=[case.uuid, theirs.pk])
    assert client_for(asked.person).post(done).status_code == 404
    assert client_for(named.person).get(done).status_code == 405
    with pytest.raises(PermissionDenied):
        note_of_office(by=asked.person, case=case, **VISIT | {"key": theirs.key})


@pytest.mark.parametrize("state", SENT)
def test_they_write_while_it_runs_and_read_afterwards(state: str) -> None:
    case, speaker = work.followed(state)
    page = reverse("followed_case", args=[case.uuid])
    answer = client_for(speaker.person).get(page)
    assert answer.status_code == (200 if state in FOLLOWED else 404)
    write = partial(note_of_office, by=speaker.person, case=case, key=uuid4(), **VISIT)
    if state in ACCOMPANIED:
        assert write().office == speaker.office
    else:
        with pytest.raises(PermissionDenied):
            write()
        assert client_for(speaker.person).post(page, {}).status_code in {404, 422}
    listed = client_for(speaker.person).get(reverse("followed_cases")).content.decode()
    assert (page in listed) == (state in ACCOMPANIED)


def test_an_entry_is_kept_whole() -> None:
    case, speaker = work.followed()
    made = note_of_office(by=speaker.person, case=case, key=uuid4(), **VISIT)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeEntry.objects.filter(pk=made.pk).update(done_on=clock.today())
    for change, code in (
        ({"kind": "party"}, "kind"),
        ({"text": " "}, "text"),
        ({"text": "x" * 5001}, "long"),
        ({"day": date(2026, 11, 23)}, "future"),
        ({"kind": "task", "day": date(2026, 11, 1)}, "past"),
        ({"kind": "task", "day": date(9999, 1, 1)}, "far"),
    ):
        with pytest.raises(NotAllowed) as refused:
            note_of_office(by=speaker.person, case=case, **VISIT | {"key": uuid4()} | change)
        assert refused.value.code == code


@pytest.mark.counted
def test_a_page_asks_as_much_for_many_entries() -> None:
    case, speaker = work.followed()
    browser, page = client_for(speaker.person), reverse("followed_case", args=[case.uuid])
    browser.get(page)
    counts = []
    for many in (1, 30):
        for _number in range(many):
            note_of_office(by=speaker.person, case=case, **VISIT | {"key": uuid4()})
        with CaptureQueriesContext(connection) as asked:
            browser.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]
