"""Reading who was invited and who was there, for the count of a quorum in later packages."""

from __future__ import annotations

from datetime import time

from django.db.models import Q

from actors.meetings.models import Meeting
from actors.meetings.models_people import Attendance, Presence


def invited_members(meeting: Meeting) -> frozenset[int]:
    """The keys of the members that were invited."""
    return frozenset(meeting.invitations.values_list("member_id", flat=True))


def present_at(meeting: Meeting, moment: time | None = None) -> list[Attendance]:
    """Who is there (at a time of the day in Europe/Berlin), with member and seat (one query)."""
    found = meeting.attendance.filter(presence=Presence.PRESENT)
    if moment is not None:
        found = found.filter(Q(came_at__isnull=True) | Q(came_at__lte=moment))
        found = found.filter(Q(left_at__isnull=True) | Q(left_at__gt=moment))
    return list(found.select_related("member__person", "stands_for"))
