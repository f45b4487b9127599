"""What takes place: occurrences of dates in a window of time, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import BigAutoField, DateTimeField, Q, QuerySet
from wagtail.models import Locale

from home.events import recurrence
from home.events.models import EventChange
from home.events.pages import LONGEST_DATE, EventPage
from home.events.recurrence import Change, Occurrence, Schedule, schedule_of
from portal.cms.access import refused_paths
from portal.kernel import clock
from portal.kernel.prepared import Prepared

LIST_DAYS = 184
"""How many days ahead the list looks."""
SOON_DAYS = 45
YEAR_DAYS = 366
# A change matters until its day, and the longest date begun on it, are past.
REACH = LONGEST_DATE + timedelta(days=4)


class EventRow(NamedTuple):
    """What a list needs of a date: whole pages take several times as long to read."""

    pk: int
    path: str
    title: str
    url_path: str
    alias_of_id: int | None
    is_demo: bool
    start: datetime
    end: datetime | None
    all_day: bool
    rhythm: str
    custom_rule: str
    repeat_until: date | None
    status: str
    moved_to: datetime | None
    place: str
    admission: str
    theme_id: int | None
    organiser_id: int | None
    organiser__name: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """One occurrence together with what a list shows of its page."""

    page: EventRow
    occurrence: Occurrence

    @property
    def language(self) -> str:
        """The language of the text where it is not the page's own (untranslated: German)."""
        return "de" if self.page.alias_of_id else ""


def within(events: QuerySet[EventPage], after: Any, before: Any) -> QuerySet[EventPage]:
    """The dates whose stored bounds touch a window of time."""
    return events.filter(first_occurrence__lt=before).filter(
        Q(last_occurrence__isnull=True) | Q(last_occurrence__gt=after)
    )


def _listed(locale: Any, after: Any, before: Any) -> QuerySet[Any, Any]:
    events = EventPage.objects.filter(live=True, locale=locale)
    return within(events, after, before).order_by("path").values_list(*EventRow._fields)


def _changed(locale: Any, since: Any) -> QuerySet[Any, Any]:
    """What became of single days: those that may lie in, or were moved into, what comes."""
    changes = EventChange.objects.filter(page__live=True, page__locale=locale)
    return (
        changes.filter(Q(day__gte=since) | Q(new_start__gte=since))
        .order_by("day")
        .values_list("page_id", "day", "kind", "new_start", "note")
    )


LISTED = Prepared(_listed, locale=BigAutoField(), after=DateTimeField(), before=DateTimeField())
CHANGED = Prepared(_changed, locale=BigAutoField(), since=DateTimeField())


def published_events(locale: Locale) -> QuerySet[EventPage]:
    """Live, public dates of a locale as whole pages, for files (two queries when read)."""
    events: Any = EventPage.objects.live().public().filter(locale=locale)
    return (
        events.select_related("organiser", "theme").prefetch_related("changes").defer_streamfields()
    )


def schedules(
    locale_id: int, after: datetime, before: datetime, refused: set[str] | None = None
) -> list[tuple[EventRow, Schedule]]:
    """The live dates of a locale that touch a window of time (two queries).

    `refused`: what a visitor may not open where that is known already; else only public dates.
    """
    hidden = tuple(refused_paths(None) if refused is None else refused)
    changes: dict[int, dict[date, Change]] = defaultdict(dict)
    for page, day, kind, new_start, note in CHANGED.rows(locale=locale_id, since=after - REACH):
        changes[page][day] = Change(kind, new_start, note)
    rows = [EventRow(*row) for row in LISTED.rows(locale=locale_id, after=after, before=before)]
    return [
        (row, schedule_of(row, changes[row.pk] if row.rhythm else {}))
        for row in rows
        if not row.path.startswith(hidden)
    ]


def occurrences(
    events: Iterable[tuple[EventRow, Schedule]],
    after: datetime,
    before: datetime,
    *,
    with_moved_away: bool = False,
) -> list[Dated]:
    """All occurrences of dates not over at `after` that start before `before`, in order."""
    found = [
        Dated(row, occurrence)
        for row, schedule in events
        for occurrence in recurrence.expand(
            schedule, after, before, with_moved_away=with_moved_away
        )
    ]
    return sorted(found, key=lambda dated: (dated.occurrence.start, dated.page.title))


def coming(locale_id: int, refused: set[str], now: datetime, days: int = LIST_DAYS) -> list[Dated]:
    """What is under way or begins within `days` days."""
    before = now + timedelta(days=days)
    return occurrences(schedules(locale_id, now, before, refused), now, before)


def upcoming(
    limit: int,
    now: datetime | None = None,
    locale_id: int | None = None,
    refused: set[str] | None = None,
) -> list[Dated]:
    """The next occurrences (under way ones first) for the home page, at most `limit`.

    A moved date appears at its new time; a cancelled one stays, marked.
    """
    now = now or clock.now()
    locale_id = locale_id or Locale.get_active().pk
    events = schedules(locale_id, now, now + timedelta(days=YEAR_DAYS), refused)
    found = occurrences(events, now, now + timedelta(days=SOON_DAYS))
    if len(found) < limit:
        found = occurrences(events, now, now + timedelta(days=YEAR_DAYS))
    return found[:limit]


def by_day(dated: Iterable[Dated], first: date, last: date) -> dict[date, list[Dated]]:
    """Occurrences by each day of the span that they touch."""
    days: dict[date, list[Dated]] = {}
    for entry in dated:
        for day in entry.occurrence.days:
            if first <= day <= last:
                days.setdefault(day, []).append(entry)
    return days


def next_of(event: EventPage, now: datetime, most: int = 6) -> list[Occurrence]:
    """The next occurrences of one date within a year, cancelled and moved ones included."""
    before = now + timedelta(days=YEAR_DAYS)
    return recurrence.expand(event.schedule, now, before, with_moved_away=True)[:most]
