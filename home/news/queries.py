"""News of a list, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigAutoField, QuerySet
from wagtail.models import Page

from home.news.pages import NewsIndexPage, NewsPage
from portal.cms.rows import CHILDREN, children_of, live_children, siblings_of
from portal.kernel.prepared import Prepared

FEED_LENGTH = 30


class NewsRow(NamedTuple):
    """Where a piece of news stands in the list."""

    pk: int
    path: str
    date: date


class Teaser(NamedTuple):
    """What the list shows of a piece of news."""

    pk: int
    title: str
    url_path: str
    summary: str
    date: date
    author: str
    theme_id: int | None
    picture_id: int | None
    is_demo: bool
    alias_of_id: int | None


LISTED = Prepared(
    lambda **place: (
        live_children(NewsPage.objects.all(), **place)
        .order_by("-date", "-pk")
        .values_list(*NewsRow._fields)
    ),
    **CHILDREN,
)
TEASERS = Prepared(
    lambda keys: NewsPage.objects.filter(id__in=keys).order_by().values_list(*Teaser._fields),
    keys=BigAutoField(),
)


def news_below(index: Page, hidden: tuple[str, ...]) -> list[NewsRow]:
    """The live news of a list, newest first, outside the hidden parts of the page tree."""
    return _listed(children_of(index), hidden)


def _listed(place: dict[str, Any], hidden: tuple[str, ...]) -> list[NewsRow]:
    rows = (NewsRow(*row) for row in LISTED.rows(**place))
    return [row for row in rows if not row.path.startswith(hidden)]


def teasers(news: Iterable[NewsRow]) -> list[Teaser]:
    """What the list shows of some news, in their order (one query)."""
    keys = [row.pk for row in news]
    found = {row[0]: Teaser(*row) for row in TEASERS.rows(keys=keys)}
    return [found[key] for key in keys if key in found]


def published_news(index: NewsIndexPage) -> QuerySet[NewsPage]:
    """Live, public news of a list as pages with their themes, newest first, for feeds."""
    news: Any = NewsPage.objects.child_of(index).live().public()
    return news.order_by("-date", "-pk").select_related("theme").defer_streamfields()


def years_of(news: Iterable[NewsRow]) -> list[int]:
    """The years that have news, newest first."""
    return sorted({row.date.year for row in news}, reverse=True)


def in_year(news: list[NewsRow], asked: str, years: list[int]) -> list[NewsRow]:
    """The news of an asked year; all where the year has none or is no year."""
    known = asked in map(str, years)
    return [row for row in news if row.date.year == int(asked)] if known else news


def neighbours(page: NewsPage, hidden: tuple[str, ...]) -> tuple[Teaser | None, Teaser | None]:
    """The next newer and the next older news of the same list (two queries)."""
    # A page that is previewed before its first saving has no number yet: it comes last.
    own = (page.date, page.pk or float("inf"))
    listed = _listed(siblings_of(page), hidden)
    newer = [row for row in listed if (row.date, row.pk) > own][-1:]
    older = [row for row in listed if (row.date, row.pk) < own][:1]
    found = {teaser.pk: teaser for teaser in teasers([*newer, *older])}
    return (
        next((found.get(row.pk) for row in newer), None),
        next((found.get(row.pk) for row in older), None),
    )
