"""Links and pictures inside the portal that lead nowhere for a visitor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import BigIntegerField, Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from media.images.models import PortalImage
from portal.editing.queries import page_models

# A link in rich text, also where JSON escaped its quotes.
LINK = re.compile(r"<a [^>]*linktype=[^>]*>")
TARGET = re.compile(r'\bid=\\?"(\d+)')
SECONDS_KEPT = 300


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A public page that links to a page which is hidden, or gone (target None)."""

    page: Page
    target: Page | None


@dataclass(frozen=True, slots=True)
class WithheldPlace:
    """A page that names a picture which is withheld."""

    page: Page
    image: PortalImage


def broken_links(limit: int) -> tuple[list[BrokenLink], int]:
    """The broken links, at most `limit`, and how many there are.

    Wagtail's reference index knows links to hidden pages. It forgets deleted ones, so these are
    read from the texts, at most every five minutes.
    """
    gone: list[tuple[int, int]] | None = cache.get_or_set(
        "links-to-deleted-pages", links_to_deleted_pages, SECONDS_KEPT
    )
    rows = sorted({*links_to_hidden_pages(), *(gone or [])})
    shown = rows[:limit]
    pages = Page.objects.in_bulk([pk for row in shown for pk in row])
    return [BrokenLink(pages[a], pages.get(b)) for a, b in shown if a in pages], len(rows)


def links_to_hidden_pages() -> list[tuple[int, int]]:
    """Ids of public pages and of the pages they link to that are not public."""
    page_type = ContentType.objects.get_for_model(Page)
    target = Page.objects.filter(pk=Cast(OuterRef("to_object_id"), BigIntegerField()), live=False)
    source = Page.objects.filter(
        pk=Cast(OuterRef("object_id"), BigIntegerField()), live=True, alias_of__isnull=True
    )
    rows = (
        ReferenceIndex.objects.filter(base_content_type=page_type, to_content_type=page_type)
        .filter(Exists(source), Exists(target))
        .values_list("object_id", "to_object_id")
        .distinct()
    )
    return [(int(page), int(to)) for page, to in rows]


def pages_with_withheld_images(limit: int) -> tuple[list[WithheldPlace], int]:
    """Pages that still name a picture whose consent was withdrawn, and how many there are."""
    page_type = ContentType.objects.get_for_model(Page)
    image_type = ContentType.objects.get_for_model(PortalImage)
    withheld = PortalImage.objects.filter(
        pk=Cast(OuterRef("to_object_id"), BigIntegerField()), withheld_at__isnull=False
    )
    source = Page.objects.filter(
        pk=Cast(OuterRef("object_id"), BigIntegerField()), alias_of__isnull=True
    )
    references = (
        ReferenceIndex.objects.filter(base_content_type=page_type, to_content_type=image_type)
        .filter(Exists(withheld), Exists(source))
        .values_list("object_id", "to_object_id")
        .distinct()
    )
    rows = sorted((int(page), int(image)) for page, image in references)
    pages = Page.objects.in_bulk([page for page, _image in rows[:limit]])
    images = PortalImage.objects.in_bulk([image for _page, image in rows[:limit]])
    return [WithheldPlace(pages[a], images[b]) for a, b in rows[:limit]], len(rows)


def links_to_deleted_pages() -> list[tuple[int, int]]:
    """Ids of public pages and of pages their texts link to that do not exist any more."""
    found = {(pk, target) for pk, text in _texts_with_links() for target in _targets(text)}
    known = set(Page.objects.values_list("pk", flat=True)) if found else set()
    return sorted(row for row in found if row[1] not in known)


def _targets(text: str) -> Iterator[int]:
    for link in LINK.findall(text):
        if "page" in link and (target := TARGET.search(link)):
            yield int(target.group(1))


def _texts_with_links() -> Any:
    parts = [
        model.objects.order_by()
        .filter(live=True, alias_of__isnull=True)
        .annotate(text=Cast(field.name, TextField()))
        .filter(text__contains="linktype=")
        .values_list("pk", "text")
        for model in page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField | RichTextField)
    ]
    nothing = Page.objects.none().annotate(text=Value("")).values_list("pk", "text")
    return parts[0].union(*parts[1:], all=True) if parts else nothing
