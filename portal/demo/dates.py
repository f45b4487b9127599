"""When the dates of the demo take place, counted from the day of seeding."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Any

from home.events import recurrence
from home.events.models import EventChange
from home.models import EventPage
from portal.demo.book import Book
from portal.demo.days import in_days
from portal.kernel import clock
from portal.kernel.clock import BERLIN

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def event_fields(book: Book, entry: dict[str, Any]) -> dict[str, Any]:
    """The fields of an event page from its file."""
    day = first_day(entry)
    start = _at(day, entry["time"])
    fields: dict[str, Any] = {
        "start": start,
        "end": _at(day, entry["end"]) if "end" in entry else None,
        "rhythm": entry.get("rhythm", ""),
        "custom_rule": entry.get("rule", "").format(nth=nth_weekday(day)),
        "status": entry.get("status", recurrence.PLANNED),
        "theme": book.themes[entry["theme"]],
        "organiser": book.organisations[entry["organiser"]],
        **{name: entry.get(name, "") for name in ("place", "address", "admission")},
    }
    if "moved_days" in entry:
        fields["moved_to"] = start + timedelta(days=entry["moved_days"])
    return fields


def add_changes(page: EventPage, entry: dict[str, Any]) -> None:
    """Single days of a weekly series that are cancelled or moved."""
    first = recurrence.local(page.start).date()
    EventChange.objects.bulk_create(
        EventChange(page=page, day=first + timedelta(weeks=number), kind=kind, note=note)
        for number, kind, note in entry.get("changes", [])
    )


def first_day(entry: dict[str, Any]) -> date:
    """The first day of an event: fixed in the year, the nth weekday of a month, or by weekday."""
    if "date" in entry:
        month, day_of_month = (int(number) for number in entry["date"].split("-"))
        return _next_year_of(lambda year: date(year, month, day_of_month))
    if "nth" in entry:
        return _nth(entry)
    day = in_days(entry["days"])
    if "weekday" not in entry:
        return day
    return day + timedelta(days=(WEEKDAYS.index(entry["weekday"]) - day.weekday()) % 7)


def nth_weekday(day: date) -> str:
    """Weekday of a day with its number in the month, as rules write it: `2TU`, `-1FR`."""
    number = (day.day - 1) // 7 + 1
    return f"{number if number < 5 else -1}{WEEKDAYS[day.weekday()].upper()}"


def _nth(entry: dict[str, Any]) -> date:
    number, weekday, *month = entry["nth"]
    if month:
        return _next_year_of(lambda year: _nth_of(year, month[0], number, weekday))
    start = in_days(entry["days"])
    found = _nth_of(start.year, start.month, number, weekday)
    if found < start:
        after = start.replace(day=1) + timedelta(days=monthrange(start.year, start.month)[1])
        found = _nth_of(after.year, after.month, number, weekday)
    return found


def _nth_of(year: int, month: int, number: int, weekday: str) -> date:
    first = date(year, month, 1)
    offset = (WEEKDAYS.index(weekday) - first.weekday()) % 7
    return first + timedelta(days=offset + 7 * (number - 1))


def _next_year_of(day_in: Any) -> date:
    """This year's day where it is still to come, else next year's."""
    today = clock.today()
    this_year: date = day_in(today.year)
    next_year: date = day_in(today.year + 1)
    return this_year if this_year >= today else next_year


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), BERLIN)
