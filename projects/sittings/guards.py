"""What sittings ask before a case moves on, a meeting closes, an item goes, a paper is read."""

from __future__ import annotations

from typing import Any

from actors.bodies.procedure import ProcedureError
from actors.meetings import hooks
from actors.meetings.models import AgendaItem, Meeting, Paper
from projects.cases.models import Case
from projects.decision import guards as decision
from projects.decision.models import Decision
from projects.sittings.actions_agenda import carry_over
from projects.sittings.kinds import MotionState
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.permissions_members import is_recused, seat_in
from projects.sittings.queries import items_of
from projects.sittings.queries_room import counted, recused_members
from projects.sittings.words import record_of_agenda_item


def lies_on_agenda(case: Case) -> bool:
    """Whether a case lies on an agenda and nobody settled it."""
    return DecisionItem.objects.filter(case=case, settled="").exists()


def resolution_holds(decision: Decision) -> str | None:
    """Whether a body's decision is a carried motion: counted anew, quorate, without the recused."""
    motion = Motion.objects.select_related("item__item__meeting", "item__case").filter(
        key=decision.key, item__case=decision.case_id, state=MotionState.CARRIED
    )
    found = motion.first()
    if found is None or (found.outcome, found.cents) != (decision.outcome, decision.awarded_cents):
        return "no_resolution"
    try:
        tally, outcome = counted(found)
    except ProcedureError as error:
        return str(error.code)
    if not outcome.is_decided or not outcome.is_carried:
        return str(outcome.reason)
    if (tally.yes, tally.no, tally.abstain) != (found.yes, found.no, found.abstain):
        return "no_resolution"
    members = [vote.member for vote in found.votes.select_related("member")]
    marked = [mark.member for mark in found.marks.select_related("member")]
    voted = {member.pk for member in [*members, *marked]}
    return "recused" if voted & recused_members(found.item, [*members, *marked]) else None


def everything_settled(meeting: Meeting) -> str | None:
    """Every case of the agenda is decided, postponed or taken off; or the body was not quorate."""
    if meeting.not_quorate:
        going = Motion.objects.filter(item__item__meeting=meeting, state__in=("ballot", "mail"))
        return "vote_runs" if going.exists() else None
    return "undecided" if any(item.is_open for item in items_of(meeting)) else None


def keeps(item: AgendaItem) -> bool:
    """Whether a case hangs on an item of the agenda: it is taken off at the case."""
    return DecisionItem.objects.filter(item=item).exists()


def is_barred(user: Any, paper: Paper) -> bool:
    """A recused member does not read the papers of the case."""
    if paper.item_id is None:
        return False
    found = DecisionItem.objects.select_related("case", "item__meeting__body")
    item = found.filter(item=paper.item_id).first()
    member = seat_in(user, paper.meeting) if item else None
    return item is not None and member is not None and is_recused(member, item)


def register() -> None:
    """Tell decisions and meetings, once, at start."""
    decision.register_sitting(lies_on_agenda)
    decision.register_body_check(resolution_holds)
    hooks.register_closing_check(everything_settled)
    hooks.register_kept(keeps)
    hooks.register_bar(is_barred)
    hooks.register_record(record_of_agenda_item)
    hooks.register_take_over(carry_over)
