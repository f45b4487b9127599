"""Every write on milestones: suggested, agreed, moved, reached, confirmed, dropped, remarked on."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.monitoring import mails
from projects.monitoring import permissions as may
from projects.monitoring.kinds import Step
from projects.monitoring.lifecycle import AGREED, DROPPED, MILESTONE, SUGGESTED
from projects.monitoring.models import LONGEST_TEXT, LONGEST_TITLE, Milestone, MilestoneStep
from projects.review.actions import locked, plain_text, require

MOST = 8
"""Milestones of a project, dropped ones not counted."""
FURTHEST_DAYS = 3 * 365
"""A day farther away than that is a slip of the pen."""


@transaction.atomic
def suggest_milestone(*, by: Any, case: Case, title: str, due_on: date, key: UUID) -> Milestone:
    """The carrier suggests a milestone; the office agrees to it. The same key is the same one.

    Raises PermissionDenied, NotAllowed (`title`, `long`, `past`, `far`, `many`).
    """
    case = locked(case)
    require(may.may_tell(by, case))
    return _made(by, case, SUGGESTED, (title, due_on), key)


@transaction.atomic
def set_milestone(*, by: Any, case: Case, title: str, due_on: date, key: UUID) -> Milestone:
    """The office sets a milestone, which counts at once; its carrier gets a mail.

    Raises PermissionDenied, NotAllowed as `suggest_milestone`.
    """
    case = locked(case)
    require(may.may_guide(by, case))
    return _made(by, case, AGREED, (title, due_on), key)


def _made(by: Any, case: Case, state: str, said: tuple[str, date], key: UUID) -> Milestone:
    before = Milestone.objects.filter(key=key).first()
    if before:
        require(before.case_id == case.pk)
        return before
    title, due_on = " ".join(plain_text(said[0], LONGEST_TITLE).split()), said[1]
    if not title:
        raise NotAllowed("title")
    _check_ahead(due_on)
    if Milestone.objects.filter(case=case).exclude(state=DROPPED).count() >= MOST:
        raise NotAllowed("many")
    last = Milestone.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    made = Milestone.objects.create(
        case=case, number=last + 1, title=title, due_on=due_on, state=state, key=key
    )
    kind = Step.SET if state == AGREED else Step.SUGGEST
    _note(by, made, kind, day=due_on)
    if state == AGREED:
        mails.tell_milestone(made, kind)
    return made


@transaction.atomic
def move_milestone(*, by: Any, milestone: Milestone, day: date, text: str) -> Milestone:
    """The carrier says that it takes until a later day, and why.

    Raises PermissionDenied, NotAllowed (`state`, `reason`, `long`, `earlier`: not after the day
    that counts now, `past`, `far`).
    """
    held = _held(milestone)
    require(may.may_tell(by, held.case))
    words = plain_text(text, LONGEST_TEXT)
    target = MILESTONE.check(held, held.state, "move", words)
    if day <= held.due_on:
        raise NotAllowed("earlier")
    _check_ahead(day)
    held.state, held.due_on, held.reminded_at = target, day, None
    held.save(update_fields=["state", "due_on", "reminded_at"])
    _note(by, held, Step.MOVE, day=day, text=words)
    return held


@transaction.atomic
def reach_milestone(*, by: Any, milestone: Milestone, day: date, text: str) -> Milestone:
    """The carrier says on which day it was reached, in a sentence; a second call changes nothing.

    Raises PermissionDenied, NotAllowed (`state`, `reason`: no sentence, `long`, `future`, `far`).
    """
    held = _held(milestone)
    require(may.may_tell(by, held.case))
    words = plain_text(text, LONGEST_TEXT)
    if held.reached_on == day and MilestoneStep.objects.filter(
        milestone=held, kind=Step.REACH, day=day, text=words
    ):
        return held
    target = MILESTONE.check(held, held.state, "reach", words)
    days = (clock.today() - day).days
    if days < 0:
        raise NotAllowed("future")
    if days > FURTHEST_DAYS:
        raise NotAllowed("far")
    held.state, held.reached_on = target, day
    held.save(update_fields=["state", "reached_on"])
    _note(by, held, Step.REACH, day=day, text=words)
    return held


@transaction.atomic
def judge_milestone(*, by: Any, milestone: Milestone, event: str, text: str = "") -> Milestone:
    """The office agrees, confirms, opens it again, drops it, or remarks something (`comment`).

    `event` is one of the table that the coordination acts in, or `comment`, which changes no state.
    The carrier gets a mail. The same again changes nothing. Raises PermissionDenied, NotAllowed
    (`state`, `reason`: no words where they are needed, `long`, `event`).
    """
    held = _held(milestone)
    require(may.may_guide(by, held.case))
    words = plain_text(text, LONGEST_TEXT)
    if event not in {Step.AGREE, Step.CONFIRM, Step.REOPEN, Step.DROP, Step.COMMENT}:
        raise NotAllowed("event")
    last = held.steps.last()
    if last and (last.kind, last.text, last.by_id) == (event, words, by.pk):
        return held
    if event == Step.COMMENT:
        if not words:
            raise NotAllowed("reason")
    else:
        held.state = MILESTONE.check(held, held.state, event, words)
        if event == Step.REOPEN:
            held.reached_on = None
        held.save(update_fields=["state", "reached_on"])
    kind = Step(event)
    _note(by, held, kind, text=words)
    mails.tell_milestone(held, kind, words)
    return held


def _held(milestone: Milestone) -> Milestone:
    """The milestone as it stands now, its case held; raises PermissionDenied."""
    case = locked(milestone.case)
    held = Milestone.objects.select_for_update().get(pk=milestone.pk)
    held.case = case
    return held


def _check_ahead(day: date) -> None:
    days = (day - clock.today()).days
    if days < 0:
        raise NotAllowed("past")
    if days > FURTHEST_DAYS:
        raise NotAllowed("far")


def _note(
    by: Any, milestone: Milestone, kind: Step, *, day: date | None = None, text: str = ""
) -> None:
    MilestoneStep.objects.create(
        milestone=milestone, kind=kind, day=day, text=text, by=by, at=clock.now()
    )
    data = {"milestone": milestone.number, "day": day.isoformat() if day else ""}
    audit.record(
        actor=by, subject=milestone.case, event=f"milestone_{kind}", reason=text, data=data
    )
