"""Translations of the demo: the other trees as synced aliases, some pages in our own words.

A translated page goes through wagtail-localize, so that translators find every sentence in its
editor and can go on from there.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import HomePage
from portal.cms.pages import ContentPage
from portal.demo.blocks import BodyWriter
from portal.demo.book import Book
from portal.demo.content import read

TEXTS = ("title", "summary", "question", "intro", "search_hint", "thanks")


def other_locales() -> list[Locale]:
    """All locales but the source."""
    return list(Locale.objects.exclude(language_code=settings.LANGUAGE_CODE))


def load_translations(book: Book) -> list[int]:
    """Translate and publish what is not yet translated; returns the keys of those pages."""
    keys = []
    for locale in other_locales():
        for entry in read(f"translations/{locale.language_code}")["page"]:
            source_page = Page.objects.get(pk=book.page_id(entry["key"])).specific
            source, _made = TranslationSource.get_or_create_from_instance(source_page)
            translation, made = Translation.objects.get_or_create(
                source=source, target_locale=locale
            )
            if made:
                _translate(book, source_page, source, locale, entry)
                translation.save_target(publish=True)
                keys.append(translation.get_target_instance().pk)
    return keys


def _translate(
    book: Book, page: Any, source: TranslationSource, locale: Locale, entry: dict[str, Any]
) -> None:
    """Store the translation of every string, matched by its path and its order there."""
    translated = strings_by_path(translated_page(book, page, entry))
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    seen: dict[str, int] = defaultdict(int)
    rows = {}
    for segment in segments.order_by("order"):
        path = segment.context.path
        texts = translated.get(path, [])
        position, seen[path] = seen[path], seen[path] + 1
        if position < len(texts):
            rows[segment.string_id, segment.context_id] = StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=texts[position],
            )
    StringTranslation.objects.bulk_create(rows.values())


def translated_page(book: Book, page: Any, entry: dict[str, Any]) -> Any:
    """The page as it would stand in the other language; never saved."""
    copy = type(page).objects.get(pk=page.pk)
    for name in TEXTS:
        if name in entry:
            setattr(copy, name, entry[name])
    copy.search_description = entry["summary"]
    original = source_data(entry["key"])
    writer = BodyWriter(book, entry["key"])
    if isinstance(copy, ContentPage):
        blocks = merged(original.get("body", []), entry.get("body", []))
        copy.body = _stream(copy, "body", writer.body(blocks))
    if isinstance(copy, HomePage):
        doors = [
            {
                **door,
                "title": title,
                "text": text,
                "label": label,
                "page": book.page_id(door["page"]),
            }
            for door, (title, text, label) in zip(original["doors"], entry["doors"], strict=True)
        ]
        copy.doors = _stream(copy, "doors", writer.stream("door", doors))
    return copy


def source_data(key: str) -> dict[str, Any]:
    """The German file of a page."""
    return read(f"pages/{key}")


def merged(source: list[dict[str, Any]], texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The German blocks with the words of the other language in their place."""
    return [{**block, **words} for block, words in zip(source, texts, strict=True)]


def strings_by_path(page: Any) -> dict[str, list[str]]:
    """All translatable strings of a page by their path, in order."""
    strings: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def _stream(page: Any, name: str, raw: str) -> Any:
    return page._meta.get_field(name).to_python(raw)
