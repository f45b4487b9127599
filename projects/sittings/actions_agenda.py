"""Putting cases on the agenda of a sitting and taking them off."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from actors.meetings.actions import locked as locked_meeting
from actors.meetings.actions_agenda import add_item, remove_item
from actors.meetings.lifecycle import OPEN
from actors.meetings.models import AgendaItem, ItemKind, Meeting
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.models import LONGEST_REASON
from projects.review.actions import locked as locked_case
from projects.review.actions import move, plain_text, require
from projects.review.mails import tell_step
from projects.sittings import permissions as may
from projects.sittings.actions import held, settle
from projects.sittings.kinds import Settled
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.models_scores import Score
from projects.sittings.queries import AHEAD, body_refusal


@transaction.atomic
def schedule_case(*, by: Any, case: Case, meeting: Meeting) -> DecisionItem:
    """Put a case on the agenda of a sitting that is planned; its people get a mail.

    Already there, nothing changes. A case whose sitting is over undecided goes on to the next
    one. Raises PermissionDenied, NotAllowed (`state`: of the meeting, `too_many`, `body`: another
    body decides, `on_agenda`: it lies on the agenda of another sitting).
    """
    meeting = locked_meeting(by, meeting)
    case = locked_case(case)
    require(may.may_put_on(by, case))
    before = DecisionItem.objects.filter(case=case, settled="").select_related("item__meeting")
    for old in before:
        if old.item.meeting_id == meeting.pk:
            return old
        if old.item.meeting.state in AHEAD and case.state == life.SCHEDULED:
            raise NotAllowed("on_agenda")
        settle(old, Settled.PUT_OFF)
    refusal = body_refusal(case, meeting)
    if refusal:
        raise NotAllowed(refusal)
    agenda = add_item(
        by=by,
        meeting=meeting,
        kind=ItemKind.DECISION,
        title=f"{case.number}: {case.title}"[:200],
        text="",
        is_public=False,
    )
    item = DecisionItem.objects.create(item=agenda, case=case)
    said: dict[str, Any] = {"meeting": meeting.pk, "item": item.pk}
    if case.state == life.SCHEDULED:
        audit.record(actor=by, subject=case, event="schedule", data=said)
    else:
        move(case, "schedule", by=by, **said)
        tell_step(case)
    return item


@transaction.atomic
def take_off(*, by: Any, case: Case, reason: str, seen: int | None = None) -> Case:
    """Take a case off the agenda, with the reason in its history; it is ready again.

    While the sitting is prepared the item disappears from the agenda, with what members had
    scored; in an open one it stays there as taken off. `seen` is the version of the item that
    somebody at the controls saw. Raises PermissionDenied, NotAllowed (`reason`, `long`,
    `vote_runs`, `stale`).
    """
    found = DecisionItem.objects.filter(case=case.pk, settled="").select_related("item__meeting")
    item = found.first()
    meeting = locked_meeting(by, item.item.meeting) if item else None
    case = locked_case(case)
    require(may.may_take_off(by, case))
    if (
        seen is not None
        and item
        and not DecisionItem.objects.filter(pk=item.pk, version=seen).exists()
    ):
        raise NotAllowed("stale")
    words = plain_text(reason, LONGEST_REASON)
    move(case, "take_off", by=by, reason=words, item=item.pk if item else None)
    if item and meeting:
        _leave(by, item, meeting, words)
    tell_step(case)
    return case


def _leave(by: Any, item: DecisionItem, meeting: Meeting, reason: str) -> None:
    if Motion.objects.filter(item=item).exists() or not meeting.is_prepared:
        if Motion.objects.filter(item=item, state__in=("ballot", "mail", "tie")).exists():
            raise NotAllowed("vote_runs")
        Motion.objects.filter(item=item, state="made").update(state="dropped")
        item.version += 1
        settle(item, Settled.TAKEN_OFF, reason)
        return
    Score.objects.filter(assessment__item=item).delete()
    item.assessments.all().delete()
    Recusal.objects.filter(item=item).delete()
    agenda = item.item
    item.delete()
    remove_item(by=by, item=agenda)


@transaction.atomic
def vote_anew(*, by: Any, item: DecisionItem, seen: int) -> DecisionItem:
    """Open an item once more whose decision was taken back while the meeting is still open.

    Raises PermissionDenied, NotAllowed (those of `held`).
    """
    now = held(by, item, seen, is_open=False)
    if now.case.state != life.SCHEDULED or not now.item.settled or now.meeting.state != OPEN:
        raise NotAllowed("settled")
    if DecisionItem.objects.filter(case=now.case, settled="").exists():
        raise NotAllowed("on_agenda")
    now.item.settled, now.item.settled_at, now.item.settled_reason = "", None, ""
    now.done("item_opened_anew")
    return now.item


def carry_over(old: AgendaItem, new: AgendaItem) -> None:
    """A second summons repeats an item: its case comes along, if nobody decided on it.

    Part of the action that plans the second summons.
    """
    item = DecisionItem.objects.select_related("case").filter(item=old, settled="").first()
    if item is None or item.case.state != life.SCHEDULED:
        return
    settle(item, Settled.PUT_OFF)
    DecisionItem.objects.create(item=new, case=item.case)
