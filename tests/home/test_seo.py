"""Sitemap, robots.txt, Open Graph and structured data."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.home import alias_of, internal_section, legal_page, translation_of
from tests.factories.site import home_page, section, standard_page

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def _sitemap(client: Client) -> dict[str, dict[str, str]]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(response.content)
    return {
        entry.findtext("s:loc", "", NAMES): {
            link.get("hreflang", ""): link.get("href", "")
            for link in entry.findall("x:link", NAMES)
        }
        for entry in tree.findall("s:url", NAMES)
    }


def test_sitemap_lists_public_pages_and_real_translations_only(client: Client) -> None:
    home_page(languages=True)
    page = standard_page(title="Wohnen & Miete")
    english = translation_of(page, "en", title="Housing")
    alias = alias_of(page, "tr")
    draft = standard_page(title="Entwurf", live=False)
    closed = internal_section()
    below = standard_page(closed, title="Protokolle")
    closed_alias = alias_of(below, "tr")

    entries = _sitemap(client)
    german, translated = HOST + page.get_url(), HOST + english.get_url()
    assert entries[german] == entries[translated] == {"de": german, "en": translated}
    assert entries[f"{HOST}/de/"] == {}
    for hidden in (alias, draft, closed, below, closed_alias):
        assert HOST + hidden.get_url() not in entries


def test_sitemap_asks_the_same_for_many_pages(client: Client) -> None:
    home_page()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    client.get("/sitemap.xml")
    few = queries()
    for number in range(20):
        standard_page(title=f"Seite {number}")
    assert queries() == few <= 5


def test_robots_names_the_sitemap_and_closed_areas(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /tr/konto/" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert client.post("/robots.txt").status_code == 405


def test_link_previews_have_title_text_and_address(client: Client) -> None:
    page = standard_page(title="Wohnen", summary="Hilfe bei der Miete & mehr.")
    html = client.get(page.get_url()).content.decode()
    meta = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', html))
    assert meta["title"] == "Wohnen"
    assert "Miete &amp; mehr." in meta["description"]
    assert meta["url"] == HOST + page.get_url()
    assert f'<link rel="canonical" href="{HOST}{page.get_url()}">' in html


def _data(html: str) -> list[dict[str, object]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(block) for block in blocks]


def test_home_tells_search_engines_who_publishes_it(client: Client) -> None:
    home_page()
    (graph,) = _data(client.get("/de/").content.decode())
    kinds = {entry["@type"]: entry for entry in graph["@graph"]}
    assert set(kinds) == {"WebSite", "GovernmentOffice"}
    assert kinds["WebSite"]["publisher"] == {"@id": kinds["GovernmentOffice"]["@id"]}


def test_breadcrumb_is_data_and_cannot_break_out(client: Client) -> None:
    top = section(title="</script><script>alert(1)</script>")
    page = standard_page(top, title="Darunter")
    html = client.get(page.get_url()).content.decode()
    (crumbs,) = _data(html)
    names = [item["name"] for item in crumbs["itemListElement"]]
    assert names == ["Start", "</script><script>alert(1)</script>", "Darunter"]
    assert "<script>alert" not in html


@pytest.mark.parametrize("kind", ["imprint", "privacy", "accessibility"])
def test_legal_pages_are_findable(client: Client, kind: str) -> None:
    assert HOST + legal_page(kind).get_url() in _sitemap(client)
