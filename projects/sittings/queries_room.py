"""Who is in the room for an item: seats, presence, recusals, and the body's rules of the day.

The arithmetic is `actors.bodies.procedure`; here its input is read, kept with a motion, and a
kept vote counted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import time
from typing import Any

from actors.bodies import procedure
from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import Attendance, Choice, Quorum, Rules, Seat, Tally, TieRule
from actors.bodies.queries_rules import rules_on
from actors.meetings.models import Meeting
from actors.meetings.models_people import Attendance as Came
from actors.meetings.models_people import Presence
from actors.meetings.queries import members_of_meeting
from actors.meetings.queries_people import invited_members
from portal.kernel import clock
from projects.cases.models_members import Membership
from projects.sittings.kinds import RECUSED, Way
from projects.sittings.models import DecisionItem, Motion, Recusal


@dataclass(frozen=True, slots=True)
class Hall:
    """What a meeting's items have in common: members of the day, who came, the rules."""

    members: list[BodyMember]
    seats: tuple[Seat, ...]
    invited: frozenset[int]
    present: frozenset[int]
    rules: Rules

    def name(self, member: int | None) -> str:
        """The name of a member; empty for nobody."""
        return next((each.shown_name for each in self.members if each.pk == member), "")


@dataclass(frozen=True, slots=True)
class Room:
    """The hall as one item sees it, without who is recused."""

    hall: Hall
    attendance: Attendance

    @property
    def quorum(self) -> Quorum:
        """Whether the body can decide on the item."""
        return procedure.quorum(self.hall.rules, self.attendance)

    @property
    def voters(self) -> list[BodyMember]:
        """Who may vote on the item, the chair first."""
        found = procedure.voters(self.attendance)
        return [member for member in self.hall.members if member.pk in found]

    @property
    def leader(self) -> BodyMember | None:
        """Who leads the item."""
        found = procedure.presiding(self.attendance)
        return next((member for member in self.hall.members if member.pk == found), None)


def hall_of(meeting: Meeting) -> Hall:
    """Members, invitations, presence and rules of a meeting (four queries)."""
    members = members_of_meeting(meeting)
    came = list(meeting.attendance.all())
    there = {each.member_id: each for each in came if _is_there(each, meeting)}
    return Hall(
        members=members,
        seats=tuple(_seat(member, there.get(member.pk)) for member in members),
        invited=invited_members(meeting),
        present=frozenset(there),
        rules=rules_on(meeting.body, meeting.day),
    )


def _is_there(came: Came, meeting: Meeting) -> bool:
    """Whether somebody is there now; after the day of the meeting only who stayed to the end."""
    if came.presence != Presence.PRESENT:
        return False
    now = clock.local(clock.now())
    moment = now.time() if now.date() == meeting.day else time.max
    begun = came.came_at is None or came.came_at <= moment
    return begun and (came.left_at is None or moment < came.left_at)


def _seat(member: BodyMember, came: Came | None) -> Seat:
    """A substitute who came for nobody has no vote; one who came votes for whom they came."""
    seat = member.as_seat()
    if not member.is_substitute or came is None:
        return seat
    if came.stands_for_id is None:
        return Seat(seat.member, seat.function, False, seat.stands_for)
    return Seat(seat.member, seat.function, seat.has_vote, came.stands_for_id)


def room_of(item: DecisionItem, hall: Hall | None = None) -> Room:
    """The room for one item (two queries more than the hall)."""
    hall = hall or hall_of(item.item.meeting)
    return Room(hall, _attendance(item, hall, recused_members(item, hall.members)))


def _attendance(item: DecisionItem, hall: Hall, recused: Iterable[int]) -> Attendance:
    agenda = item.item
    return Attendance(
        seats=hall.seats,
        invited=hall.invited,
        present=hall.present,
        recused=frozenset(recused),
        second_summons=agenda.meeting.is_second_summons and agenda.repeats_id is not None,
        presiding=item.presiding_id,
    )


def recused_members(item: DecisionItem, members: Iterable[BodyMember]) -> frozenset[int]:
    """Who leaves the count: declared or confirmed, and whoever takes part in the application."""
    declared = Recusal.objects.filter(item=item, state__in=RECUSED)
    return frozenset(declared.values_list("member_id", flat=True)) | partakers(item, members)


def partakers(item: DecisionItem, members: Iterable[BodyMember]) -> frozenset[int]:
    """Members whose account wrote the application or works on it (§ 20 (1) VwVfG NRW)."""
    shared = Membership.objects.filter(case=item.case_id, ended_at__isnull=True)
    people = {item.case.owner_id, *shared.values_list("user_id", flat=True)} - {None}
    return frozenset(member.pk for member in members if member.person_id in people)


def kept(room: Room) -> dict[str, Any]:
    """The room as a motion keeps it."""
    known = room.attendance
    return {
        "seats": [asdict(seat) for seat in known.seats],
        "invited": sorted(known.invited),
        "present": sorted(known.present),
        "recused": sorted(known.recused),
        "second_summons": known.second_summons,
        "presiding": known.presiding,
        "rules": asdict(room.hall.rules),
    }


def kept_attendance(motion: Motion) -> Attendance:
    """Who was there when a motion was voted."""
    data: dict[str, Any] = motion.room
    return Attendance(
        seats=tuple(Seat(**seat) for seat in data["seats"]),
        invited=frozenset(data["invited"]),
        present=frozenset(data["present"]),
        recused=frozenset(data["recused"]),
        second_summons=data["second_summons"],
        presiding=data["presiding"],
    )


def kept_rules(motion: Motion) -> Rules:
    """What the body decided by."""
    data = dict(motion.room["rules"])
    return Rules(**{**data, "tie": TieRule(data["tie"]), "secret_tie": TieRule(data["secret_tie"])})


def kept_quorum(motion: Motion) -> Quorum:
    """Whether the body was quorate when a motion was voted."""
    return procedure.quorum(kept_rules(motion), kept_attendance(motion))


def open_votes(motion: Motion) -> dict[int, Choice]:
    """How members voted openly, by their keys."""
    return {each.member_id: Choice(each.choice) for each in motion.votes.all()}


def secret_tally(motion: Motion) -> Tally:
    """The ballots counted, with the vote of whoever decided a tie."""
    found = Counter(motion.ballots.values_list("choice", flat=True))
    casting = Choice(motion.casting) if motion.casting else None
    counts = (found[Choice.YES], found[Choice.NO], found[Choice.ABSTAIN])
    return Tally(*counts, casting=casting)


def counted(motion: Motion) -> tuple[Tally, procedure.Outcome]:
    """The result of a motion from its votes and its room, counted anew.

    Raises ProcedureError for the vote of somebody who has none, or for more ballots than voters.
    """
    room, rules = kept_attendance(motion), kept_rules(motion)
    is_secret = motion.way == Way.SECRET
    if motion.way == Way.MAIL:
        votes = open_votes(motion)
        answered = replace(room, present=frozenset(votes))
        outcome = procedure.mail_outcome(rules, mail_vote(motion), clock.today())
        return procedure.count_open(answered, votes), outcome
    if is_secret:
        tally = secret_tally(motion)
        procedure.check_secret(room, tally)
    else:
        tally = procedure.count_open(room, open_votes(motion))
    found = procedure.quorum(rules, room)
    return tally, procedure.outcome(rules, found, tally, is_secret=is_secret)


def mail_vote(motion: Motion) -> procedure.MailVote:
    """The answers to a vote by mail; who answered counts as if they were there."""
    room = kept_attendance(motion)
    assert motion.until is not None
    return procedure.MailVote(
        seats=room.seats,
        asked=room.invited,
        votes=open_votes(motion),
        until=motion.until,
        objections=frozenset(motion.objections.values_list("member_id", flat=True)),
        recused=room.recused,
    )
