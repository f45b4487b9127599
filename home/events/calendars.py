"""Dates as iCalendar (RFC 5545): one file for a date, one feed for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import strip_tags
from icalendar import Calendar, Event, vRecur

from home.events import recurrence, rules
from home.events.pages import EventPage
from home.events.recurrence import Change, Schedule
from portal.kernel import clock
from portal.kernel.clock import BERLIN

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def calendar_of(events: Iterable[tuple[EventPage, str]], name: str) -> bytes:
    """A calendar of pages with their addresses; bytes in UTF-8 with CRLF."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stadtteilportal//Termine//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Berlin")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for page, url in events:
        for entry in entries(page, url):
            calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def entries(page: EventPage, url: str) -> list[Event]:
    """The entry of a date, and one for each cancelled or moved day of its series."""
    schedule = page.schedule
    main = _entry(page, url, schedule)
    start = schedule.moved_to if schedule.status == recurrence.MOVED else schedule.start
    _times(main, schedule, start or schedule.start)
    if schedule.status == recurrence.CANCELLED:
        main.add("status", "CANCELLED")
    else:
        main.add("status", "CONFIRMED")
    if not schedule.rule:
        return [main]
    main.add("rrule", _rule(schedule))
    single = []
    for day, change in sorted(schedule.changes.items()):
        if not recurrence.takes_place(schedule, day):
            continue
        if change.kind == recurrence.SKIPPED:
            main.add("exdate", _moment(schedule, day))
        else:
            single.append(_single(page, url, schedule, day, change))
    return [main, *single]


def _entry(page: EventPage, url: str, schedule: Schedule) -> Event:
    """What main and single entries have in common; UID and SEQUENCE are stable (3.8.7.4)."""
    entry = Event()
    host = urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost"
    entry.add("uid", f"{page.translation_key}@{host}")
    entry.add("dtstamp", page.last_published_at or clock.now())
    if page.last_published_at and page.first_published_at:
        changed = page.last_published_at - page.first_published_at
        entry.add("sequence", max(int(changed.total_seconds()), 0))
    entry.add("summary", page.title)
    entry.add("url", url)
    if page.summary:
        entry.add("description", strip_tags(page.summary))
    place = ", ".join(part for part in (page.place, page.address) if part)
    if place:
        entry.add("location", place)
    if page.theme:
        entry.add("categories", [str(page.theme)])
    return entry


def _single(page: EventPage, url: str, schedule: Schedule, day: date, change: Change) -> Event:
    entry = _entry(page, url, schedule)
    entry.add("recurrence-id", _moment(schedule, day))
    moved = change.new_start if change.kind == recurrence.MOVED else None
    _times(entry, schedule, moved or recurrence.on_day(schedule, day))
    entry.add("status", "CONFIRMED" if moved else "CANCELLED")
    if change.note:
        entry.add("comment", change.note)
    return entry


def _times(entry: Event, schedule: Schedule, start: datetime) -> None:
    """DTSTART and DTEND; days of all-day dates end on the day after (exclusive, 3.6.1)."""
    begin = recurrence.local(start)
    if schedule.all_day:
        first = begin.date()
        days = 1
        if schedule.end:
            end = recurrence.local(schedule.end).date()
            days += (end - recurrence.local(schedule.start).date()).days
        entry.add("dtstart", first)
        entry.add("dtend", first + timedelta(days=days))
        return
    entry.add("dtstart", begin)
    if schedule.end and schedule.length:
        entry.add("dtend", recurrence.local(begin.astimezone(UTC) + schedule.length))


def _moment(schedule: Schedule, day: date) -> Any:
    return day if schedule.all_day else recurrence.on_day(schedule, day)


def _rule(schedule: Schedule) -> vRecur:
    """The rule with its UNTIL: a day for all-day dates, else in UTC (3.3.10)."""
    rule = vRecur.from_ical(rules.normal(schedule.rule))
    if schedule.until:
        last = datetime.combine(schedule.until, datetime.max.time().replace(microsecond=0), BERLIN)
        rule["UNTIL"] = [schedule.until if schedule.all_day else last.astimezone(UTC)]
    return rule
