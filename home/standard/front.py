"""What the home page shows of the day: doors, open calls, results, next dates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from home.events.queries import upcoming
from home.events.words import row
from home.navigation.access import refused_in_tree
from home.navigation.queries import surroundings_of
from home.standard.queries import Card, chosen_ids
from portal.cms.addresses import addresses_of
from portal.templatetags.formats import date_long, datetime_long, euro_short
from projects.calls.models import Call
from projects.calls.queries import open_calls
from projects.showcase.pages import MicroprojectPage

TONES = ("lippe", "tulpe", "wiese")
MOST_CALLS = 2
MOST_RESULTS = 2
MOST_DATES = 3
SHOWN_OF_RESULT = (
    "title",
    "summary",
    "url_path",
    "path",
    "is_demo",
    "picture",
    "microproject__is_demo",
    "microproject__cents",
    "microproject__year",
    "microproject__theme__labels",
    "microproject__theme__code",
    "microproject__period__starts_on",
    "microproject__period__ends_on",
)


def doors(page: Any, request: HttpRequest) -> list[Card]:
    """The doors as cards; one whose page is not public is left out."""
    blocks = [item["value"] for item in page.doors.raw_data]
    targets = surroundings_of(request, page).links_to(page.linked_ids())
    return [
        {
            "title": block["title"],
            "text": block["text"],
            "label": block["label"],
            "url": targets[block["page"]]["url"],
            "tone": TONES[place % len(TONES)],
            "level": 2,
        }
        for place, block in enumerate(blocks)
        if block["page"] in targets
    ]


def call_banners(page: Any, request: HttpRequest) -> list[Card]:
    """The open calls that have a public page, the one closing first in front."""
    banners = []
    for call in open_calls()[:MOST_CALLS]:
        face = call.face(page.locale_id)
        if face is not None:
            banners.append(_banner(call, face, request))
    return banners


def _banner(call: Call, face: Any, request: HttpRequest) -> Card:
    title = _("%(call)s: apply now") % {"call": call.title}
    text = _("Applications until %(moment)s.") % {"moment": datetime_long(call.closes_at)}
    if call.sitting_on:
        decision = _("The committee decides on %(day)s.") % {"day": date_long(call.sitting_on)}
        text = f"{text} {decision}"
    return {
        "title": title,
        "text": text,
        "closes": call.closes_at,
        "url": face.get_url(request),
        "is_demo": face.is_demo,
    }


def results(page: Any, request: HttpRequest) -> list[Card]:
    """What became of earlier ideas: the chosen projects, else the newest with a picture."""
    pages: Any = MicroprojectPage.objects.live().filter(locale_id=page.locale_id)
    ids = chosen_ids(page.results)
    if ids:
        keys = MicroprojectPage.objects.filter(pk__in=ids).values("translation_key")
        pages = pages.filter(translation_key__in=keys)
    else:
        pages = pages.filter(picture__isnull=False)
    found = pages.select_related("microproject__theme", "microproject__period", "picture")
    listed = list(
        found.only(*SHOWN_OF_RESULT).order_by("-microproject__year", "path")[
            : len(ids) or MOST_RESULTS
        ]
    )
    prefetch_related_objects(listed, "picture__renditions")
    return [_result(each, request) for each in listed]


def _result(page: MicroprojectPage, request: HttpRequest) -> Card:
    project = page.microproject
    parts = (str(project.theme), project.when, euro_short(project.cents))
    return {
        "title": page.title,
        "url": page.get_url(request),
        "text": page.summary,
        "picture": page.picture,
        "meta": " · ".join(part for part in parts if part),
        "is_demo": page.is_demo or project.is_demo,
    }


def next_dates(page: Any, request: HttpRequest) -> list[Card]:
    """The next dates as rows."""
    dated = upcoming(MOST_DATES, locale_id=page.locale_id, refused=refused_in_tree(page, request))
    addresses = addresses_of(request)
    return [row(each.page, each.occurrence, addresses.of(each.page.url_path)) for each in dated]


def _above(cards: list[Card]) -> str:
    """The address of the list that the first card belongs to: the page above it."""
    return cards[0]["url"].rstrip("/").rpartition("/")[0] + "/" if cards else ""


def front(page: Any, request: HttpRequest) -> dict[str, Any]:
    """All that the template of the home page needs besides the page."""
    # The words around a German text (an alias) are German as well, see `untranslated`.
    with override(settings.LANGUAGE_CODE if page.alias_of_id else get_language()):
        calls = call_banners(page, request)
        finished, dates = results(page, request), next_dates(page, request)
    return {
        "search_url": reverse("search"),
        "suggest_url": reverse("search_suggest"),
        "doors": doors(page, request),
        "calls": calls,
        "results": finished,
        "results_url": _above(finished),
        "dates": dates,
        "dates_url": _above(dates),
    }
