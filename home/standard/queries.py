"""What the front pages show of other pages, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BigAutoField, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from media.images.lists import listed_pictures
from portal.cms.access import refused_for
from portal.cms.addresses import addresses_of
from portal.cms.blocks.body import opens_section
from portal.cms.blocks.heading import anchor_of
from portal.cms.rows import NOTHING, PageRow, details_of, rows_below
from portal.kernel.prepared import Prepared

Card = dict[str, Any]
# The size that the component `card` asks for.
PICTURE = "fill-640x360"


def _same(keys: Any, locale: Any) -> QuerySet[Any, Any]:
    """The pages of some keys and their live translations in a locale."""
    same = Page.objects.filter(pk__in=keys).values("translation_key")
    here = Q(translation_key__in=same, locale=locale, live=True)
    columns = (*PageRow._fields[:-1], "locale__language_code")
    pages = Page.objects.filter(here | Q(pk__in=keys)).order_by("path")
    return pages.values_list("translation_key", "locale_id", "live", *columns)


SAME = Prepared(_same, keys=BigAutoField(), locale=BigAutoField())


def child_cards(page: Page, request: HttpRequest) -> list[Card]:
    """The live pages below that the visitor may open, as arguments of the component `card`."""
    return cards(rows_below(page), request)


def related_cards(page: Any, request: HttpRequest) -> list[Card]:
    """The chosen pages that continue the subject, in the language of the page."""
    ids = chosen_ids(page.related)
    found = in_language(ids, page.locale_id) if ids else {}
    return cards([found[pk] for pk in ids if pk in found], request)


def cards(pages: Sequence[PageRow], request: HttpRequest) -> list[Card]:
    """Those of the pages that the visitor may open as cards; details and pictures at once."""
    refused = tuple(refused_for(request))
    listed = [page for page in pages if not page.path.startswith(refused)]
    details = details_of(page.pk for page in listed)
    pictures = listed_pictures((each.picture_id for each in details.values()), PICTURE)
    addresses = addresses_of(request)
    return [
        {
            "title": page.title,
            "url": addresses.of(page.url_path),
            "text": detail.summary,
            "picture": pictures.get(detail.picture_id or 0),
            "is_demo": detail.is_demo,
        }
        for page in listed
        for detail in [details.get(page.pk, NOTHING)]
    ]


def chosen_ids(stream: Any) -> list[int]:
    """The ids in a stream of page choosers, without reading the pages."""
    return [item["value"] for item in stream.raw_data if item["value"]]


def in_language(ids: Sequence[int], locale_id: int) -> dict[int, PageRow]:
    """For each page id the live page of its translations in a locale: one query."""
    rows = SAME.rows(keys=set(ids), locale=locale_id)
    here = {key: PageRow(*row) for key, where, live, *row in rows if live and where == locale_id}
    return {row[0]: here[key] for key, _where, _live, *row in rows if key in here}


def contents(body: Any) -> list[dict[str, str]]:
    """The table of contents: the sections of a body with their anchors; empty for fewer than 3."""
    sections = [
        {"title": child.value["text"], "anchor": anchor_of(child.value["text"])}
        for child in body
        if child.block_type == "heading" and opens_section(child)
    ]
    anchored = [section for section in sections if section["anchor"]]
    return anchored if len(anchored) > 2 else []
