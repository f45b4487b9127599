"""Rounds with carriers: which projects take part in a meeting, inviting them, what they told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.meetings.lifecycle import CANCELLED, CLOSED
from actors.meetings.models import Meeting
from actors.meetings.permissions import may_act_on_meetings
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.monitoring import mails
from projects.monitoring.models import LONGEST_TEXT
from projects.monitoring.models_rounds import RoundProject
from projects.monitoring.permissions import may_guide, may_note_round
from projects.review.actions import locked, plain_text, require
from projects.review.actions_following import Seen, note_of_coordination
from projects.review.models_following import EntryKind


@dataclass(frozen=True, slots=True)
class Told:
    """What is noted of a project in a round: who came, a line, and a task with its day, if any."""

    attended: bool | None
    text: str = ""
    task: str = ""
    task_day: date | None = None


@transaction.atomic
def choose_projects(*, by: Any, meeting: Meeting, cases: Collection[int]) -> list[RoundProject]:
    """Say which running projects take part, by their keys; the same again changes nothing.

    A project that was invited or noted stays. Raises PermissionDenied, NotAllowed (`cases`: one
    that is not running or of one's own, `cancelled`).
    """
    held = _held(by, meeting)
    known = {each.case_id: each for each in RoundProject.objects.filter(meeting=held)}
    for pk in sorted(set(cases) - set(known)):
        case = Case.objects.filter(pk=pk).first()
        if case is None or not may_guide(by, case):
            raise NotAllowed("cases")
        RoundProject.objects.create(meeting=held, case=case, by=by, at=clock.now())
        data = {"meeting": held.pk}
        audit.record(actor=by, subject=case, event="round_joined", data=data)
    for pk in sorted(set(known) - set(cases)):
        if not known[pk].is_noted:
            known[pk].delete()
            data = {"meeting": held.pk}
            audit.record(actor=by, subject=known[pk].case, event="round_left", data=data)
    return list(RoundProject.objects.filter(meeting=held))


def _held(by: Any, meeting: Meeting) -> Meeting:
    if not may_act_on_meetings(by):
        raise PermissionDenied
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.state == CANCELLED:
        raise NotAllowed("cancelled")
    return held


@transaction.atomic
def invite_carriers(*, by: Any, meeting: Meeting) -> int:
    """Invite the people of the chosen projects by mail, each project once; returns how many.

    Raises PermissionDenied, NotAllowed (`cancelled`, `over`: the meeting has begun).
    """
    held = _held(by, meeting)
    if held.state == CLOSED or held.starts_at <= clock.now():
        raise NotAllowed("over")
    waiting = RoundProject.objects.filter(meeting=held, invited_at__isnull=True)
    count = 0
    for each in waiting.select_related("case__call", "case__owner", "meeting__body"):
        each.invited_at = clock.now()
        each.save(update_fields=["invited_at"])
        data = {"meeting": held.pk}
        audit.record(actor=by, subject=each.case, event="round_invited", data=data)
        mails.invite_to_round(each)
        count += 1
    return count


@transaction.atomic
def note_round(*, by: Any, project: RoundProject, told: Told, key: UUID) -> RoundProject:
    """Note who came and what the project told; a task becomes one of the coordination.

    The same key makes one task. Raises PermissionDenied, NotAllowed (`cancelled`, `long`, `early`:
    the meeting has not begun, `task_day`: a task without its day, and those of the task:
    `past`, `far`).
    """
    case = locked(project.case)
    require(may_note_round(by, case))
    meeting = _held(by, project.meeting)
    if meeting.starts_at > clock.now():
        raise NotAllowed("early")
    held = RoundProject.objects.select_for_update().get(pk=project.pk)
    words, task = plain_text(told.text, LONGEST_TEXT), plain_text(told.task, LONGEST_TEXT)
    if task and told.task_day is None:
        raise NotAllowed("task_day")
    if (held.attended, held.told) != (told.attended, words):
        held.attended, held.told, held.by, held.at = told.attended, words, by, clock.now()
        held.save()
        data = {"meeting": meeting.pk, "attended": told.attended}
        audit.record(actor=by, subject=case, event="round_noted", reason=words, data=data)
    if task and told.task_day:
        seen = Seen(EntryKind.TASK, told.task_day, task)
        note_of_coordination(by=by, case=case, seen=seen, key=key)
    return held
