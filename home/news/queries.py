"""News of a list, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from wagtail.images import get_image_model

from home.news.pages import NewsIndexPage, NewsPage

# The renditions that the component `teaser` asks for.
TEASER_RENDITIONS = ("fill-320x240|format-webp", "fill-320x240")
FEED_LENGTH = 30


def news_below(index: NewsIndexPage) -> QuerySet[NewsPage]:
    """Live, public news of a list, newest first, with pictures and themes."""
    images: Any = get_image_model()._default_manager
    pictures = images.prefetch_renditions(*TEASER_RENDITIONS)
    news: Any = NewsPage.objects.child_of(index).live().public()
    return (
        news.order_by("-date", "-pk")
        .select_related("theme")
        .prefetch_related(Prefetch("picture", queryset=pictures))
        .defer_streamfields()
    )


def years_of(news: QuerySet[NewsPage]) -> list[int]:
    """The years that have news, newest first (one query)."""
    return [day.year for day in news.dates("date", "year", order="DESC")]


def in_year(news: QuerySet[NewsPage], asked: str, years: list[int]) -> QuerySet[NewsPage]:
    """The news of an asked year; all where the year has none or is no year."""
    return news.filter(date__year=int(asked)) if asked in map(str, years) else news


def neighbours(page: NewsPage) -> tuple[NewsPage | None, NewsPage | None]:
    """The next newer and the next older news of the same list (two queries)."""
    news: Any = NewsPage.objects.sibling_of(page, inclusive=False).live().public()
    news = news.defer_streamfields()
    # A page that is previewed before its first saving has no number yet: it comes last.
    newer_today = Q(date=page.date, pk__gt=page.pk) if page.pk else Q(pk__in=[])
    older_today = Q(date=page.date, pk__lt=page.pk) if page.pk else Q(date=page.date)
    newer = news.filter(Q(date__gt=page.date) | newer_today)
    older = news.filter(Q(date__lt=page.date) | older_today)
    return newer.order_by("date", "pk").first(), older.order_by("-date", "-pk").first()
