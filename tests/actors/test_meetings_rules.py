"""Meetings: the table of states, who may act, bad input."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors.meetings import actions
from actors.meetings.lifecycle import MEETING_LIFECYCLE, STATES
from actors.models import Body, Meeting, Paper
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from tests.factories import meetings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee
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


EVENTS = {
    "planned": {"invite", "cancel"},
    "invited": {"update", "open", "cancel"},
    "open": {"close"},
    "closed": set(),
    "cancelled": set(),
}


def test_the_table_of_states_and_events_is_whole() -> None:
    found = {state.code: set(MEETING_LIFECYCLE.events(state.code)) for state in STATES}
    assert found == EVENTS


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordination_acts(role: Role, body: Body) -> None:
    from django.core.exceptions import PermissionDenied

    meeting, person = make.meeting(body), user(role)
    acts: list[Any] = [
        lambda: actions.plan_meeting(by=person, body=body, key=uuid.uuid4()),
        lambda: actions.change_meeting(by=person, meeting=meeting),
        lambda: actions.invite(by=person, meeting=meeting),
        lambda: actions.send_update(by=person, meeting=meeting),
        lambda: actions.open_meeting(by=person, meeting=meeting),
        lambda: actions.close_meeting(by=person, meeting=meeting),
        lambda: actions.cancel_meeting(by=person, meeting=meeting, reason="x"),
        lambda: make.item(meeting, by=person),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_actions_follow_the_table(body: Body) -> None:
    office = user("coordinator")
    acts: dict[str, Any] = {
        "invite": lambda m: actions.invite(by=office, meeting=m),
        "update": lambda m: actions.send_update(by=office, meeting=m),
        "open": lambda m: actions.open_meeting(by=office, meeting=m),
        "close": lambda m: actions.close_meeting(by=office, meeting=m),
        "cancel": lambda m: actions.cancel_meeting(by=office, meeting=m, reason="x"),
    }
    meeting = make.meeting(body)
    for state, allowed in EVENTS.items():
        for event in set(acts) - allowed:
            Meeting.objects.filter(pk=meeting.pk).update(state=state)
            if (state, event) == ("invited", "invite"):
                continue  # a second click changes nothing
            with pytest.raises(NotAllowed, match="state"):
                acts[event](meeting)


BAD: list[dict[str, str]] = [
    {"place": "A\x00"},
    {"place": "A" * 201},
    {"note": "x" * 100_000},
    {"starts_at": "01.01.0001 00:00"},
    {"starts_at": "31.12.9999 23:59", "ends_at": "31.12.9999 23:59"},
    {"starts_at": "morgen"},
    {"ends_at": "15.12.2026 18:00"},
    {"body": "9" * 30},
    {"body": "x"},
    {"kind": "party"},
    {"second_summons_of": "9" * 30},
    {"key": "x"},
]


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_said_and_kept(office: Client, body: Body, bad: dict[str, str]) -> None:
    answer = office.post(url("add"), facts(body, **bad))
    assert answer.status_code == 422
    assert "noch nichts gespeichert" in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.html", b"<html>"), ("a.pdf", b""), ("a.pdf", b"MZ"), ("a.exe", b"MZ")]
)
def test_a_bad_paper_is_refused(office: Client, body: Body, name: str, content: bytes) -> None:
    meeting = make.meeting(body)
    sent = {"paper": SimpleUploadedFile(name, content)}
    assert office.post(url("paper_add", meeting.pk), sent).status_code == 422
    assert office.post(url("paper_add", meeting.pk), {"item": "9" * 30}).status_code == 422
    assert not Paper.objects.exists()
