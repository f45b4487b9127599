"""What the home page shows of the day: doors, open calls, results, next dates."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BigAutoField, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from actors.themes.models import Theme
from home.events.queries import upcoming
from home.events.words import row
from home.navigation.queries import surroundings_of
from home.standard.queries import Card, chosen_ids
from media.images.lists import listed_pictures
from portal.cms.access import refused_for
from portal.cms.addresses import addresses_of
from portal.kernel.prepared import Prepared
from portal.templatetags.formats import date_long, datetime_long, euro_short
from projects.calls.models import Call
from projects.calls.queries import Face, open_faces
from projects.programmes.models import FundingPeriod
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectPage

TONES = ("lippe", "tulpe", "wiese")
MOST_CALLS = 2
MOST_RESULTS = 2
MOST_DATES = 3
PICTURE = "fill-640x360"


class Result(NamedTuple):
    """What a card shows of a finished project and its page."""

    title: str
    summary: str
    url_path: str
    is_demo: bool
    picture_id: int | None
    microproject__is_demo: bool
    microproject__cents: int
    microproject__year: int
    microproject__theme__code: str
    microproject__theme__labels: Any
    microproject__period__starts_on: date | None
    microproject__period__ends_on: date | None

    @property
    def meta(self) -> str:
        """Theme, time and money in one line."""
        code, labels = self.microproject__theme__code, self.microproject__theme__labels
        first, last = self.microproject__period__starts_on, self.microproject__period__ends_on
        period = FundingPeriod(starts_on=first, ends_on=last) if first and last else None
        project = Microproject(year=self.microproject__year, period=period)
        parts = (
            str(Theme(code=code, labels=labels)),
            project.when,
            euro_short(self.microproject__cents),
        )
        return " · ".join(part for part in parts if part)


def _results(locale: Any) -> QuerySet[Any, Any]:
    pages = MicroprojectPage.objects.live().filter(locale=locale)
    return pages.order_by("-microproject__year", "path")


def _chosen(locale: Any, keys: Any) -> QuerySet[Any, Any]:
    same = Page.objects.filter(pk__in=keys).values("translation_key")
    return _results(locale).filter(translation_key__in=same).values_list(*Result._fields)


CHOSEN = Prepared(_chosen, locale=BigAutoField(), keys=BigAutoField())
NEWEST = Prepared(
    lambda locale: (
        _results(locale).filter(picture__isnull=False).values_list(*Result._fields)[:MOST_RESULTS]
    ),
    locale=BigAutoField(),
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
    shown = open_faces(page.locale_id, MOST_CALLS)
    addresses = addresses_of(request)
    return [_banner(call, face, addresses.of(face.url_path)) for call, face in shown]


def _banner(call: Call, face: Face, url: str) -> Card:
    title = _("%(call)s: apply now") % {"call": call.title}
    text = _("Applications until %(moment)s.") % {"moment": datetime_long(call.closes_at)}
    if call.sitting_on:
        decision = _("The committee decides on %(day)s.") % {"day": date_long(call.sitting_on)}
        text = f"{text} {decision}"
    return {
        "title": title,
        "text": text,
        "closes": call.closes_at,
        "url": url,
        "is_demo": face.is_demo,
    }


def results(page: Any, request: HttpRequest) -> list[Card]:
    """What became of earlier ideas: the chosen projects, else the newest with a picture."""
    keys = set(chosen_ids(page.results))
    rows = (
        CHOSEN.rows(locale=page.locale_id, keys=keys)
        if keys
        else NEWEST.rows(locale=page.locale_id)
    )
    found = [Result(*row) for row in rows]
    pictures = listed_pictures((each.picture_id for each in found), PICTURE)
    addresses = addresses_of(request)
    return [
        {
            "title": each.title,
            "url": addresses.of(each.url_path),
            "text": each.summary,
            "picture": pictures.get(each.picture_id or 0),
            "meta": each.meta,
            "is_demo": each.is_demo or each.microproject__is_demo,
        }
        for each in found
    ]


def next_dates(page: Any, request: HttpRequest) -> list[Card]:
    """The next dates as rows."""
    dated = upcoming(MOST_DATES, locale_id=page.locale_id, refused=refused_for(request))
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
