"""Dates, news and the contact page for tests."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from wagtail.models import Page

from home.models import ContactPage, EventIndexPage, EventPage, NewsIndexPage, NewsPage
from portal.kernel.clock import BERLIN
from tests.factories.site import below, unindexed

_numbers = itertools.count(1)


def at(text: str) -> datetime:
    """A wall-clock time of Europe/Berlin: `2026-11-24 17:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def event_index(**fields: Any) -> EventIndexPage:
    """The calendar below the home page, made once per test."""
    found = EventIndexPage.objects.first()
    return found or below(None, EventIndexPage(**{"title": "Termine", "slug": "termine", **fields}))


def event(
    start: str | datetime = "2026-11-24 17:00", end: str | datetime = "", **fields: Any
) -> EventPage:
    """A date below the calendar, at wall-clock times."""
    changes = fields.pop("changes", [])
    page = EventPage(
        **{
            "title": f"Termin {next(_numbers)}",
            "start": at(start) if isinstance(start, str) else start,
            "end": (at(end) if isinstance(end, str) else end) if end else None,
            **fields,
        }
    )
    page.changes = changes
    return below(event_index(), page)


def news_index(**fields: Any) -> NewsIndexPage:
    """The list of news below the home page, made once per test."""
    found = NewsIndexPage.objects.first()
    return found or below(None, NewsIndexPage(**{"title": "Neues", "slug": "neues", **fields}))


def news(**fields: Any) -> NewsPage:
    """A piece of news."""
    return below(news_index(), NewsPage(**{"title": f"Nachricht {next(_numbers)}", **fields}))


def contact_page(**fields: Any) -> ContactPage:
    """The contact page below the home page."""
    return below(None, ContactPage(**{"title": "Kontakt", "slug": "kontakt", **fields}))


def many(index: Page, pages: list[Any]) -> None:
    """Put many pages below an index in few statements; search and references do not know them."""
    start = index.get_children().count()
    for number, page in enumerate(pages, start + 1):
        page.slug = page.slug or f"viele-{number}"
        page.path = index._get_path(index.path, index.depth + 1, number)
        page.depth = index.depth + 1
        page.url_path = f"{index.url_path}{page.slug}/"
        page.locale = index.locale
        page.draft_title = page.title
        page.clean()
    parents = [field for field in pages[0]._meta.concrete_fields if field.model is Page]
    assert parents
    with unindexed():
        for page in pages:
            page.save_base(raw=False)
    index.numchild = start + len(pages)
    index.save(clean=False)
