"""A meeting as iCalendar (RFC 5545/5546): an invitation to the diary, its change, its end."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from actors.meetings.lifecycle import CANCELLED
from actors.meetings.models import Meeting
from portal.kernel import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"
FILE_NAME = "sitzung.ics"


def meeting_url(meeting: Meeting) -> str:
    """The address of the members' page."""
    return f"{settings.PORTAL_BASE_URL}{reverse('my_meeting', args=[meeting.pk])}"


def meeting_calendar(meeting: Meeting) -> bytes:
    """One entry without names of members; UID stays, SEQUENCE counts what was sent (3.8.7.4).

    The agenda stays in the portal: diaries are often shared.
    """
    is_off = meeting.state == CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Stadtteilportal//Sitzungen//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add_component(_entry(meeting, is_off))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(meeting: Meeting, is_off: bool) -> Event:
    entry = Event()
    host = urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost"
    entry.add("uid", f"{meeting.key}@{host}")
    entry.add("dtstamp", clock.now())
    entry.add("sequence", meeting.sequence)
    entry.add("dtstart", clock.local(meeting.starts_at))
    entry.add("dtend", clock.local(meeting.ends_at))
    summary = _("%(body)s: %(kind)s") % {"body": meeting.body, "kind": meeting.kind_label}
    entry.add("summary", summary)
    entry.add("location", meeting.place)
    entry.add("url", meeting_url(meeting))
    organizer = vCalAddress(f"mailto:{settings.OFFICE_EMAIL}")
    organizer.params["cn"] = settings.OFFICE_NAME
    entry.add("organizer", organizer)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return entry
