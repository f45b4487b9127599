"""Who came to a meeting: the list in the admin and its rules."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from actors.meetings.actions_attendance import Line, record_attendance
from actors.meetings.queries_people import invited_members, present_at
from actors.models import Attendance, BodyMember, Meeting
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from tests.factories import meetings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee, member
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def meeting() -> Meeting:
    body = committee(3)
    first = body.members.first()
    member(body, name="Ersatz", substitute_of=first)
    return make.opened(body)


@pytest.fixture
def members(meeting: Meeting) -> list[BodyMember]:
    return list(meeting.body.members.order_by("pk"))


def sent(members: list[BodyMember], *lines: dict[str, str]) -> dict[str, str]:
    return {
        f"m{member.pk}-{name}": value
        for member, line in zip(members, lines, strict=False)
        for name, value in line.items()
    }


def test_the_office_notes_who_is_there(meeting: Meeting, members: list[BodyMember]) -> None:
    set_up()
    office = client_for(user("coordinator"))
    address = reverse("meetings:attendance", args=[meeting.pk])
    assert "Ersatz" in office.get(address).content.decode()
    chair, second, _third, substitute = members
    data = sent(
        members,
        {"presence": "excused"},
        {"presence": "present", "came_at": "18:15"},
        {"presence": "absent"},
        {"presence": "present", "stands_for": str(chair.pk), "left_at": "19.30"},
    )
    for _click in range(2):
        assert office.post(address, data).status_code == 302
    assert audit.history(meeting).filter(event="attendance_noted").count() == 1
    page = office.get(reverse("meetings:show", args=[meeting.pk])).content.decode()
    assert "entschuldigt" in page
    there = {each.member_id for each in present_at(meeting, time(19, 0))}
    assert there == {second.pk, substitute.pk}
    assert {each.member_id for each in present_at(meeting, time(18, 0))} == {substitute.pk}
    assert {each.member_id for each in present_at(meeting, time(19, 30))} == {second.pk}
    assert invited_members(meeting) == {each.pk for each in members}
    away = data | {f"m{substitute.pk}-presence": "excused"}  # the seat stays chosen in the form
    assert office.post(address, away).status_code == 302
    assert Attendance.objects.get(member=substitute).stands_for is None
    # The chair comes after all: the substitute's seat is free again.
    data |= sent(members, {"presence": "present"}) | {f"m{substitute.pk}-presence": ""}
    assert office.post(address, data).status_code == 302
    assert not Attendance.objects.filter(member=substitute).exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"presence": "party"},
        {"presence": "present", "came_at": "25:99"},
        {"presence": "present", "came_at": "19:00", "left_at": "18:00"},
        {"presence": "present", "stands_for": "9" * 30},
        {"presence": "present", "stands_for": "x"},
        {"presence": "pres\x00ent"},
    ],
)
def test_bad_lines_are_said_and_kept(
    meeting: Meeting, members: list[BodyMember], bad: dict[str, str]
) -> None:
    set_up()
    address = reverse("meetings:attendance", args=[meeting.pk])
    answer = client_for(user("coordinator")).post(address, sent(members[-1:], bad))
    assert answer.status_code == 422
    assert "noch nichts gespeichert" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_nobody_sits_on_two_chairs(meeting: Meeting, members: list[BodyMember]) -> None:
    chair, second, third, substitute = (each.pk for each in members)
    outside = make.seated(committee(1, "andere"))[1].pk
    wrong = {
        "member": [Line(outside, "present")],
        "substitute": [Line(chair, "present"), Line(substitute, "present", chair)],
    }
    two = [Line(substitute, "present", chair), Line(third, "present", chair)]
    away = [Line(substitute, "absent", chair)]
    for code, lines in [*wrong.items(), ("substitute", two), ("substitute", away)]:
        with pytest.raises(NotAllowed, match=code):
            record_attendance(by=user("coordinator"), meeting=meeting, lines=lines)
    with pytest.raises(PermissionDenied):
        record_attendance(by=user("auditor"), meeting=meeting, lines=[Line(second, "present")])


def test_the_list_is_only_written_in_an_open_meeting() -> None:
    meeting = make.closed()
    with pytest.raises(NotAllowed, match="state"):
        record_attendance(by=user("coordinator"), meeting=meeting, lines=[])


def test_two_substitutes_change_places(meeting: Meeting, members: list[BodyMember]) -> None:
    chair, second, third, substitute = (each.pk for each in members)
    office = user("coordinator")
    for seats in ((chair, second), (second, chair)):
        lines = [Line(third, "present", seats[0]), Line(substitute, "present", seats[1])]
        record_attendance(by=office, meeting=meeting, lines=lines)
        stored = Attendance.objects.filter(meeting=meeting).values_list("member", "stands_for")
        assert set(stored) == {(third, seats[0]), (substitute, seats[1])}


def test_a_list_of_nothing_is_nothing(meeting: Meeting) -> None:
    assert record_attendance(by=user("coordinator"), meeting=meeting, lines=[]) == 0
