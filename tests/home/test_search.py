"""The search: German stems, kinds, languages, suggestions, help, and whatever people type."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.search import matching
from tests.factories.accounts import client_for, user
from tests.factories.home_events import contact_page, event
from tests.factories.site import home_page, locales, section, standard_page

ODD = [
    "",
    " ",
    "\x00",
    "a\x00b",
    '"',
    "'",
    "'; DROP TABLE wagtailcore_page; --",
    'Förder" OR "',
    "NEAR(a b)",
    "title:antrag",
    "a AND NOT b",
    "AND",
    "*",
    "antrag*",
    "^antrag",
    "(((",
    "a & b | !c <-> d",
    "\\",
    "%s %(x)s %",
    "_____",
    "🎉🎉",
    "\ud7ff\uffff",
    "سؤال",
    "İstanbul ığüşöç",
    "<script>alert(1)</script>",
    "x" * 100_000,
    "wort " * 20_000,
    "-1",
    "²³¼",
]


def find(client: Client, asked: str, language: str = "de", **more: str) -> str:
    response = client.get(f"/{language}/suche/", {"q": asked, **more})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Förderanträge", "Einen Förderantrag stellen"),
        ("foerderantrag", "Einen Förderantrag stellen"),
        ("FÖRDERANTRAG", "Einen Förderantrag stellen"),
        ("förderantrages stellen", "Einen Förderantrag stellen"),
        ("Deutschkurse", "Der Deutschkurs am Montag"),
        ("Spielplätze", "Ein neuer Spielplatz"),
        ("spielplaetze", "Ein neuer Spielplatz"),
        ("Häuser", "Das Haus der Nachbarn"),
        ("straße", "Sorauer Straße"),
        ("strasse", "Sorauer Straße"),
        ("hilft mieten", "Hilfe bei der Miete"),
    ],
)
@pytest.mark.django_db
def test_german_stems(client: Client, asked: str, title: str) -> None:
    standard_page(title=title)
    standard_page(title="Etwas ganz anderes")
    html = find(client, asked)
    assert "Etwas ganz anderes" not in html
    assert all(word in html for word in title.split())
    assert "<mark>" in html


@pytest.mark.django_db
def test_titles_come_before_texts_and_words_are_marked(client: Client) -> None:
    standard_page(title="Wohnen", summary="Auch ein Antrag & mehr gehört dazu.")
    standard_page(title="Antrag")
    html = find(client, "Anträge")
    assert html.index("<mark>Antrag</mark></a>") < html.index("Wohnen</a>")
    assert "Auch ein <mark>Antrag</mark> &amp; mehr" in html


@pytest.mark.django_db
def test_kinds_narrow_the_results(client: Client) -> None:
    standard_page(title="Nähen lernen")
    event(title="Nähen am Abend")
    html = find(client, "nähen")
    assert "lernen" in html
    assert "am Abend" in html
    only = find(client, "nähen", kind="event")
    assert "lernen</a>" not in only
    assert "am Abend" in only
    assert "lernen" in find(client, "nähen", kind="<nothing>")


@pytest.mark.django_db
def test_closed_and_unpublished_pages_stay_hidden_from_strangers() -> None:
    closed = section(title="Protokolle")
    standard_page(closed, title="Niederschrift im Mai")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft = standard_page(title="Niederschrift im Juni")
    draft.unpublish()
    visitor, member = client_for(None), client_for(user("member"))
    assert "im Mai" not in find(visitor, "Niederschrift")
    assert visitor.get("/de/suche/vorschlaege/?q=nied").json()["results"] == []
    html = find(member, "Niederschrift")
    assert "im Mai" in html
    assert "im Juni" not in html


@pytest.mark.django_db
def test_german_results_stand_below_and_are_marked(client: Client) -> None:
    home_page(languages=True)
    german = standard_page(title="Antrag auf Deutsch")
    other = standard_page(title="Antrag ohne Übersetzung")
    english = german.copy_for_translation(locales()["en"])
    english.title = "Antrag in English"
    english.save_revision().publish()
    other.copy_for_translation(locales()["en"], alias=True)
    html = find(client, "Antrag", language="en")
    assert html.index("in English") < html.index("ohne Übersetzung")
    assert html.count("ohne Übersetzung") == 1
    assert "auf Deutsch" not in html
    assert 'class="teaser" lang="de"' in html
    assert "in English" not in find(client, "Antrag")


@pytest.mark.parametrize(
    ("asked", "meant"), [("Förderantarg", "Förderantrag"), ("spielplats", "Spielplatz")]
)
@pytest.mark.django_db
def test_nothing_found_helps_on(client: Client, asked: str, meant: str) -> None:
    standard_page(title="Förderantrag stellen")
    standard_page(title="Spielplatz")
    section(title="Mitmachen im Stadtteil")
    contact_page()
    html = find(client, asked)
    assert f"<strong>{meant}</strong>" in html
    assert "Mitmachen im Stadtteil" in html
    assert "/de/kontakt/" in html


@pytest.mark.django_db
def test_some_words_are_better_than_none(client: Client) -> None:
    standard_page(title="Deutschkurs")
    assert "Deutschkurs" in find(client, "Deutschkurs Mondlandung").replace("</mark>", "")


@pytest.mark.django_db
def test_suggestions_begin_like_the_words(client: Client) -> None:
    standard_page(title="Förderantrag stellen")
    standard_page(title="Geld für den Antrag")

    def titles(asked: str) -> list[str]:
        answer = client.get("/de/suche/vorschlaege/", {"q": asked}).json()
        return [entry["title"] for entry in answer["results"]]

    assert titles("foerd") == ["Förderantrag stellen"]
    assert titles("antr") == ["Geld für den Antrag"]
    assert titles("stel förd") == ["Förderantrag stellen"]
    assert titles("x") == []


@pytest.mark.parametrize("asked", ODD, ids=range(len(ODD)))
@pytest.mark.django_db
def test_nothing_that_is_typed_breaks_the_search(client: Client, asked: str) -> None:
    standard_page(title="Antrag")
    html = find(client, asked, page=asked[:9000], kind=asked[:9000])
    assert "<script>alert" not in html
    assert client.get("/de/suche/vorschlaege/", {"q": asked}).status_code == 200


@pytest.mark.django_db
def test_raw_bytes_in_the_address(client: Client) -> None:
    home_page()
    for query in ("q=%FF%FE", "q=%00", "q=%ED%A0%80", "q[]=a", "q=a&q=b", "page=0&q=a"):
        assert client.get(f"/de/suche/?{query}").status_code == 200
    assert client.post("/de/suche/").status_code == 405


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_marking_keeps_the_text(text: str, asked: str) -> None:
    from html import unescape

    shown = matching.marked(text, matching.asked_stems(asked))
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert unescape(plain) == text or "&" in text
    assert "<" not in plain


@pytest.mark.counted
@pytest.mark.django_db
def test_many_results_ask_as_often_as_few(client: Client) -> None:
    place = section(title="Hilfe")
    event(title="Antrag am Abend")
    contact_page(title="Antrag und Kontakt")

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            find(client, "Antrag")
        return len(queries)

    for number in range(8):
        standard_page(place, title=f"Antrag {number}")
    ask()
    few = ask()
    for number in range(40):
        standard_page(place, title=f"Antrag weiter {number}")
    assert ask() == few
    assert few <= 12
