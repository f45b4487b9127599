"""What Mein Bereich shows of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actors.bodies.models import Body
from actors.meetings.models import Meeting
from actors.meetings.queries import coming_meetings_of, past_meetings_of
from actors.meetings.queries_public import public_meetings, public_minutes
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


@dataclass(frozen=True, slots=True)
class PublicMinutes:
    """What of approved minutes the public reads: the items that may be published, with results."""

    meeting: Meeting
    lines: list[tuple[str, str]]


def public_body(body: Body) -> dict[str, Any] | None:
    """Dates, agenda and approved minutes of a body open to everybody, without personal data.

    Of an item only title and result are shown, and only where the office marked it as public;
    who was there, motions, recusals and resolutions with their owners stay inside.
    """
    if not body.is_public:
        return None
    coming = public_meetings(body, most=SHOWN)
    minutes = [
        PublicMinutes(
            each.meeting,
            [
                (entry.item.title, entry.result)
                for entry in each.entries.all()
                if entry.item.is_public
            ],
        )
        for each in public_minutes(body, most=SHOWN)
    ]
    if not coming and not minutes:
        return None
    return {"coming": coming, "minutes": minutes}


PUBLIC_BODY = Panel(
    place="body",
    order=10,
    template="actors/meetings/public_panel.html",
    context=public_body,
)
