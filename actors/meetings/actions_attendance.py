"""Writing down who came to an open meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import transaction

from actors.meetings.actions import locked
from actors.meetings.lifecycle import OPEN
from actors.meetings.models import Meeting
from actors.meetings.models_people import Attendance, Presence
from actors.meetings.queries import members_of_meeting
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed


@dataclass(frozen=True, slots=True)
class Line:
    """What is noted of one member: presence (empty: nothing yet), for whom, from when, until when.

    `stands_for` is the key of the member that a substitute replaces.
    """

    member: int
    presence: str = ""
    stands_for: int | None = None
    came_at: time | None = None
    left_at: time | None = None


@transaction.atomic
def record_attendance(*, by: Any, meeting: Meeting, lines: list[Line]) -> int:
    """Write the whole list of an open meeting; returns how many lines changed.

    A substitute counts for the member they stand in for, who is not there. Raises
    PermissionDenied, NotAllowed (`state`, `member`: nobody of that day, `times`: left before
    coming, `substitute`: the member is there or has another substitute already).
    """
    found = locked(by, meeting)
    if found.state != OPEN:
        raise NotAllowed("state")
    members = {member.pk: member for member in members_of_meeting(found)}
    lines = [line for line in lines if line.presence]
    _check(lines, set(members))
    known = {each.member_id: each for each in found.attendance.all()}
    changed = 0
    # Seats are freed first, so that two substitutes may change places.
    moved = [pk for pk, each in known.items() if each.stands_for_id is not None]
    found.attendance.filter(member__in=moved).update(stands_for=None)
    for line in lines:
        values = {
            "presence": line.presence,
            "stands_for_id": line.stands_for,
            "came_at": line.came_at,
            "left_at": line.left_at,
        }
        before = known.get(line.member)
        if before and all(getattr(before, name) == value for name, value in values.items()):
            if line.stands_for is not None:
                found.attendance.filter(pk=before.pk).update(stands_for=line.stands_for)
            continue
        Attendance.objects.update_or_create(
            meeting=found, member=members[line.member], defaults=values
        )
        changed += 1
    gone = set(known) - {line.member for line in lines}
    found.attendance.filter(member__in=gone).delete()
    if changed or gone:
        audit.record(
            actor=by, subject=found, event="attendance_noted", data={"lines": changed + len(gone)}
        )
    return changed + len(gone)


def _check(lines: list[Line], members: set[int]) -> None:
    """The list in itself; raises NotAllowed."""
    there = {line.member for line in lines if line.presence == Presence.PRESENT}
    taken: set[int] = set()
    for line in lines:
        if line.presence not in Presence.values or line.member not in members:
            raise NotAllowed("member")
        if line.came_at and line.left_at and line.left_at < line.came_at:
            raise NotAllowed("times")
        if line.stands_for is None:
            continue
        if line.stands_for not in members or line.stands_for == line.member:
            raise NotAllowed("member")
        if line.presence != Presence.PRESENT:
            raise NotAllowed("substitute")
        if line.stands_for in there or line.stands_for in taken:
            raise NotAllowed("substitute")
        taken.add(line.stands_for)
