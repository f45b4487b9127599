"""Secret votes: who has voted is known, how nobody knows.

A ballot has no member, no time and no order. All ballots of a motion are dealt anew whenever one
comes in, so that neither the order of the rows nor the transaction of a row tells whose it is.
"""

from __future__ import annotations

from collections.abc import Collection
from random import SystemRandom
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.bodies import procedure
from actors.bodies.procedure import Choice, ProcedureError, Tally, TieRule
from actors.meetings.lifecycle import OPEN
from actors.meetings.models import Meeting
from portal.kernel.lifecycle import NotAllowed
from projects.sittings.actions import Held, finish, held, quorate, running
from projects.sittings.kinds import MotionState, Way
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.models_votes import SecretBallot, VoteMark
from projects.sittings.permissions_members import seat_for
from projects.sittings.queries_room import (
    kept,
    kept_attendance,
    kept_quorum,
    kept_rules,
    secret_tally,
)

_random = SystemRandom()


@transaction.atomic
def begin_ballot(*, by: Any, item: DecisionItem, seen: int) -> Motion:
    """Begin a secret vote: who is in the room now may vote, once, until it is counted.

    Raises PermissionDenied, NotAllowed (those of `held` and `quorate`, `no_motion`, `no_secret`:
    the body's rules know no secret vote).
    """
    now = held(by, item, seen)
    motion = running(now.item, MotionState.MADE)
    room = quorate(now.item)
    if not procedure.vote_is_secret(room.hall.rules, is_requested=True):
        raise NotAllowed("no_secret")
    motion.way, motion.state, motion.room = Way.SECRET, MotionState.BALLOT, kept(room)
    motion.save(update_fields=["way", "state", "room"])
    now.done("ballot_begun", motion=motion.pk)
    return motion


def _deal(motion: Motion, choices: Collection[str]) -> None:
    """Put ballots among those that are there, all in a new order with new keys."""
    there = list(motion.ballots.values_list("choice", flat=True))
    motion.ballots.all().delete()
    dealt = [*there, *choices]
    _random.shuffle(dealt)
    SecretBallot.objects.bulk_create(SecretBallot(motion=motion, choice=each) for each in dealt)


def _mark(motion: Motion, members: Collection[int]) -> None:
    """Note who has voted; raises NotAllowed (`no_vote`, `voted`: somebody has already)."""
    if not set(members) <= procedure.voters(kept_attendance(motion)):
        raise NotAllowed("no_vote")
    if motion.marks.filter(member__in=members).exists():
        raise NotAllowed("voted")
    VoteMark.objects.bulk_create(VoteMark(motion=motion, member_id=each) for each in members)


@transaction.atomic
def cast_ballot(*, by: Any, item: DecisionItem, choice: str) -> None:
    """A member puts their ballot in, on their own device; nothing of it is logged.

    Raises PermissionDenied, NotAllowed (`choice`, `no_motion`, `no_vote`, `voted`).
    """
    if choice not in set(Choice):
        raise NotAllowed("choice")
    # The same order of locks as at the controls.
    meeting = Meeting.objects.select_for_update().filter(pk=item.item.meeting_id).first()
    member = seat_for(by, item)
    if member is None or meeting is None or meeting.state != OPEN:
        raise PermissionDenied
    motion = running(item, MotionState.BALLOT)
    _mark(motion, [member.pk])
    _deal(motion, [choice])


@transaction.atomic
def count_ballot(
    *,
    by: Any,
    item: DecisionItem,
    motion: Motion,
    paper: Tally,
    members: Collection[int],
    seen: int,
) -> Motion:
    """End a secret vote: ballots on paper come in as counts, with who put one in.

    A blank or spoilt ballot is an abstention. At a tie where the rules let whoever leads decide,
    the result waits for their open vote (`decide_tie`). A second click changes nothing. Raises
    PermissionDenied, NotAllowed (those of `held`, `no_motion`, `no_vote`, `voted`, `negative`,
    `ballots`: not as many ballots as people who voted, `no_votes`), LedgerError.
    """
    done = Motion.objects.filter(pk=motion.pk, item=item.pk, way=Way.SECRET).first()
    if done and (done.voted_at or done.state == MotionState.TIE):
        return done
    now = held(by, item, seen)
    motion = running(now.item, MotionState.BALLOT)
    if min(paper.yes, paper.no, paper.abstain) < 0:
        raise NotAllowed("negative")
    if paper.yes + paper.no + paper.abstain != len(set(members)):
        raise NotAllowed("ballots")
    _mark(motion, set(members))
    _deal(
        motion,
        [Choice.YES] * paper.yes + [Choice.NO] * paper.no + [Choice.ABSTAIN] * paper.abstain,
    )
    tally = secret_tally(motion)
    try:
        procedure.check_secret(kept_attendance(motion), tally)
    except ProcedureError as error:
        raise NotAllowed(str(error.code)) from error
    if not motion.marks.exists():
        raise NotAllowed("no_votes")
    if _waits_for_leader(motion, tally):
        motion.state = MotionState.TIE
        motion.save(update_fields=["state"])
        now.done("ballot_tied", motion=motion.pk)
        return motion
    return finish(now, motion)


def _waits_for_leader(motion: Motion, tally: Tally) -> bool:
    room, rules = kept_attendance(motion), kept_rules(motion)
    is_tie = tally.yes == tally.no and tally.yes > 0
    leads = procedure.presiding(room)
    may_decide = leads is not None and leads in procedure.voters(room)
    is_quorate = kept_quorum(motion).is_quorate
    return is_tie and rules.secret_tie == TieRule.CHAIR and may_decide and is_quorate


@transaction.atomic
def decide_tie(*, by: Any, item: DecisionItem, motion: Motion, choice: str, seen: int) -> Motion:
    """Note the open vote of whoever leads, which decides a tied secret vote.

    A second click changes nothing. Raises PermissionDenied, NotAllowed (those of `held`,
    `no_motion`, `choice`), LedgerError.
    """
    done = Motion.objects.filter(pk=motion.pk, item=item.pk, voted_at__isnull=False).first()
    if done and done.casting == choice:
        return done
    now: Held = held(by, item, seen)
    motion = running(now.item, MotionState.TIE)
    if choice not in {Choice.YES, Choice.NO}:
        raise NotAllowed("choice")
    motion.casting = choice
    motion.save(update_fields=["casting"])
    return finish(now, motion)
