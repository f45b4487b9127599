"""Rules of procedure of a body as pure arithmetic: quorum, votes, ties, votes by mail.

The defaults are those of §§ 90 and 91 VwVfG NRW; a body may have others. Members are named by
any whole number, normally the key of their term. Nothing here knows a database or a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class ProcedureError(ValueError):
    """A vote that must not be counted; `code` says why (see `Refusal`)."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(str(code))
        self.code = code


class Refusal(StrEnum):
    """Why a vote or a count is not taken; stable codes."""

    RECUSED = "recused"
    NOT_PRESENT = "not_present"
    NO_VOTE = "no_vote"
    TOO_MANY = "too_many"
    NEGATIVE = "negative"


class Choice(StrEnum):
    """What somebody votes; stable codes."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class TieRule(StrEnum):
    """What a tie means: the presiding member's vote decides (§ 91), or refused (GO NRW)."""

    CHAIR = "chair"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a body is (not) quorate or a motion is (not) carried; stable codes."""

    QUORATE = "quorate"
    SECOND_SUMMONS = "second_summons"
    NOT_INVITED = "not_invited"
    TOO_FEW = "too_few"
    NOBODY = "nobody"
    MAJORITY = "majority"
    MINORITY = "minority"
    TIE_CHAIR = "tie_chair"
    TIE_REFUSED = "tie_refused"
    NO_VOTES = "no_votes"
    MAIL_BARRED = "mail_barred"
    MAIL_OBJECTED = "mail_objected"
    MAIL_OPEN = "mail_open"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a body decides by; periods in days, the share in percent.

    `secret_tie` is REFUSED by default: a secret vote has no vote of the chair that could be
    told apart. With CHAIR the presiding member openly casts a deciding vote after the count.
    """

    minimum_present: int = 3
    share_percent: int = 50
    tie: TieRule = TieRule.CHAIR
    secret_on_request: bool = True
    secret_tie: TieRule = TieRule.REFUSED
    mail_vote: bool = True
    mail_days: int = 14
    invitation_days: int = 7


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as the count sees them; `stands_for` names the member a substitute replaces."""

    member: int
    function: str = "member"
    has_vote: bool = True
    stands_for: int | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was invited, is in the room and is recused, for one item of the agenda.

    `second_summons`: the item was put off for want of a quorum, and the new invitation said that
    any number will do (§ 90 (2)). `presiding`: who leads where the body chose another member.
    """

    seats: tuple[Seat, ...]
    invited: frozenset[int]
    present: frozenset[int]
    recused: frozenset[int] = field(default_factory=frozenset)
    second_summons: bool = False
    presiding: int | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a body can decide on an item: members counted, voters present, voters needed."""

    is_quorate: bool
    reason: Reason
    members: int
    present: int
    needed: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Counted votes; `casting` is the vote of the presiding member that decides a tie."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    casting: Choice | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a motion; `is_decided` is False where the body could not decide at all."""

    is_decided: bool
    is_carried: bool
    reason: Reason


def voters(attendance: Attendance) -> frozenset[int]:
    """Who may vote on the item: members present with a vote, substitutes for absent ones.

    A recused member (§ 31 GO NRW, § 20 VwVfG NRW) has no vote and no substitute for the item;
    nobody fills two seats, and a seat is filled by one substitute only.
    """
    inside = attendance.present - attendance.recused
    found = {seat.member for seat in _counted(attendance) if seat.member in inside}
    empty = {seat.member for seat in _counted(attendance)} - attendance.present
    for seat in attendance.seats:
        free = seat.stands_for in empty and seat.member not in found
        if free and seat.has_vote and seat.member in inside:
            found.add(seat.member)
            empty.discard(seat.stands_for)
    return frozenset(found)


def _counted(attendance: Attendance) -> list[Seat]:
    """Seats that count for the item: with a vote, no substitutes, not recused."""
    return [
        seat
        for seat in attendance.seats
        if seat.has_vote and seat.stands_for is None and seat.member not in attendance.recused
    ]


def quorum(rules: Rules, attendance: Attendance) -> Quorum:
    """Whether the body can decide on the item (§ 90 VwVfG NRW); recused members count nowhere.

    Who came without an invitation was reached all the same; a second summons helps against too
    few, never against a member forgotten, and somebody must be there to vote.
    """
    members, present = len(_counted(attendance)), len(voters(attendance))
    needed = max(rules.minimum_present, members * rules.share_percent // 100 + 1)
    reached = attendance.invited | attendance.present
    all_seats = {s.member for s in attendance.seats if s.has_vote and s.stands_for is None}
    if not all_seats <= reached:
        reason = Reason.NOT_INVITED
    elif not present:
        reason = Reason.NOBODY
    elif present >= needed:
        reason = Reason.QUORATE
    else:
        reason = Reason.SECOND_SUMMONS if attendance.second_summons else Reason.TOO_FEW
    is_quorate = reason in {Reason.QUORATE, Reason.SECOND_SUMMONS}
    return Quorum(is_quorate, reason, members, present, needed)


def presiding(attendance: Attendance) -> int | None:
    """Who leads the item: whom the body chose, the chair, else the deputy; None if all are out."""
    inside = attendance.present - attendance.recused
    by_function = [
        seat.member
        for wanted in ("chair", "deputy")
        for seat in attendance.seats
        if seat.function == wanted
    ]
    chosen = [] if attendance.presiding is None else [attendance.presiding]
    return next((member for member in [*chosen, *by_function] if member in inside), None)


def count_open(attendance: Attendance, votes: Mapping[int, Choice]) -> Tally:
    """Count an open vote; raises ProcedureError for the vote of somebody who has none."""
    entitled = voters(attendance)
    for member in votes:
        if member in attendance.recused:
            raise ProcedureError(Refusal.RECUSED)
        if member not in attendance.present:
            raise ProcedureError(Refusal.NOT_PRESENT)
        if member not in entitled:
            raise ProcedureError(Refusal.NO_VOTE)
    leader = presiding(attendance)
    cast = list(votes.values())
    return Tally(
        yes=cast.count(Choice.YES),
        no=cast.count(Choice.NO),
        abstain=cast.count(Choice.ABSTAIN),
        casting=votes.get(leader) if leader is not None else None,
    )


def check_secret(attendance: Attendance, tally: Tally) -> None:
    """Raise ProcedureError for a secret count with more ballots than voters, or below nothing."""
    if min(tally.yes, tally.no, tally.abstain) < 0:
        raise ProcedureError(Refusal.NEGATIVE)
    if tally.yes + tally.no + tally.abstain > len(voters(attendance)):
        raise ProcedureError(Refusal.TOO_MANY)


def vote_is_secret(rules: Rules, *, is_requested: bool) -> bool:
    """Votes are open; secret where a member asks for it and the body's rules grant that."""
    return is_requested and rules.secret_on_request


def outcome(rules: Rules, found: Quorum, tally: Tally, *, is_secret: bool = False) -> Outcome:
    """What came of the motion: the majority of the votes cast (§ 91 VwVfG NRW).

    Abstentions are not counted. At a tie the body's rule applies; where the presiding member
    has no vote or abstained, a tie is a refusal.
    """
    if not found.is_quorate:
        return Outcome(False, False, found.reason)
    if tally.yes + tally.no == 0:
        return Outcome(True, False, Reason.NO_VOTES)
    if tally.yes != tally.no:
        is_carried = tally.yes > tally.no
        return Outcome(True, is_carried, Reason.MAJORITY if is_carried else Reason.MINORITY)
    rule = rules.secret_tie if is_secret else rules.tie
    if rule == TieRule.CHAIR and tally.casting in {Choice.YES, Choice.NO}:
        return Outcome(True, tally.casting == Choice.YES, Reason.TIE_CHAIR)
    return Outcome(True, False, Reason.TIE_REFUSED)


@dataclass(frozen=True, slots=True)
class MailVote:
    """A vote by mail (§ 90 (1) sentence 2): all asked in writing, answers until a day.

    `votes` are the answers; `objections` the members who want a sitting instead.
    """

    seats: tuple[Seat, ...]
    asked: frozenset[int]
    votes: Mapping[int, Choice]
    until: date
    objections: frozenset[int] = field(default_factory=frozenset)
    recused: frozenset[int] = field(default_factory=frozenset)


def mail_until(rules: Rules, sent_on: date) -> date:
    """The last day on which answers count."""
    return sent_on + timedelta(days=rules.mail_days)


def mail_outcome(rules: Rules, vote: MailVote, today: date) -> Outcome:
    """What came of a vote by mail; any member's objection stops it, silence is not a vote.

    Answers count like presence: without a quorum of them nothing is decided; a letter reaches
    everybody, so substitutes have no part. It ends early once all have answered. Raises
    ProcedureError like `count_open`.
    """
    if not rules.mail_vote:
        return Outcome(False, False, Reason.MAIL_BARRED)
    seats = tuple(seat for seat in vote.seats if seat.stands_for is None)
    if vote.objections & {seat.member for seat in seats}:
        return Outcome(False, False, Reason.MAIL_OBJECTED)
    room = Attendance(seats, vote.asked, frozenset(vote.votes), vote.recused)
    tally = count_open(room, vote.votes)
    found = quorum(rules, room)
    if today <= vote.until and found.present < found.members:
        return Outcome(False, False, Reason.MAIL_OPEN)
    return outcome(rules, found, tally)


def invitation_due(rules: Rules, meeting_day: date) -> date:
    """The last day on which invitations keep the body's period."""
    return meeting_day - timedelta(days=rules.invitation_days)
