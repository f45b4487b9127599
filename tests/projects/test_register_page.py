"""The public page of the register: figures, list, filters, files, languages, queries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel import clock
from portal.templatetags.charts import chart_shapes
from portal.templatetags.formats import file_size
from projects.decision.models import Decision
from projects.register import figures
from projects.register.queries import public_grants, register_settings
from projects.register.suppression import OTHER
from tests.factories import projects as make
from tests.factories import register as grants
from tests.factories.decision import small_call
from tests.factories.site import home_page, locales

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    home_page(languages=True)
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def get(url: str, **query: Any) -> str:
    answer = Client().get(url, query)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_figures_and_list() -> None:
    of = small_call()
    garden = grants.granted(of, 155_000, title="Hochbeete", carrier_name="Gartengruppe")
    grants.granted(of, 44_500, title="Chor", carrier_name="Singkreis", carrier_kind="association")
    grants.paid(garden, 100_000)
    text = get(grants.register_page().url)
    for words in ("1.995 €", "1.000 €", "2 Bewilligungen, zusammen 1.995 €", "Hochbeete", "Chor"):
        assert words in text
    assert "Stand: 22. November 2026" in text
    assert "Gruppe oder Initiative" in text
    assert text.count('role="img"') == 3
    assert text.count("Zahlen als Tabelle") == 3 or text.count('class="chart__data"') == 3


def test_filters_narrow_list_and_year() -> None:
    of, music = small_call(), make.theme(labels={"de": "Musik"})
    grants.granted(of, title="Hochbeete", carrier_name="Gartengruppe")
    old = grants.granted(of, title="Chor", carrier_name="Singkreis", theme=music)
    Decision.objects.filter(case=old).update(decided_on=date(2025, 3, 1))
    page = grants.register_page()
    for query, found, missing in [
        ({"theme": music.code}, "Chor", "Hochbeete"),
        ({"year": "2026"}, "Hochbeete", "Chor"),
        ({"q": "singkreis"}, "Chor", "Hochbeete"),
        ({"q": "CHOR sing", "year": "2025"}, "Chor", "Hochbeete"),
    ]:
        text = get(page.url, **query)
        assert f">{found}</h3>" in text, query
        assert f">{missing}</h3>" not in text, query
    assert "Das Jahr 2025 in Zahlen" in get(page.url, year="2025")
    assert f'<option value="{of.programme.code}">' in text
    assert get(page.url, programme=of.programme.code).count('class="grant"') == 2
    assert "empty-state" in get(page.url, q="gibtesnicht")
    assert "Noch ist keine Bewilligung" not in get(page.url, q="gibtesnicht")


def test_without_a_grant_it_says_so() -> None:
    text = get(grants.register_page().url)
    assert "Noch ist keine Bewilligung bestandskräftig" in text
    assert 'role="img"' not in text


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "\x00"},
        {"year": "9" * 300},
        {"programme": "x" * 5000},
        {"q": "\x00'\"%<script>"},
        {"q": "x" * 100_000},
        {"page": "-1"},
        {"page": "9" * 50},
    ],
)
def test_senseless_filters_break_nothing(query: dict[str, str]) -> None:
    grants.granted(small_call())
    assert "<script>'" not in get(grants.register_page().url, **query)


def test_charts_show_no_single_person() -> None:
    of, music = small_call(), make.theme(code="musik", labels={"de": "Musik"})
    grants.granted(of, 33_300, theme=music, **grants.PERSON)
    garden = make.theme(code="garten", labels={"de": "Garten"})
    grants.many(of, 3, theme=garden)
    grants.many(of, 6, kind="parish", theme=make.theme(code="fest", labels={"de": "Fest"}))
    found = public_grants(register_settings())
    kinds, themes = figures.by_kind(found), figures.by_theme(found)
    assert {(group.code, group.count) for group in kinds} == {(OTHER, 10)}
    assert {(group.code, group.count) for group in themes} == {(OTHER, 10)}
    grants.many(of, 1, theme=garden)
    found = public_grants(register_settings())
    assert {(group.code, group.count) for group in figures.by_kind(found)} == {
        (OTHER, 5),
        ("parish", 6),
    }
    text = get(grants.register_page().url)
    charts = " ".join(re.findall(r"<figure class=\"chart\">.*?</figure>", text, re.DOTALL))
    assert "Mehrere zusammen, zum Schutz Einzelner (5)" in charts
    assert "Einzelperson" not in charts
    assert not re.search(r"(?<![\d.])333 €", charts)
    assert "Musik" not in charts


def test_groups_without_persons_are_never_merged() -> None:
    of = small_call()
    grants.many(of, 1)
    grants.many(of, 2, kind="parish")
    found = public_grants(register_settings())
    assert {group.code for group in figures.by_kind(found)} == {"association", "parish"}


def test_charts_take_their_size_from_numbers_in_every_language() -> None:
    rows = [
        {"label": "a", "value": "€1,550", "size": 155_000},
        {"label": "b", "value": "€900", "size": 90_000},
    ]
    for kind in ("list", "bar", "column"):
        first, second = chart_shapes(kind, rows)["marks"]
        side = "height" if kind == "column" else "width"
        assert float(first[side]) > float(second[side])
        assert first["value"] == "€1,550"


@pytest.mark.parametrize("code", ["en", "tr", "ar", "de-simple"])
def test_the_page_speaks_every_language(code: str) -> None:
    of = small_call()
    grants.granted(of, **grants.PERSON)
    page = grants.register_page()
    there = page.copy_for_translation(locales()[code], copy_parents=True)
    there.save_revision().publish()
    text = get(there.url)
    words = {
        "en": ("Who got how much?", "Individual person"),
        "tr": ("Kim ne kadar aldı?", "Tek kişi"),
        "ar": ("من حصل على كم؟", "شخص واحد"),
        "de-simple": ("Wer hat wie viel Geld bekommen?", "Eine einzelne Person"),
    }
    for each in words[code]:
        assert each in text
    assert grants.PERSON["carrier_name"] not in text


def test_files_are_offered_with_their_size() -> None:
    grants.granted(small_call())
    page = grants.register_page()
    text = get(page.url)
    size = len(Client().get("/offene-daten/bewilligungen.csv").content)
    assert f"CSV, {file_size(size)}" in text
    assert 'rel="license"' in text
    (block,) = (
        each
        for each in map(
            json.loads,
            re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL),
        )
        if each["@type"] == "Dataset"
    )
    assert {each["encodingFormat"] for each in block["distribution"]} == {
        "application/json",
        "text/csv",
    }
    assert block["url"].endswith(page.url)
    for each in block["distribution"]:
        assert Client().get(each["contentUrl"]).status_code == 200


def test_the_list_has_pages() -> None:
    grants.many(small_call(), 25)
    page = grants.register_page()
    assert get(page.url).count('class="grant"') == 20
    assert get(page.url, page=2).count('class="grant"') == 5


def queries_of(url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        get(url)
    return len(found)


@pytest.mark.counted
def test_the_page_asks_as_often_for_200_as_for_10() -> None:
    of, page = small_call(), grants.register_page()
    grants.many(of, 10)
    get(page.url)
    few = queries_of(page.url)
    grants.many(of, 190)
    assert queries_of(page.url) == few
    # Wagtail's own way to a page of this level asks 9 times, see `portal/bench/measures.py`.
    assert few <= 12 + 5 + 2 * 2
