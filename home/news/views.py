"""Public screens of news: the list and its feeds."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from actors.themes.models import Theme
from actors.themes.queries import all_themes
from home.news.feeds import feed_of
from home.news.pages import NewsIndexPage, NewsPage
from home.news.queries import (
    FEED_LENGTH,
    Teaser,
    in_year,
    neighbours,
    news_below,
    published_news,
    teasers,
    years_of,
)
from media.images.lists import listed_pictures
from portal.cms.access import refused_to_guests
from portal.cms.addresses import Addresses, addresses_of
from portal.cms.rows import parent_of
from portal.kernel import clock
from portal.templatetags.formats import date_long

PER_PAGE = 12
# The size that the component `teaser` asks for.
PICTURE = "fill-320x240"


def news_list(request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
    """The news, newest first, all or of one year."""
    news = news_below(index, refused_to_guests(request))
    years = years_of(news)
    asked = request.GET.get("year", "")
    page = Paginator(in_year(news, asked, years), PER_PAGE).get_page(request.GET.get("page"))
    here = index.get_url(request)
    shown = teasers(page.object_list)
    pictures = listed_pictures((entry.picture_id for entry in shown), PICTURE)
    themes, addresses = all_themes(), addresses_of(request)
    entries = [
        {
            "page": entry,
            "url": addresses.of(entry.url_path),
            "lang": "de" if entry.alias_of_id else "",
            "meta": " · ".join(filter(None, [_theme(entry, themes), entry.author])),
            "picture": pictures.get(entry.picture_id or 0),
        }
        for entry in shown
    ]
    context = {
        "news": page,
        "entries": entries,
        "years": _years(here, years, asked),
        **feed_urls(here),
    }
    return index.render(request, context_overrides=context, template="home/news/list.html")


def news_feed(request: HttpRequest, index: NewsIndexPage, form: str) -> HttpResponse:
    """The newest news as `rss` or `atom`."""
    news = [(page, _full_url(request, page)) for page in published_news(index)[:FEED_LENGTH]]
    data, content_type = feed_of(
        index,
        news,
        form=form,
        url=_full_url(request, index),
        feed_url=_full_url(request, index) + index.reverse_subpage(form),
    )
    return HttpResponse(data, content_type=content_type)


def news_context(request: HttpRequest, page: NewsPage) -> dict[str, Any]:
    """What the page of one piece of news shows around its text."""
    index = parent_of(page)
    addresses = addresses_of(request)
    index_url = addresses.of(index.url_path) if index else ""
    language = index.code if index else page.locale.language_code
    newer, older = neighbours(page, refused_to_guests(request))
    signed = [date_long(page.date), str(page.theme or ""), page.author]
    return {
        "index": index,
        "index_url": index_url,
        "newer": _link(newer, addresses),
        "older": _link(older, addresses),
        "meta": " · ".join(filter(None, signed)),
        "structured": {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": page.title,
            "description": page.summary,
            "datePublished": page.date.isoformat(),
            "dateModified": (page.last_published_at or clock.now()).isoformat(),
            "inLanguage": "de" if page.alias_of_id else language,
            "url": _full_url(request, page),
        },
        **(feed_urls(index_url) if index else {}),
    }


def feed_urls(here: str) -> dict[str, str]:
    """The addresses of both feeds of the list that lives at an address."""
    ways = NewsIndexPage.get_resolver()
    return {"rss_url": here + ways.reverse("rss"), "atom_url": here + ways.reverse("atom")}


def _link(news: Teaser | None, addresses: Addresses) -> dict[str, str] | None:
    return {"title": news.title, "url": addresses.of(news.url_path)} if news else None


def _theme(news: Teaser, themes: dict[int, Theme]) -> str:
    return str(themes[news.theme_id]) if news.theme_id else ""


def _years(here: str, years: list[int], asked: str) -> list[dict[str, Any]]:
    return [
        {"year": year, "url": f"{here}?year={year}", "current": str(year) == asked}
        for year in years
    ]


def _full_url(request: HttpRequest, page: Page) -> str:
    """The absolute address of a page, under the name that the visitor asked for."""
    return request.build_absolute_uri(page.get_url(request))
