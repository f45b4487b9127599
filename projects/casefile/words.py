"""Words that all chapters of a case share."""

from __future__ import annotations

from datetime import datetime

from portal.templatetags.formats import date_short, time_long

NOTHING = "–"


def moment(at: datetime | None) -> str:
    """Day and time in few letters, for columns: `22.11.2026, 10:05 Uhr`."""
    return f"{date_short(at)}, {time_long(at)}" if at else NOTHING
