"""What Mein Bereich shows of meetings."""

from __future__ import annotations

from typing import Any

from actors.meetings.queries import coming_meetings_of, past_meetings_of
from portal.kernel.registry import Panel

SHOWN = 5


def my_meetings(user: Any) -> dict[str, Any] | None:
    """The coming meetings and the last one; None for those who belong to no body."""
    coming = coming_meetings_of(user, most=SHOWN)
    past = past_meetings_of(user, most=1)
    if not coming and not past:
        return None
    return {"coming": coming, "past": past}


MY_MEETINGS = Panel(
    place="area", order=5, template="actors/meetings/area_panel.html", context=my_meetings
)
