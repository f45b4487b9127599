"""Reading minutes and resolutions."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.bodies.models import Body
from actors.meetings.models_minutes import Minutes, MinutesEntry, Resolution


def whole_minutes(meeting_id: int) -> Minutes | None:
    """The minutes of a meeting with everything that permissions ask for (one query)."""
    found = Minutes.objects.select_related("meeting__body", "chair", "writer")
    return found.filter(meeting=meeting_id).first()


def whole_entries(minutes: Minutes) -> list[MinutesEntry]:
    """The entries in the order of the agenda, with their items (one query)."""
    return list(minutes.entries.select_related("item"))


def open_resolutions(body: Body) -> QuerySet[Resolution]:
    """What a body resolved and nobody has done yet, the most urgent first."""
    found = Resolution.objects.filter(meeting__body=body, done_at=None)
    return found.select_related("meeting").order_by("due_on", "pk")
