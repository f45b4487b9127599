"""Public screens of news: the list and its feeds."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from home.news.feeds import feed_of
from home.news.pages import NewsIndexPage, NewsPage
from home.news.queries import FEED_LENGTH, in_year, neighbours, news_below, years_of
from portal.kernel import clock
from portal.templatetags.formats import date_long

PER_PAGE = 12


def news_list(request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
    """The news, newest first, all or of one year."""
    news = news_below(index)
    years = years_of(news)
    asked = request.GET.get("year", "")
    page = Paginator(in_year(news, asked, years), PER_PAGE).get_page(request.GET.get("page"))
    here = index.get_url(request)
    entries = [
        {
            "page": entry,
            "url": entry.get_url(request),
            "lang": "de" if entry.alias_of_id else "",
            "meta": " · ".join(filter(None, [str(entry.theme or ""), entry.author])),
        }
        for entry in page.object_list
    ]
    context = {
        "news": page,
        "entries": entries,
        "years": _years(here, years, asked),
        **feed_urls(request, index),
    }
    return index.render(request, context_overrides=context, template="home/news/list.html")


def news_feed(request: HttpRequest, index: NewsIndexPage, form: str) -> HttpResponse:
    """The newest news as `rss` or `atom`."""
    news = [(page, _full_url(request, page)) for page in news_below(index)[:FEED_LENGTH]]
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
    index = NewsIndexPage.objects.parent_of(page).select_related("locale").first()
    language = (index or page).locale.language_code
    newer, older = neighbours(page)
    signed = [date_long(page.date), str(page.theme or ""), page.author]
    return {
        "index": index,
        "newer": newer,
        "older": older,
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
        **(feed_urls(request, index) if index else {}),
    }


def feed_urls(request: HttpRequest, index: NewsIndexPage) -> dict[str, str]:
    """The addresses of both feeds."""
    here = index.get_url(request)
    return {
        "rss_url": here + index.reverse_subpage("rss"),
        "atom_url": here + index.reverse_subpage("atom"),
    }


def _years(here: str, years: list[int], asked: str) -> list[dict[str, Any]]:
    return [
        {"year": year, "url": f"{here}?year={year}", "current": str(year) == asked}
        for year in years
    ]


def _full_url(request: HttpRequest, page: Page) -> str:
    """The absolute address of a page, under the name that the visitor asked for."""
    return request.build_absolute_uri(page.get_url(request))
