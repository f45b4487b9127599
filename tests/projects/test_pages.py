"""Pages of programmes, calls and finished projects: right in every language, few queries."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page

from portal.kernel import clock
from projects.calls.queries import open_calls, open_faces, upcoming_calls
from projects.showcase.models import Microproject
from tests.factories import budget
from tests.factories import projects as make
from tests.factories.site import home_page, locales

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    home_page(languages=True)
    with clock.frozen("2026-11-22 10:00"):
        yield


def get(url: str, **query: Any) -> str:
    answer = Client().get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def data_blocks(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in found]


def test_amounts_come_from_the_record_in_every_language() -> None:
    call = make.call()
    programme_page = make.programme_page(call.programme)
    make.call_page(call, programme_page)
    for code in ("en", "ar"):
        home = home_page().get_translation(Locale.objects.get(language_code=code))
        assert home
        programme_page.copy_for_translation(home.locale, copy_parents=True)
    call.rules.cap_cents = 345_600
    call.rules.save()
    assert "3.456\u00a0€" in get(programme_page.url)
    for page in Page.objects.filter(translation_key=programme_page.translation_key):
        page.specific.save_revision().publish()
        assert "456" in get(page.specific.url), page.locale


def test_the_programme_page_says_what_holds_today() -> None:
    call = make.call()
    budget.funded(call)
    later = call.programme.rules.create(valid_from="2027-01-01", cap_cents=500_000)
    later.categories.set(call.programme.categories.all())
    page = make.programme_page(call.programme)
    make.call_page(call, page)
    text = get(page.url)
    assert "2.000\u00a0€" in text
    assert "20.000\u00a0€" in text
    assert "Nur im Hammer Norden." in text
    with clock.frozen("2027-01-02 10:00"):
        assert "5.000\u00a0€" in get(page.url)
    block = next(b for b in data_blocks(text) if b["@type"] == "FundingScheme")
    assert block["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "maxValue": "2000.00"}


def test_structured_data_cannot_break_out() -> None:
    call = make.call(title={"de": "</script><script>alert(1)</script>"})
    text = get(make.call_page(call).url)
    block = next(b for b in data_blocks(text) if b["@type"] == "MonetaryGrant")
    assert block["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in text


def test_open_and_coming_calls() -> None:
    first = make.call()
    second = make.call(
        opens_at=make.berlin("2026-12-01 08:00"), closes_at=make.berlin("2027-01-31 18:00")
    )
    asleep = make.call(programme=make.programme(is_active=False))
    assert list(open_calls()) == [first]
    assert list(upcoming_calls()) == [second]
    assert list(open_calls(make.berlin("2026-12-05 08:00"))) == [first, second]
    assert asleep not in open_calls()


def test_open_calls_are_shown_by_their_live_page() -> None:
    first, second = make.call(), make.call(closes_at=make.berlin("2027-03-31 18:00"))
    german, english = locales()["de"].pk, locales()["en"].pk
    assert open_faces(german, 2) == []
    page, other = make.call_page(first), make.call_page(second)
    other.unpublish()
    with CaptureQueriesContext(connection) as queries:
        shown = open_faces(english, 2)
    assert [(call, face.url_path) for call, face in shown] == [(first, page.url_path)]
    assert len(queries) == 2
    translated = page.copy_for_translation(locales()["en"], copy_parents=True, alias=True)
    assert open_faces(english, 2)[0][1].url_path == translated.url_path
    assert open_faces(german, 1)[0][1].url_path == page.url_path


def test_finished_projects_can_be_found() -> None:
    index, of = make.microproject_index(), make.programme()
    bikes = make.microproject(of, title="Fahrradwerkstatt", year=2006, cents=450_000)
    choir = make.microproject(
        of, title="Chor der Kulturen", carrier_name="Singkreis", theme=make.theme(), cents=120_050
    )
    for project in (bikes, choir):
        make.microproject_page(index, project)
    text = get(index.url)
    assert "5.700,50\u00a0€" in text
    assert "Fahrradwerkstatt" in text
    for query, found, missing in [
        ({"theme": choir.theme.code}, choir, bikes),
        ({"year": "2006"}, bikes, choir),
        ({"carrier": "Singkreis"}, choir, bikes),
        ({"q": "kulturen"}, choir, bikes),
        ({"q": "Singkreis", "year": "2007"}, choir, bikes),
    ]:
        text = get(index.url, **query)
        assert f'/{found.code}/"' in text, query
        assert f'/{missing.code}/"' not in text, query
    assert "empty-state" in get(index.url, q="gibtesnicht")
    page = bikes.faces.get()
    text = get(page.url)
    assert "4.500\u00a0€" in text
    assert data_blocks(text)[0]["amount"]["value"] == "4500.00"


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "\x00"},
        {"year": "9" * 300},
        {"year": "-1"},
        {"carrier": "x" * 5000},
        {"q": "\x00'\"%"},
        {"q": "x" * 100_000},
        {"page": "-1"},
        {"page": "9" * 50},
        {"page": "x"},
    ],
)
def test_senseless_filters_break_nothing(query: dict[str, str]) -> None:
    index = make.microproject_index()
    make.microproject_page(index, make.microproject(make.programme()))
    assert Client().get(index.url, query).status_code == 200


def count_queries(url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        get(url)
    return len(queries)


@pytest.mark.counted
def test_the_index_asks_as_often_for_200_as_for_10() -> None:
    index, of = make.microproject_index(), make.programme()
    for _number in range(10):
        make.microproject_page(index, make.microproject(of))
    get(index.url)
    few = count_queries(index.url)
    theme = Microproject.objects.first().theme  # type: ignore[union-attr]
    Microproject.objects.bulk_create(
        Microproject(
            code=f"viele-{n}",
            title=f"Vorhaben {n}",
            carrier_name=f"Gruppe {n}",
            programme=of,
            year=2005,
            theme=theme,
            cents=n,
        )
        for n in range(190)
    )
    assert count_queries(index.url) == few


@pytest.mark.counted
def test_the_programme_page_asks_as_often_for_many_calls_and_periods() -> None:
    call = make.call()
    page = make.programme_page(call.programme)
    make.call_page(call, page)
    get(page.url)
    few = count_queries(page.url)
    for _number in range(9):
        make.call_page(make.call(programme=call.programme), page)
    assert count_queries(page.url) == few


def test_labels_follow_the_language() -> None:
    call = make.call()
    call.refresh_from_db()
    with translation.override("en"):
        assert str(call.title) == "Round one"
    with translation.override("tr"):
        assert str(call.title) == "Runde eins"
