"""Dates in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import Any

from home.events import recurrence
from home.events.pages import EventPage
from home.events.recurrence import Occurrence

STATUS = {
    recurrence.CANCELLED: "https://schema.org/EventCancelled",
    recurrence.MOVED: "https://schema.org/EventRescheduled",
}
SCHEDULED = "https://schema.org/EventScheduled"


def event_data(page: EventPage, occurrence: Occurrence, url: str, language: str) -> dict[str, Any]:
    """A schema.org Event of one occurrence; a moved one names its former start."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": page.title,
        "url": url,
        "inLanguage": "de" if page.alias_of_id else language,
        "startDate": _moment(occurrence, occurrence.start),
        "eventStatus": STATUS.get(occurrence.state, SCHEDULED),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }
    if occurrence.end:
        data["endDate"] = _moment(occurrence, occurrence.end)
    if occurrence.state == recurrence.MOVED and occurrence.other:
        data["previousStartDate"] = _moment(occurrence, occurrence.other)
    if page.summary:
        data["description"] = page.summary
    if page.place or page.address:
        data["location"] = {
            "@type": "Place",
            "name": page.place or page.address,
            "address": page.address or page.place,
        }
    if page.organiser:
        data["organizer"] = {"@type": "Organization", "name": page.organiser.name}
    return data


def _moment(occurrence: Occurrence, moment: Any) -> str:
    return moment.date().isoformat() if occurrence.all_day else moment.isoformat()
