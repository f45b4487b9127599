"""What takes place: occurrences of dates in a window of time, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Locale

from home.events import recurrence
from home.events.pages import EventPage
from home.events.recurrence import Occurrence
from home.navigation.access import readable_pages
from portal.kernel import clock

LIST_DAYS = 184
"""How many days ahead the list looks."""
SOON_DAYS = 45
YEAR_DAYS = 366
# What rows of a list need: whole pages and organisers take several times as long to read.
LISTED = (
    "title",
    "url_path",
    "path",
    "locale",
    "alias_of",
    "is_demo",
    "start",
    "end",
    "all_day",
    "rhythm",
    "custom_rule",
    "repeat_until",
    "status",
    "moved_to",
    "place",
    "admission",
    "theme__code",
    "theme__labels",
    "theme__order",
    "organiser__name",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One occurrence together with its page."""

    page: EventPage
    occurrence: Occurrence

    @property
    def language(self) -> str:
        """The language of the text where it is not the page's own (untranslated: German)."""
        return "de" if self.page.alias_of_id else ""


def visible_events(locale: Locale, refused: set[str] | None = None) -> QuerySet[EventPage]:
    """Live, public dates of a locale with what lists need (two queries when read).

    `refused`: what a visitor may not open where that is known already; else only public dates.
    """
    events: Any = EventPage.objects.live().filter(locale=locale)
    events = events.public() if refused is None else readable_pages(events, refused)
    return (
        events.select_related("organiser", "theme").prefetch_related("changes").defer_streamfields()
    )


def within(events: QuerySet[EventPage], after: datetime, before: datetime) -> QuerySet[EventPage]:
    """The dates whose stored bounds touch a window of time."""
    return events.filter(first_occurrence__lt=before).filter(
        Q(last_occurrence__isnull=True) | Q(last_occurrence__gt=after)
    )


def occurrences(
    events: Iterable[EventPage],
    after: datetime,
    before: datetime,
    *,
    with_moved_away: bool = False,
) -> list[Dated]:
    """All occurrences of dates not over at `after` that start before `before`, in order."""
    found = [
        Dated(event, occurrence)
        for event in events
        for occurrence in recurrence.expand(
            event.schedule, after, before, with_moved_away=with_moved_away
        )
    ]
    return sorted(found, key=lambda dated: (dated.occurrence.start, dated.page.title))


def coming(events: QuerySet[EventPage], now: datetime, days: int = LIST_DAYS) -> list[Dated]:
    """What is under way or begins within `days` days."""
    before = now + timedelta(days=days)
    return occurrences(within(events, now, before).only(*LISTED), now, before)


def upcoming(
    limit: int,
    now: datetime | None = None,
    locale: Locale | None = None,
    refused: set[str] | None = None,
) -> list[Dated]:
    """The next occurrences (under way ones first) for the home page, at most `limit`.

    A moved date appears at its new time; a cancelled one stays, marked.
    """
    now = now or clock.now()
    chosen = visible_events(locale or Locale.get_active(), refused)
    events = list(within(chosen, now, now + timedelta(days=YEAR_DAYS)).only(*LISTED))
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
