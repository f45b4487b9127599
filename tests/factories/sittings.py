"""Sittings that decide, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from actors.models import AgendaItem, Attendance, Body, BodyMember, Invitation, Meeting
from portal.accounts.models import User
from portal.kernel import clock
from projects.budget.actions import allot
from projects.calls.models import Call
from projects.cases.models import Case, CaseFile
from projects.decision.actions import Ruling
from projects.sittings import actions
from projects.sittings.models import DecisionItem, Motion
from tests.factories import decision as office
from tests.factories import projects as funding
from tests.factories.accounts import user
from tests.factories.bodies import committee

CLERK = "leitung@example.org"
APPROVE = Ruling("approved", 155_000, "Gut für den Stadtteil.")
REJECT = Ruling("rejected", reason="Passt nicht zum Ziel.")
POSTPONE = Ruling("postponed", reason="Wir brauchen noch Angaben.")


def call_with(pot: int = 1_000_000, **fields: Any) -> Call:
    """A call with money in its pot (cents)."""
    of = funding.call(**fields)
    if pot:
        allot(by=clerk(), period=of.period, cents=pot, reason="Plan", key=uuid4().hex)
    return of


def ready(of: Call | None = None, **columns: Any) -> Case:
    """An application that is ready for decision, written straight into the database."""
    return office.ready(of or call_with(), **columns)


def paper(case: Case, name: str = "Angebot.pdf") -> CaseFile:
    """A paper that the applicant had added."""
    made = CaseFile(case=case, name=name, mime="application/pdf", size=9, sha256="x")
    made.added_at = clock.now()
    made.file.save("a.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
    made.save()
    return made


def planned(
    *cases: Case, of: Body | None = None, days: int = 20, state: str = "planned"
) -> tuple[Meeting, list[DecisionItem]]:
    """A planned meeting with cases on its agenda, written straight into the database."""
    starts = clock.now() + timedelta(days=days)
    meeting = Meeting.objects.create(
        body=of or committee(),
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="Aula",
        state=state,
    )
    items = []
    for place, case in enumerate(cases, start=1):
        title = f"{case.number}: {case.title}"
        agenda = AgendaItem.objects.create(
            meeting=meeting, position=place, kind="decision", title=title
        )
        Case.objects.filter(pk=case.pk).update(state="scheduled")
        case.state = "scheduled"
        items.append(DecisionItem.objects.create(item=agenda, case=case))
    return meeting, items


def opened(
    *cases: Case, of: Body | None = None, absent: int = 0
) -> tuple[Meeting, list[DecisionItem]]:
    """An open meeting in which all members are there but the last `absent` of them.

    Written straight into the database; `tests/factories/meetings.py` walks there by the actions.
    """
    meeting, items = planned(*cases, of=of, state="open")
    now = clock.now()
    Meeting.objects.filter(pk=meeting.pk).update(invited_at=now, opened_at=now)
    meeting.refresh_from_db()
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, member=seat, invited_at=now, by_mail=False)
        for seat in seats_of(meeting)
    )
    came(meeting, absent=absent)
    return meeting, items


def came(meeting: Meeting, *, by: User | None = None, absent: int = 0) -> None:
    """Note who is there: all but the last `absent` members."""
    meeting.attendance.all().delete()
    seats = seats_of(meeting)
    there = len(seats) - absent
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=seat, presence="present" if at < there else "absent")
        for at, seat in enumerate(seats)
        if not seat.is_substitute
    )


def clerk() -> User:
    """The coordination, the same person throughout a test."""
    return User.objects.filter(email=CLERK).first() or user("coordinator", CLERK)


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
        by=by or clerk(), item=now, ruling=ruling, key=uuid4(), seen=now.version
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
        by=by or clerk(), item=now, motion=found, votes=votes, seen=now.version
    )


def decided(ruling: Ruling = APPROVE, of: Call | None = None) -> DecisionItem:
    """An item on which a committee of five decided with one voice."""
    _meeting, (item,) = opened(ready(of))
    motion(item, ruling)
    vote(item, "yyyyy")
    return fresh(item)
