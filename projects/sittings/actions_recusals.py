"""Recusals (§ 31 GO NRW, § 20 VwVfG NRW): declared, disputed, ruled on; and who leads an item."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.bodies import procedure
from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import ProcedureError, Tally
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.review.actions import plain_text
from projects.sittings.actions import Held, held
from projects.sittings.kinds import RECUSED, MotionState, RecusalState
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.permissions_members import may_take_part_in, seat_for
from projects.sittings.queries_room import hall_of, room_of

LONGEST = 1000


def _free_of_votes(item: DecisionItem) -> None:
    """Nobody leaves or joins the count while it is being voted: raises NotAllowed (`vote_runs`)."""
    going = (MotionState.BALLOT, MotionState.MAIL, MotionState.TIE)
    if Motion.objects.filter(item=item, state__in=going).exists():
        raise NotAllowed("vote_runs")


def _member(now: Held, member: int) -> BodyMember:
    found = next((each for each in hall_of(now.meeting).members if each.pk == member), None)
    if found is None:
        raise NotAllowed("member")
    return found


@transaction.atomic
def note_recusal(
    *,
    by: Any,
    item: DecisionItem,
    member: int,
    reason: str,
    seen: int,
    disputed: bool = False,
) -> Recusal:
    """Note that a member is recused for an item, or that it is disputed and the body has to rule.

    The same again changes nothing. Raises PermissionDenied, NotAllowed (those of `held`, `member`,
    `long`, `vote_runs`).
    """
    words = plain_text(reason, LONGEST)
    state = RecusalState.DISPUTED if disputed else RecusalState.DECLARED
    known = Recusal.objects.filter(item=item.pk, member=member, state=state, reason=words)
    if (same := known.first()) is not None:
        return same
    now = held(by, item, seen)
    _free_of_votes(now.item)
    found = _member(now, member)
    made = _write(now.item, found, state, words, by)
    now.done("recusal_noted", member=found.pk, state=state)
    return made


def _write(item: DecisionItem, member: BodyMember, state: str, reason: str, by: Any) -> Recusal:
    values = {"state": state, "reason": reason, "by": by, "at": clock.now()}
    values |= {"yes": None, "no": None, "abstain": None}
    made, _is_new = Recusal.objects.update_or_create(item=item, member=member, defaults=values)
    return made


@transaction.atomic
def take_recusal_back(*, by: Any, item: DecisionItem, member: int, seen: int) -> Recusal:
    """Take back what was declared or disputed by mistake; what the body ruled on stays.

    Raises PermissionDenied, NotAllowed (those of `held`, `member`, `vote_runs`).
    """
    now = held(by, item, seen)
    _free_of_votes(now.item)
    back = (RecusalState.DECLARED, RecusalState.DISPUTED)
    found = Recusal.objects.filter(item=now.item, member=member, state__in=back).first()
    if found is None:
        raise NotAllowed("member")
    found.state, found.by, found.at = RecusalState.WITHDRAWN, by, clock.now()
    found.save()
    now.done("recusal_taken_back", member=member)
    return found


@transaction.atomic
def rule_on_recusal(
    *, by: Any, item: DecisionItem, member: int, yes: int, no: int, abstain: int, seen: int
) -> Recusal:
    """Note how the others ruled on a disputed recusal; the member concerned is not among them.

    The majority of yes means recused; at a tie nobody is. Raises PermissionDenied, NotAllowed
    (those of `held`, `member`, `no_votes`, `too_many`, `negative`, or a code of the quorum).
    """
    now = held(by, item, seen)
    _free_of_votes(now.item)
    found = Recusal.objects.filter(item=now.item, member=member, state=RecusalState.DISPUTED)
    recusal = found.first()
    if recusal is None:
        raise NotAllowed("member")
    if not yes + no + abstain:
        raise NotAllowed("no_votes")
    room = room_of(now.item)
    concerned = replace(room.attendance, recused=room.attendance.recused | {member})
    tally = Tally(yes, no, abstain)
    try:
        procedure.check_secret(concerned, tally)
    except ProcedureError as error:
        raise NotAllowed(str(error.code)) from error
    quorum = procedure.quorum(room.hall.rules, concerned)
    outcome = procedure.outcome(room.hall.rules, quorum, tally)
    if not outcome.is_decided:
        raise NotAllowed(str(outcome.reason))
    recusal.state = RecusalState.CONFIRMED if outcome.is_carried else RecusalState.REFUSED
    recusal.yes, recusal.no, recusal.abstain = yes, no, abstain
    recusal.save()
    now.done("recusal_ruled", member=member, state=recusal.state)
    return recusal


@transaction.atomic
def choose_leader(*, by: Any, item: DecisionItem, member: int | None, seen: int) -> DecisionItem:
    """Note whom the body chose to lead an item; None: the chair or the deputy again.

    Raises PermissionDenied, NotAllowed (those of `held`, `member`: not there or recused,
    `vote_runs`).
    """
    now = held(by, item, seen)
    _free_of_votes(now.item)
    chosen = None
    if member is not None:
        room = room_of(now.item).attendance
        if member not in room.present - room.recused:
            raise NotAllowed("member")
        chosen = _member(now, member)
    now.item.presiding = chosen
    now.done("leader_chosen", member=member)
    return now.item


@transaction.atomic
def declare_own_recusal(*, by: Any, item: DecisionItem, reason: str) -> Recusal:
    """A member says beforehand that they are recused; a second time changes nothing.

    Raises PermissionDenied (nobody of that body and day, or the item is settled), NotAllowed
    (`long`, `vote_runs`).
    """
    words = plain_text(reason, LONGEST)
    row = DecisionItem.objects.select_for_update().filter(pk=item.pk).first()
    if row is None or not may_take_part_in(by, item):
        raise PermissionDenied
    member = seat_for(by, item)
    assert member is not None
    _free_of_votes(row)
    before = Recusal.objects.filter(item=row, member=member, state__in=RECUSED).first()
    if before:
        return before
    made = _write(row, member, RecusalState.DECLARED, words, by)
    row.version += 1
    row.save(update_fields=["version"])
    data = {"item": row.pk, "member": member.pk, "state": RecusalState.DECLARED}
    audit.record(actor=by, subject=item.case, event="recusal_noted", data=data)
    return made
