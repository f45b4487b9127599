"""Dates in words: when, how often, and what became of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.events import recurrence
from home.events.pages import BY_RULE, RHYTHMS, EventPage
from home.events.queries import EventRow
from home.events.recurrence import Occurrence
from portal.templatetags.formats import base_language, date_long, datetime_long, time_long

HOUR_WORD = " Uhr"


def hours(occurrence: Occurrence) -> str:
    """The time of day: `17 Uhr`, `10–12 Uhr`, `all day`, `until 5 October`."""
    start, end = occurrence.start, occurrence.end
    if end and len(occurrence.days) > 1:
        if occurrence.all_day:
            return _("until %(day)s") % {"day": date_long(end)}
        moment = datetime_long(end)
        return _("%(time)s until %(end)s") % {"time": time_long(start), "end": moment}
    if occurrence.all_day:
        return _("all day")
    if not end or end == start:
        return time_long(start)
    first = time_long(start)
    if base_language() == "de":
        first = first.removesuffix(HOUR_WORD)
    return f"{first}–{time_long(end)}"


def meta(occurrence: Occurrence, page: EventRow) -> str:
    """The small line of a list: time, place and who may come."""
    return " · ".join(part for part in (hours(occurrence), page.place, page.admission) if part)


def badge(occurrence: Occurrence) -> dict[str, str]:
    """What became of it, in words, with the kind of badge; empty when it takes place."""
    if occurrence.state == recurrence.CANCELLED:
        return {"badge": pgettext("event", "Cancelled"), "badge_kind": "danger"}
    if occurrence.state == recurrence.MOVED and occurrence.other:
        text = _("Moved here from %(day)s") % {"day": date_long(occurrence.other)}
        return {"badge": text, "badge_kind": "warning"}
    if occurrence.state == recurrence.MOVED_AWAY and occurrence.other:
        text = _("Moved to %(day)s") % {"day": datetime_long(occurrence.other)}
        return {"badge": text, "badge_kind": "warning"}
    return {}


def rhythm(page: EventPage) -> str:
    """How often it takes place; empty for a date that takes place once."""
    if not page.rhythm:
        return ""
    text = _("in a series") if page.rhythm == BY_RULE else str(dict(RHYTHMS)[page.rhythm])
    text = text.split(" (")[0]
    if page.repeat_until:
        until = {"rhythm": text, "day": date_long(page.repeat_until)}
        return _("%(rhythm)s, until %(day)s") % until
    return text


def row(page: EventRow, occurrence: Occurrence, url: str) -> dict[str, Any]:
    """The arguments of the component `event_row`."""
    return {
        "date": occurrence.start,
        "title": page.title,
        "url": url,
        "meta": meta(occurrence, page),
        "is_demo": page.is_demo,
        "tone": "lippe" if occurrence.state == recurrence.PLANNED else "",
        **badge(occurrence),
    }
