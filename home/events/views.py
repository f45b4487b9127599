"""Public screens of dates: list, month, page, calendar file and feed."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateformat import format as format_date
from wagtail.models import Page

from actors.themes.queries import all_themes
from home.events import words
from home.events.calendars import CONTENT_TYPE, calendar_of
from home.events.forms import EventFilter
from home.events.pages import EARLIEST, LATEST, EventIndexPage, EventPage
from home.events.queries import (
    Dated,
    by_day,
    coming,
    next_of,
    occurrences,
    published_events,
    schedules,
    within,
)
from home.events.recurrence import MOVED_AWAY, expand
from home.events.structured import event_data
from portal.cms.access import refused_for
from portal.cms.addresses import addresses_of
from portal.cms.rows import PageRow, parent_of
from portal.kernel import clock
from portal.kernel.clock import BERLIN

PER_PAGE = 12
# The feed reaches back this far, so that a subscribed calendar keeps what just was.
FEED_BACK = timedelta(days=60)
# How many months the links of the month view lead back and ahead.
MONTHS_BACK, MONTHS_AHEAD = 12, 24


def event_list(request: HttpRequest, index: EventIndexPage) -> HttpResponse:
    """What is under way or comes next, with filters."""
    now = clock.now()
    dated = coming(index.locale_id, refused_for(request), now)
    form = EventFilter(request.GET, dated, all_themes())
    page = Paginator(form.chosen(now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "dates": page,
        "months": _by_month(request, page.object_list),
        "reset_url": index.get_url(request) if form.active else "",
        **_ways(request, index),
    }
    return index.render(request, context_overrides=context, template="home/events/list.html")


def event_month(request: HttpRequest, index: EventIndexPage, year: int, month: int) -> HttpResponse:
    """One month as a table of weeks; raises Http404 for a month that is none."""
    if not (EARLIEST.year <= year < LATEST.year and 1 <= month <= 12):
        raise Http404
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1]
    after = datetime.combine(first, time.min, BERLIN)
    before = datetime.combine(last + timedelta(days=1), time.min, BERLIN)
    events = schedules(index.locale_id, after, before)
    found = occurrences(events, after, before, with_moved_away=True)
    days = by_day(found, first, last)
    context = {
        "first": date(year, month, 1),
        "weekdays": [format_date(day, "l") for day in weeks[0]],
        "weeks": [[_day(request, day, month, days.get(day, [])) for day in w] for w in weeks],
        "noindex": not found or not -MONTHS_BACK <= _distance(date(year, month, 1)) <= MONTHS_AHEAD,
        **_neighbours(request, index, date(year, month, 1)),
        **_ways(request, index, current="month"),
    }
    return index.render(request, context_overrides=context, template="home/events/month.html")


def event_feed(request: HttpRequest, index: EventIndexPage) -> HttpResponse:
    """Every date from two months ago on, to subscribe to."""
    since = clock.now() - FEED_BACK
    events = within(published_events(index.locale), since, LATEST).order_by("pk")
    entries = [(event, _full_url(request, event)) for event in events]
    return _download(calendar_of(entries, index.title), "termine.ics", "inline")


def event_page(request: HttpRequest, page: EventPage) -> HttpResponse:
    """A date with when, where, who, what became of it, and the next times of a series."""
    now = clock.now()
    following = next_of(page, now)
    shown = following or _last(page)
    index = parent_of(page)
    context: dict[str, Any] = {
        "occurrence": shown[0],
        "hours": words.hours(shown[0]),
        "badge": words.badge(shown[0]),
        "over": not following,
        "rhythm": words.rhythm(page),
        "following": [
            {"occurrence": entry, "hours": words.hours(entry), **words.badge(entry)}
            for entry in following
        ]
        if page.rhythm
        else [],
        "calendar_url": page.get_url(request) + page.reverse_subpage("calendar"),
        "index": index,
        "index_url": addresses_of(request).of(index.url_path) if index else "",
        "structured": _structured(request, page, shown, index),
    }
    return page.render(request, context_overrides=context, template="home/events/event_page.html")


def event_file(request: HttpRequest, page: EventPage) -> HttpResponse:
    """The date as a file for one's own calendar."""
    data = calendar_of([(page, _full_url(request, page))], page.title)
    return _download(data, f"{page.slug}.ics", "attachment")


def _download(data: bytes, name: str, way: str) -> HttpResponse:
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    plain = name.encode("ascii", "ignore").decode()
    response["Content-Disposition"] = f'{way}; filename="{plain}"'
    return response


def _last(page: EventPage) -> list[Any]:
    """The last occurrence of a date that is over (or, all skipped, its first time)."""
    end = page.last_occurrence or clock.now()
    past = expand(page.schedule, page.start - timedelta(days=1), end, with_moved_away=False)
    return [past[-1]] if past else [page.first_planned]


def _structured(
    request: HttpRequest, page: EventPage, shown: list[Any], index: PageRow | None
) -> dict[str, Any]:
    taking_place = next((o for o in shown if o.state != MOVED_AWAY), shown[0])
    language = index.code if index else page.locale.language_code
    return event_data(page, taking_place, _full_url(request, page), language)


def _by_month(request: HttpRequest, dated: Any) -> list[dict[str, Any]]:
    """Rows of the list under the name of their month."""
    months: list[dict[str, Any]] = []
    for entry in dated:
        day = entry.occurrence.start.date()
        if not months or (months[-1]["day"].year, months[-1]["day"].month) != (
            day.year,
            day.month,
        ):
            months.append({"day": day, "rows": []})
        months[-1]["rows"].append(_row(request, entry))
    return months


def _row(request: HttpRequest, entry: Dated) -> dict[str, Any]:
    row = words.row(entry.page, entry.occurrence, addresses_of(request).of(entry.page.url_path))
    return {**row, "lang": entry.language}


def _day(request: HttpRequest, day: date, month: int, dated: list[Dated]) -> dict[str, Any]:
    entries = [
        {
            "title": entry.page.title,
            "url": addresses_of(request).of(entry.page.url_path),
            "hours": words.hours(entry.occurrence),
            "lang": entry.language,
            **words.badge(entry.occurrence),
        }
        for entry in dated
    ]
    return {
        "date": day,
        "entries": entries,
        "inside": day.month == month,
        "today": day == clock.today(),
    }


def _month_url(request: HttpRequest, index: EventIndexPage, day: date) -> str:
    return str(index.get_url(request) + index.reverse_subpage("month", args=(day.year, day.month)))


def _distance(first: date) -> int:
    """How many months a month lies ahead of this one (negative: back)."""
    today = clock.today()
    return (first.year - today.year) * 12 + first.month - today.month


def _neighbours(request: HttpRequest, index: EventIndexPage, first: date) -> dict[str, Any]:
    """The months before and after, as long as the links lead somewhere sensible."""
    distance = _distance(first)
    before = first - timedelta(days=1)
    after = first + timedelta(days=31)
    return {
        "previous_month": {"url": _month_url(request, index, before), "day": before}
        if distance > -MONTHS_BACK
        else None,
        "next_month": {"url": _month_url(request, index, after), "day": after}
        if distance < MONTHS_AHEAD
        else None,
    }


def _ways(request: HttpRequest, index: EventIndexPage, current: str = "list") -> dict[str, Any]:
    """The two views and the feed."""
    return {
        "view": current,
        "list_url": index.get_url(request),
        "month_url": _month_url(request, index, clock.today()),
        "feed_url": _full_url(request, index) + index.reverse_subpage("calendar"),
    }


def _full_url(request: HttpRequest, page: Page) -> str:
    """The absolute address of a page, under the name that the visitor asked for."""
    return request.build_absolute_uri(page.get_url(request))
