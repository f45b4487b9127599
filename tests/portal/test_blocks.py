"""Blocks: each renders its preview, is clean for the strict policy, and refuses bad values."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import StandardPage
from portal.cms.blocks import BodyBlock, body_blocks
from portal.cms.blocks.map import HEIGHT, WIDTH, markers
from tests.factories import actors, media
from tests.factories.accounts import client_for, user
from tests.factories.site import below, home_page

pytestmark = pytest.mark.django_db

NAMES = [
    "rich_text", "heading", "notice", "quote", "accordion", "steps", "image", "gallery", "video",
    "facts", "table", "chart", "map", "call_to_action", "contact_card", "documents",
    "related_pages",
]  # fmt: skip
FORBIDDEN = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def body(*blocks: tuple[str, Any]) -> Any:
    """A body of raw values, as the demo content and the database hold them."""
    return BodyBlock().to_python([{"type": name, "value": value} for name, value in blocks])


def problems(name: str, value: Any) -> str:
    """All messages that saving a block with that raw value gives; "" when it is fine."""
    try:
        BodyBlock().clean(body((name, value)))
    except ValidationError as error:
        return " ".join(_messages(error))
    return ""


def _messages(error: Any) -> list[str]:
    found = [str(message) for message in getattr(error, "messages", [])]
    children = getattr(error, "block_errors", None) or {}
    parts = children.values() if isinstance(children, dict) else children
    for part in parts:
        if part is not None:
            found += _messages(part)
    return found


def test_the_menu_of_blocks_is_complete() -> None:
    assert sorted(name for name, _block in body_blocks()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_icon_label_description_and_a_clean_preview(name: str) -> None:
    media.image()
    media.document()
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    assert block.meta.icon != "placeholder"
    assert str(block.label)
    assert str(block.get_description())
    value = block.get_preview_value()
    context = {
        "request": RequestFactory().get("/admin/"),
        "bound_block": block.bind(value),
        "page_title": "Vorschau",
    }
    page = render_to_string(block.get_preview_template(value, context), context)
    inner = page.partition("<main")[2]
    assert not FORBIDDEN.search(page)
    assert len(re.sub(r"<[^>]+>|\s", "", inner)) > 10 or "<img" in inner


@pytest.mark.parametrize("name", NAMES)
def test_previews_pass_their_own_checks(name: str) -> None:
    media.image()
    media.document()
    block = BodyBlock().child_blocks[name]
    value = block.get_preview_value()
    if name == "gallery":
        value["images"].append(value["images"][0])
    block.clean(value)


REFUSED = [
    ("heading", {"text": "", "level": "h2"}),
    ("heading", {"text": "Zu groß", "level": "h1"}),
    ("heading", {"text": "Ohne Abschnitt", "level": "h3"}),
    ("notice", {"kind": "shouting", "title": "", "text": "<p>x</p>"}),
    ("accordion", {"title": "Fragen", "items": []}),
    ("steps", {"title": "Nur einer", "items": [{"title": "a", "text": ""}]}),
    ("facts", {"title": "", "items": []}),
    ("table", {"caption": "", "header_column": False, "rows": [{"cells": ["a"]}] * 2}),
    ("table", {"caption": "Leer", "header_column": False, "rows": [{"cells": ["a"]}]}),
    ("table", {"caption": "Krumm", "header_column": False,
               "rows": [{"cells": ["a", "b"]}, {"cells": ["c"]}]}),
    ("table", {"caption": "Kopflos", "header_column": False,
               "rows": [{"cells": ["a", ""]}, {"cells": ["c", "d"]}]}),
    ("table", {"caption": "Zeile ohne Kopf", "header_column": True,
               "rows": [{"cells": ["a", "b"]}, {"cells": ["", "d"]}]}),
    ("call_to_action", {"title": "Los", "text": "", "label": "Weiter", "page": None, "url": ""}),
    ("call_to_action", {"title": "Los", "text": "", "label": "Weiter", "page": None,
                        "url": "javascript:alert(1)"}),
    ("contact_card", {"office": None, "actor": None, "free": {}}),
    ("contact_card", {"office": None, "actor": None, "free": {"name": "Büro"}}),
    ("contact_card", {"free": {"name": "Büro", "phone": "rufen Sie an"}}),
    ("video", {"title": "Film", "url": "", "transcript": "<p>x</p>"}),
    ("video", {"title": "Film", "url": "https://video.example.org/1", "transcript": ""}),
    ("map", {"title": "", "text": "", "places": []}),
    ("map", {"places": [{"name": "Hier", "address": "", "latitude": 51.7, "longitude": None}]}),
    ("map", {"places": [{"name": "Fern", "address": "", "latitude": 951.7, "longitude": 7.8}]}),
    ("chart", {"title": "Einer", "kind": "bar", "unit": "", "rows": [{"label": "a", "value": 1}]}),
    ("chart", {"title": "Minus", "kind": "bar", "unit": "",
               "rows": [{"label": "a", "value": -1}, {"label": "b", "value": 2}]}),
    ("chart", {"title": "Riesig", "kind": "line", "unit": "",
               "rows": [{"label": "a", "value": 1e40}, {"label": "b", "value": 2}]}),
    ("quote", {"text": "nul\x00byte", "source": ""}),
    ("quote", {"text": "x" * 100_000, "source": ""}),
    ("related_pages", {"title": "", "pages": []}),
    ("documents", {"title": "", "documents": []}),
    ("gallery", {"title": "", "images": []}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_bad_values_are_refused_with_a_message(name: str, value: Any) -> None:
    assert len(problems(name, value)) > 10


def test_a_picture_needs_text_or_is_decoration_but_not_both() -> None:
    described = media.image()
    silent = media.image(title="Ohne Text", description="")
    plain = {"alt": "", "decorative": False, "caption": ""}
    assert problems("image", {**plain, "image": described.pk}) == ""
    assert problems("image", {**plain, "image": silent.pk})
    assert problems("image", {**plain, "image": silent.pk, "alt": "Ein Tisch"}) == ""
    assert problems("image", {**plain, "image": silent.pk, "decorative": True}) == ""
    assert problems("image", {**plain, "image": described.pk, "decorative": True, "alt": "Tisch"})
    assert "Ohne Text" in problems("gallery", {"title": "", "images": [described.pk, silent.pk]})


def test_the_order_of_headings_holds_across_blocks() -> None:
    sub = ("heading", {"text": "Darunter", "level": "h3"})
    section = ("heading", {"text": "Abschnitt", "level": "h2"})
    facts = ("facts", {"title": "Zahlen", "items": [{"figure": "1", "label": "Haus", "note": ""}]})
    BodyBlock().clean(body(section, sub))
    BodyBlock().clean(body(facts, sub))
    with pytest.raises(ValidationError):
        BodyBlock().clean(body(sub, section))


def test_text_of_editors_is_escaped_everywhere() -> None:
    evil = '"><script>alert(1)</script>'
    value = body(
        ("heading", {"text": evil, "level": "h2"}),
        ("quote", {"text": evil, "source": evil}),
        ("facts", {"title": evil, "items": [{"figure": evil, "label": evil, "note": evil}]}),
        ("table", {"caption": evil, "header_column": True, "rows": [{"cells": [evil, "b"]}] * 2}),
        ("map", {"title": evil, "places": [
            {"name": evil, "address": evil, "latitude": 51.7, "longitude": 7.8}]}),
        ("chart", {"title": evil, "kind": "line", "unit": evil, "source": evil,
                   "rows": [{"label": evil, "value": 1}, {"label": "b", "value": 2}]}),
        ("video", {"title": evil, "url": "https://video.example.org/1", "length": evil}),
        ("call_to_action", {"title": evil, "text": evil, "label": evil, "url": "https://example.org/"}),
    )  # fmt: skip
    assert "<script" not in value.render_as_block()


def test_blocks_say_what_they_promise() -> None:
    document = media.document()
    page = home_page()
    html = body(
        ("documents", {"title": "Formulare", "documents": [document.pk]}),
        ("related_pages", {"title": "Weiter", "pages": [page.pk]}),
        ("call_to_action", {"title": "Los", "label": "Zur Seite", "page": page.pk, "url": ""}),
        ("video", {"title": "Film", "url": "https://video.example.org/1", "transcript": "W"}),
        ("table", {"caption": "Zeiten", "header_column": True,
                   "rows": [{"cells": ["Tag", "Zeit"]}, {"cells": ["Montag", "9 Uhr"]}]}),
        ("chart", {"title": "Projekte", "kind": "column", "unit": "Projekte",
                   "rows": [{"label": "2025", "value": 3}, {"label": "2026", "value": 4.5}]}),
    ).render_as_block()  # fmt: skip
    assert "PDF" in html
    assert document.url in html
    assert page.title in html
    assert "<iframe" not in html
    assert html.index("<details") < html.index('href="https://video.example.org/1"')
    assert html.count('scope="col"') >= 2
    assert 'scope="row"' in html
    assert re.search(r"<svg[^>]+role=\"img\"", html)
    assert "<desc" in html


def test_search_finds_the_words_of_blocks() -> None:
    value = body(
        (
            "accordion",
            {"title": "Fragen", "items": [{"title": "Wer darf?", "text": "<p>Alle</p>"}]},
        ),
        ("table", {"caption": "Sprechzeiten", "rows": [{"cells": ["Dienstag"]}]}),
        ("contact_card", {"free": {"name": "Stadtteilbüro", "phone": "02381 1"}}),
    )
    words = " ".join(BodyBlock().get_searchable_content(value))
    for word in ("Fragen", "Wer darf?", "Alle", "Sprechzeiten", "Dienstag", "Stadtteilbüro"):
        assert word in words


def test_a_contact_card_shows_the_record_that_its_package_registered() -> None:
    office = actors.office("sozialamt", labels={"de": "Amt für Beispiele"}, phone="02381 17-0")
    card = ("contact_card", {"office": office.pk, "actor": None, "free": {}})
    assert problems(*card) == ""
    html = body(card).render_as_block()
    assert "Amt für Beispiele" in html
    assert "tel:0238117-0" in html
    assert problems("contact_card", {**card[1], "free": {"name": "Büro", "phone": "02381 1"}})
    assert problems("contact_card", {**card[1], "office": 999_999})


def test_map_tiles_are_offered_only_where_a_server_is_set() -> None:
    block = BodyBlock().child_blocks["map"]
    with override_settings(MAP_TILE_URL="https://tiles.example.org/{z}/{x}/{y}.png"):
        html = block.render(block.get_preview_value())
    assert "data-map-load" in html
    assert not re.search(r'(src|href)="https://tiles', html)
    with override_settings(MAP_TILE_URL=""):
        assert "data-map" not in block.render(block.get_preview_value())


def test_a_gallery_reads_all_its_sizes_at_once() -> None:
    images = [media.image(title=f"Bild {number}") for number in range(6)]
    value = body(("gallery", {"title": "", "images": [image.pk for image in images]}))
    assert value.render_as_block().count("<img") == 6
    cache.clear()
    value = body(("gallery", {"title": "", "images": [image.pk for image in images]}))
    with CaptureQueriesContext(connection) as queries:
        assert value.render_as_block().count("<img") == 6
    assert len(queries) <= 2


def test_the_chooser_of_blocks_shows_every_preview() -> None:
    client = client_for(user("admin"))
    address = reverse("wagtailadmin_block_preview")
    for block in BodyBlock().child_blocks.values():
        answer = client.get(address, {"id": block.definition_prefix})
        assert answer.status_code == 200
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_markers_stay_on_the_sketch() -> None:
    spots = [(51.69, 7.81), (51.70, 7.83), (-33.9, 151.2), (89.9, -179.9)]
    places = [{"name": str(i), "latitude": a, "longitude": b} for i, (a, b) in enumerate(spots)]
    for chosen in (places[:1], places[:2], places, places[:1] * 3):
        for marker in markers(chosen):
            assert 0 <= marker.x <= WIDTH
            assert 0 <= marker.y <= HEIGHT
    assert markers([{"name": "ohne", "latitude": None, "longitude": None}]) == []


def test_what_is_gone_leaves_no_trace() -> None:
    html = body(
        ("image", {"image": 999_999, "alt": "x", "decorative": False, "caption": "weg"}),
        ("documents", {"title": "Weg", "documents": [999_999]}),
        ("related_pages", {"title": "Weg", "pages": [999_999]}),
        ("contact_card", {"office": 999_999, "actor": None, "free": {}}),
    ).render_as_block()
    assert "weg" not in html.lower()


def test_every_text_of_the_blocks_can_be_translated_and_comes_back() -> None:
    media.image()
    blocks = BodyBlock().child_blocks
    raw = [
        {"type": name, "value": block.get_prep_value(block.get_preview_value())}
        for name, block in blocks.items()
    ]
    page = below(home_page(languages=True), StandardPage(title="Alles", body=json.dumps(raw)))
    segments = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    words = " ".join(segment.string.data for segment in segments)
    for text in ("Idee aufschreiben", "Donnerstag", "Häufige Fragen", "höchstens je Projekt"):
        assert text in words
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    source.create_or_update_translation(english, fallback=True)
    copy = page.get_translation(english)
    assert [block.block_type for block in copy.body] == list(blocks)
    assert copy.body.render_as_block()
