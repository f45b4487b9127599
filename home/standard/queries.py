"""What the front pages show of other pages, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page

from portal.cms.access import readable_pages, refused_in_tree
from portal.cms.blocks.body import opens_section
from portal.cms.blocks.heading import anchor_of

Card = dict[str, Any]


def child_cards(page: Page, request: HttpRequest) -> list[Card]:
    """The live pages below that the visitor may open, as arguments of the component `card`."""
    below: Any = readable_pages(page.get_children().live(), refused_in_tree(page, request))
    return cards(below.specific(), request)


def related_cards(page: Any, request: HttpRequest) -> list[Card]:
    """The chosen pages that continue the subject, in the language of the page."""
    ids = chosen_ids(page.related)
    if not ids:
        return []
    found = in_language(ids, page.locale_id)
    chosen = Page.objects.filter(pk__in=[other.pk for other in found.values()])
    readable: Any = readable_pages(chosen, refused_in_tree(page, request))
    by_pk = {other.pk: other for other in readable.specific()}
    ordered = [by_pk.get(found[pk].pk) for pk in ids if pk in found]
    return cards([other for other in ordered if other is not None], request)


def cards(pages: Sequence[Any], request: HttpRequest) -> list[Card]:
    """Specific pages as cards; pictures and their renditions are read at once."""
    listed = list(pages)
    pictured = [page for page in listed if getattr(page, "picture_id", None)]
    prefetch_related_objects(pictured, "picture__renditions")
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "text": getattr(page, "summary", ""),
            "picture": page.picture if page in pictured else None,
            "is_demo": getattr(page, "is_demo", False),
        }
        for page in listed
    ]


def chosen_ids(stream: Any) -> list[int]:
    """The ids in a stream of page choosers, without reading the pages."""
    return [item["value"] for item in stream.raw_data if item["value"]]


def in_language(ids: Sequence[int], locale_id: int) -> dict[int, Page]:
    """For each page id the live page of its translations in a locale: one query."""
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    here = Q(translation_key__in=keys, locale_id=locale_id, live=True)
    pages = list(Page.objects.filter(here | Q(pk__in=ids)))
    by_key = {p.translation_key: p for p in pages if p.live and p.locale_id == locale_id}
    return {p.pk: by_key[p.translation_key] for p in pages if p.translation_key in by_key}


def contents(body: Any) -> list[dict[str, str]]:
    """The table of contents: the sections of a body with their anchors; empty for fewer than 3."""
    sections = [
        {"title": child.value["text"], "anchor": anchor_of(child.value["text"])}
        for child in body
        if child.block_type == "heading" and opens_section(child)
    ]
    anchored = [section for section in sections if section["anchor"]]
    return anchored if len(anchored) > 2 else []
