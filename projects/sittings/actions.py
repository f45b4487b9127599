"""Every write on a motion in an open sitting, and how its result becomes a decision.

The meeting is held first, then the case, then the item: two people at the controls wait for each
other, and whoever saw an older version is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from actors.bodies.procedure import Choice, Outcome, ProcedureError, Tally
from actors.meetings.actions import locked as locked_meeting
from actors.meetings.actions_minutes import keep_record, record_resolution
from actors.meetings.hooks import ItemRecord
from actors.meetings.lifecycle import DRAFT, OPEN
from actors.meetings.models import Meeting
from actors.meetings.models_minutes import Minutes
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.queries import left_in
from projects.cases.models import Case
from projects.decision.actions import Ruling, carry_out, check_ruling
from projects.decision.kinds import DecidedBy
from projects.decision.kinds import Outcome as Decided
from projects.review.actions import locked as locked_case
from projects.review.actions import plain_text, require
from projects.sittings.kinds import MotionState, RecusalState, Settled, Way
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.models_votes import OpenVote
from projects.sittings.permissions import may_run_item
from projects.sittings.queries_room import Room, counted, kept, open_votes, room_of
from projects.sittings.words import record_of_item, resolution_text


@dataclass(frozen=True, slots=True)
class Held:
    """An item whose meeting, case and row are held until the action ends."""

    meeting: Meeting
    case: Case
    item: DecisionItem
    before: ItemRecord | None
    by: Any

    def done(self, event: str, **data: Any) -> None:
        """Count the version up, log it, and keep a draft of the minutes up to date."""
        self.item.version += 1
        self.item.save()
        data = {"meeting": self.meeting.pk, "item": self.item.pk, **data}
        audit.record(actor=self.by, subject=self.case, event=event, data=data)
        if self.before is not None:
            keep_record(item=self.item.item, before=self.before)


def held(by: Any, item: DecisionItem, seen: int | None, *, is_open: bool = True) -> Held:
    """The item of an open meeting, held; `seen` is the version that the person saw.

    Raises PermissionDenied, NotAllowed (`meeting`: it is not open, `settled`, `stale`: somebody
    else went on meanwhile).
    """
    meeting = locked_meeting(by, item.item.meeting)
    case = locked_case(item.case)
    found = DecisionItem.objects.select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise PermissionDenied
    found = DecisionItem.objects.select_related("item", "presiding").get(pk=item.pk)
    found.case, found.item.meeting = case, meeting
    require(may_run_item(by, case))
    if meeting.state != OPEN:
        raise NotAllowed("meeting")
    if seen is not None and found.version != seen:
        raise NotAllowed("stale")
    if is_open and not found.is_open:
        raise NotAllowed("settled")
    has_minutes = Minutes.objects.filter(meeting=meeting, state=DRAFT).exists()
    return Held(meeting, case, found, record_of_item(found) if has_minutes else None, by)


def running(item: DecisionItem, *states: str) -> Motion:
    """The motion that runs on an item, in one of the states; raises NotAllowed (`no_motion`)."""
    found = Motion.objects.filter(item=item, state__in=states).first()
    if found is None:
        raise NotAllowed("no_motion")
    found.item = item
    return found


def quorate(item: DecisionItem) -> Room:
    """The room, if the body can decide on the item now.

    Raises NotAllowed (`recusal_open`: the body has to rule on one first, or a code of the quorum).
    """
    if Recusal.objects.filter(item=item, state=RecusalState.DISPUTED).exists():
        raise NotAllowed("recusal_open")
    room = room_of(item)
    if not room.quorum.is_quorate:
        raise NotAllowed(str(room.quorum.reason))
    return room


@transaction.atomic
def make_motion(*, by: Any, item: DecisionItem, ruling: Ruling, key: UUID, seen: int) -> Motion:
    """Put a motion on an item to the vote; the same key is the same motion.

    What the pot or the cap do not hold is no motion. Raises PermissionDenied, NotAllowed (those
    of `held` and `check_ruling`, `motion_runs`, `above_pot`, `above_cap`).
    """
    known = Motion.objects.filter(key=key, item=item.pk, by=by.pk).first()
    if known:
        return known
    now = held(by, item, seen)
    if Motion.objects.filter(item=now.item, state__in=RUNNING_STATES).exists():
        raise NotAllowed("motion_runs")
    check_ruling(now.case, ruling)
    if ruling.cents > now.case.rules.cap_cents:
        raise NotAllowed("above_cap")
    if ruling.cents > left_in(now.case.call.period):
        raise NotAllowed("above_pot")
    motion = Motion.objects.create(
        key=key,
        item=now.item,
        outcome=ruling.outcome,
        cents=ruling.cents,
        reason=plain_text(ruling.reason, 5000),
        obligations=[[plain_text(text), due.isoformat()] for text, due in ruling.obligations],
        conditions=[plain_text(text) for text in ruling.conditions],
        state=MotionState.MADE,
        by=by,
        made_at=clock.now(),
    )
    now.done("motion_made", motion=motion.pk, outcome=ruling.outcome, cents=ruling.cents)
    return motion


RUNNING_STATES = (MotionState.MADE, MotionState.BALLOT, MotionState.MAIL, MotionState.TIE)


@transaction.atomic
def drop_motion(*, by: Any, item: DecisionItem, seen: int) -> Motion:
    """Withdraw the motion that runs; votes given to it decide nothing.

    Raises PermissionDenied, NotAllowed (those of `held`, `no_motion`).
    """
    now = held(by, item, seen)
    motion = running(now.item, *RUNNING_STATES)
    motion.state = MotionState.DROPPED
    motion.save(update_fields=["state"])
    now.done("motion_dropped", motion=motion.pk)
    return motion


@transaction.atomic
def vote_openly(
    *, by: Any, item: DecisionItem, motion: Motion, votes: Mapping[int, str], seen: int
) -> Motion:
    """Count an open vote and carry its result out; the same votes again change nothing.

    `votes` by the key of the member; who is left out did not vote. Raises PermissionDenied,
    NotAllowed (those of `held` and `quorate`, `no_motion`, `no_votes`, `choice`, or a refusal of
    the procedure: `recused`, `not_present`, `no_vote`), LedgerError (`above_pot`, `above_cap`).
    """
    if not all(choice in set(Choice) for choice in votes.values()):
        raise NotAllowed("choice")
    cast = {member: Choice(choice) for member, choice in votes.items()}
    if _is_counted(item, motion, cast):
        return motion
    now = held(by, item, seen)
    motion = running(now.item, MotionState.MADE)
    if not cast:
        raise NotAllowed("no_votes")
    room = quorate(now.item)
    # What was given to a vote that somebody broke off counts for nothing.
    motion.way, motion.room = Way.OPEN, kept(room)
    known = {seat.member for seat in room.attendance.seats}
    if set(cast) - known:
        raise NotAllowed("no_vote")
    OpenVote.objects.bulk_create(
        OpenVote(motion=motion, member_id=member, choice=choice) for member, choice in cast.items()
    )
    return finish(now, motion)


def _is_counted(item: DecisionItem, motion: Motion, votes: Mapping[int, Choice]) -> bool:
    found = Motion.objects.filter(pk=motion.pk, item=item.pk, voted_at__isnull=False).first()
    return found is not None and found.way == Way.OPEN and open_votes(found) == dict(votes)


def result_of(motion: Motion) -> tuple[Tally, Outcome]:
    """The votes of a motion counted; raises NotAllowed with the procedure's code."""
    try:
        return counted(motion)
    except ProcedureError as error:
        raise NotAllowed(str(error.code)) from error


def finish(now: Held, motion: Motion) -> Motion:
    """Write down what came of a motion; a carried one becomes a resolution and a decision.

    Part of an action that holds the item. Raises NotAllowed, LedgerError.
    """
    tally, outcome = result_of(motion)
    if not outcome.is_decided:
        raise NotAllowed(str(outcome.reason))
    motion.yes, motion.no, motion.abstain = tally.yes, tally.no, tally.abstain
    motion.casting = str(tally.casting or "")
    motion.why, motion.voted_at = str(outcome.reason), clock.now()
    motion.state = MotionState.CARRIED if outcome.is_carried else MotionState.NOT_CARRIED
    motion.save()
    if outcome.is_carried:
        _decide(now, motion)
    votes = {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
    now.done("motion_voted", motion=motion.pk, result=motion.state, way=motion.way, **votes)
    return motion


def _decide(now: Held, motion: Motion) -> None:
    """The resolution with its number, and the decision that carries it out."""
    with translation.override(settings.LANGUAGE_CODE):
        text = resolution_text(motion, now.case)
    resolution = record_resolution(by=now.by, meeting=now.meeting, text=text, item=now.item.item)
    motion.resolution = resolution
    motion.save(update_fields=["resolution"])
    ruling = Ruling(
        motion.outcome, motion.cents, motion.reason, motion.duties, tuple(motion.conditions)
    )
    motion.decision = carry_out(
        by=now.by,
        case=now.case,
        ruling=ruling,
        key=motion.key,
        decided_by=DecidedBy.BODY,
        resolution=resolution.number,
        decided_on=clock.today(),
    )
    motion.save(update_fields=["decision"])
    is_put_off = motion.outcome == Decided.POSTPONED
    settle(now.item, Settled.POSTPONED if is_put_off else Settled.DECIDED)


def settle(item: DecisionItem, kind: Settled, reason: str = "") -> None:
    """Note how an item came off the agenda; part of an action."""
    item.settled, item.settled_at, item.settled_reason = kind, clock.now(), reason
    item.save()
