"""The screen of the search and the answers to what is being typed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from home.search import matching, queries
from portal.cms.access import refused_for
from portal.cms.addresses import addresses_of

PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the portal knows about what was asked, or help to find it otherwise."""
    asked = matching.tidy(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    active = Locale.get_active()
    found = queries.find(asked, active, refused_for(request))
    page = Paginator(found.of_kind(kind), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "asked": asked,
        "page_of_results": page,
        "results": _results(request, page.object_list, found.stems),
        "kinds": _kinds(asked, kind, found),
        "some_words": found.some_words and bool(found.matches),
        "search_url": reverse("search"),
        "suggest_url": reverse("search_suggest"),
        "noindex": True,
        "meta_title": _("Search"),
    }
    if asked and not found.matches:
        context |= _help(request, asked, active)
    return render(request, "home/search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles that fit what is being typed, as JSON for the search field."""
    asked = matching.tidy(request.GET.get("q", ""))
    pages = []
    if len(asked) > 1:
        pages = queries.suggestions(asked, Locale.get_active(), refused_for(request))
    count = len(pages)
    data = {
        "results": [_suggestion(request, page) for page in pages],
        "status": ngettext("%(count)s suggestion", "%(count)s suggestions", count)
        % {"count": count},
    }
    response = JsonResponse(data)
    patch_cache_control(response, private=True, max_age=60)
    return response


def _suggestion(request: HttpRequest, page: Page) -> dict[str, str]:
    return {
        "title": page.title,
        "url": page.get_url(request) or "",
        "kind": str(queries.KIND_WORDS[queries.kind_of(page.content_type_id)]),
    }


def _results(request: HttpRequest, matches: Any, stems: list[str]) -> list[dict[str, Any]]:
    addresses = addresses_of(request)
    return [
        {
            "title": matching.marked(match.title, stems),
            "text": matching.marked(detail.summary, stems),
            "url": addresses.of(match.url_path),
            "kind": queries.KIND_WORDS[match.kind],
            "is_demo": detail.is_demo,
            "foreign": match.foreign,
        }
        for match, detail in queries.shown(matches)
    ]


def _kinds(asked: str, kind: str, found: queries.Found) -> list[dict[str, Any]]:
    """The kinds that have matches, as ways to narrow the list."""
    counts = found.counts()
    here = reverse("search")
    everything = {
        "title": _("Everything"),
        "url": f"{here}?{urlencode({'q': asked})}",
        "current": kind not in counts,
        "count": len(found.matches),
    }
    ways = [
        {
            "title": label,
            "url": f"{here}?{urlencode({'q': asked, 'kind': code})}",
            "current": code == kind,
            "count": counts[code],
        }
        for code, label in queries.KINDS
        if counts[code]
    ]
    return [everything, *ways] if len(ways) > 1 or kind in counts else []


def _help(request: HttpRequest, asked: str, active: Locale) -> dict[str, Any]:
    """Ways on when nothing is found."""
    meant = queries.did_you_mean(asked, active, refused_for(request))
    contact = queries.contact_page(active)
    return {
        "meant": meant,
        "meant_url": f"{reverse('search')}?{urlencode({'q': meant})}",
        "popular": [
            {"title": page.title, "url": page.get_url(request)}
            for page in queries.popular_pages(active)
        ],
        "contact_url": contact.get_url(request) if contact else "",
    }
