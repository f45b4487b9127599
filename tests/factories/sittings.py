"""Sittings that decide, for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from actors.meetings import actions as meetings
from actors.meetings.actions_attendance import Line, record_attendance
from actors.models import Body, BodyMember, Meeting
from portal.accounts.models import User
from portal.kernel import clock
from projects.budget.actions import allot
from projects.calls.models import Call
from projects.cases.models import Case, CaseFile
from projects.decision.actions import Ruling
from projects.sittings import actions
from projects.sittings.actions_agenda import schedule_case
from projects.sittings.models import DecisionItem, Motion
from tests.factories import meetings as plan
from tests.factories import projects as funding
from tests.factories import review as work
from tests.factories.accounts import user
from tests.factories.bodies import committee

APPROVE = Ruling("approved", 155_000, "Gut für den Stadtteil.")
REJECT = Ruling("rejected", reason="Passt nicht zum Ziel.")
POSTPONE = Ruling("postponed", reason="Wir brauchen noch Angaben.")


def call_with(pot: int = 1_000_000, **fields: Any) -> Call:
    """A call with money in its pot (cents)."""
    of = funding.call(**fields)
    if pot:
        allot(by=user("coordinator"), period=of.period, cents=pot, reason="Plan", key=uuid4().hex)
    return of


def ready(of: Call | None = None, **columns: Any) -> Case:
    """An application that is ready for decision."""
    return work.ready(of=of or call_with(), **columns)


def paper(case: Case, name: str = "Angebot.pdf") -> CaseFile:
    """A paper that the applicant had added."""
    made = CaseFile(case=case, name=name, mime="application/pdf", size=9, sha256="x")
    made.added_at = clock.now()
    made.file.save("a.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
    made.save()
    return made


def planned(
    *cases: Case, of: Body | None = None, by: User | None = None, **fields: Any
) -> tuple[Meeting, list[DecisionItem]]:
    """A planned meeting with cases on its agenda."""
    meeting = plan.meeting(of, items=0, **fields)
    by = by or user("coordinator")
    items = [schedule_case(by=by, case=case, meeting=meeting) for case in cases]
    return meeting, items


def opened(
    *cases: Case,
    of: Body | None = None,
    absent: int = 0,
    by: User | None = None,
    **fields: Any,
) -> tuple[Meeting, list[DecisionItem]]:
    """An open meeting in which all members are there but the last `absent` of them."""
    by = by or user("coordinator")
    meeting, items = planned(*cases, of=of or committee(), by=by, **fields)
    meeting = meetings.invite(by=by, meeting=meeting)
    meeting = meetings.open_meeting(by=by, meeting=meeting)
    came(meeting, by=by, absent=absent)
    return meeting, items


def came(meeting: Meeting, *, by: User | None = None, absent: int = 0) -> None:
    """Note who is there: all but the last `absent` members."""
    seats = seats_of(meeting)
    there = len(seats) - absent
    lines = [
        Line(seat.pk, "present" if place < there else "absent")
        for place, seat in enumerate(seats)
        if not seat.is_substitute
    ]
    record_attendance(by=by or user("coordinator"), meeting=meeting, lines=lines)


def seats_of(meeting: Meeting) -> list[BodyMember]:
    """The members in the order in which the factory made them: the chair first."""
    return list(BodyMember.objects.filter(body=meeting.body).order_by("pk"))


def fresh(item: DecisionItem) -> DecisionItem:
    """The item as it stands now."""
    return DecisionItem.objects.select_related("item__meeting__body", "case").get(pk=item.pk)


def motion(item: DecisionItem, ruling: Ruling = APPROVE, by: User | None = None) -> Motion:
    """A motion on an item."""
    now = fresh(item)
    return actions.make_motion(
        by=by or user("coordinator"), item=now, ruling=ruling, key=uuid4(), seen=now.version
    )


def vote(
    item: DecisionItem, choices: str, of: Motion | None = None, by: User | None = None
) -> Motion:
    """An open vote: a letter for each member (y, n, a; - did not vote), the chair first."""
    now = fresh(item)
    known = {"y": "yes", "n": "no", "a": "abstain"}
    pairs = zip(seats_of(now.item.meeting), choices, strict=False)
    votes = {seat.pk: known[letter] for seat, letter in pairs if letter != "-"}
    found = of or Motion.objects.get(item=item, state="made")
    return actions.vote_openly(
        by=by or user("coordinator"), item=now, motion=found, votes=votes, seen=now.version
    )


def decided(ruling: Ruling = APPROVE, of: Call | None = None) -> DecisionItem:
    """An item on which a committee of five decided with one voice."""
    _meeting, (item,) = opened(ready(of))
    motion(item, ruling)
    vote(item, "yyyyy")
    return fresh(item)
