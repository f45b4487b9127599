"""The way to the paper pack from the pages of a meeting."""

from __future__ import annotations

from typing import Any

from actors.meetings.models import Meeting
from portal.kernel.registry import Panel
from projects.sittings.permissions_members import seat_in


def meeting_pack(meeting: Meeting) -> dict[str, Any]:
    """The meeting; the template asks who may have packs made."""
    return {"meeting": meeting}


MEETING_PACK = Panel(
    place="meeting",
    order=6,
    template="projects/sittings/admin/meeting_pack.html",
    context=meeting_pack,
)


def my_pack(about: tuple[Any, Meeting]) -> dict[str, Any] | None:
    """For members of the day; None for readers of the office, who have the admin."""
    user, meeting = about
    return {"meeting": meeting} if seat_in(user, meeting) else None


MY_PACK = Panel(
    place="my_meeting",
    order=30,
    template="projects/sittings/my_meeting_pack.html",
    context=my_pack,
)
