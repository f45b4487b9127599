"""The index of actors: filters, search, alphabet, map, speed, and odd addresses."""

from __future__ import annotations

import itertools
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from actors.models import ActorIndexPage, ActorPage, Organisation
from portal.kernel import clock
from tests.factories.actors import actor, actor_index, offer, theme
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<h3 class="card__title">.*?<a href="([^"]*)">(.*?)</a>', re.DOTALL)
MARKER = re.compile(r'<a class="district-map__marker" href="([^"]*)" aria-label="(\d+): (.*?)"')
NUMBER = re.compile(
    r'actor-entry__number" aria-hidden="true">(\d+)</span><a href="([^"]*)">(.*?)</a>'
)
LETTER = re.compile(r'<li><a href="(\?[^"]*)"[^>]*>([A-Z#])</a></li>')


@pytest.fixture
def index() -> ActorIndexPage:
    """Five actors that differ in everything that can be asked for."""
    place = actor_index()
    actor(
        place,
        "Älterenrat",
        page={"summary": "Kaffee und Rat"},
        kind="initiative",
        themes=("soziales",),
        languages_spoken=["de"],
        opening_hours="Mo-Fr 09:00-12:00; PH off",
        step_free="yes",
        accessible_toilet="yes",
    )
    bikes = actor(
        place,
        "Fahrradwerkstatt",
        kind="association",
        themes=("jugend", "arbeit"),
        languages_spoken=["de", "tr"],
        opening_hours="Mo-Fr 14:00-18:00; PH off",
        step_free="yes",
    )
    offer(bikes.organisation, "Reparaturkurs", text={"de": "Räder flicken", "tr": "Bisiklet"})
    actor(
        place,
        "Öffentliche Bücherei",
        kind="municipal",
        themes=("jugend",),
        languages_spoken=["de", "ar"],
        opening_hours="24/7",
        step_free="no",
    )
    actor(place, "Zirkus", kind="association", map_x=None, map_y=None)
    actor(place, "1. Sportverein", kind="sport", opening_hours="Sa 10:00-12:00")
    return place


def names(client: Client, index: ActorIndexPage, **asked: object) -> list[str]:
    """The names in the list for some filters, in their order."""
    answer = client.get(index.url, asked)
    assert answer.status_code == 200
    return [name for _url, name in LINK.findall(answer.content.decode())]


ALL = ["1. Sportverein", "Älterenrat", "Fahrradwerkstatt", "Öffentliche Bücherei", "Zirkus"]


def test_the_list_is_sorted_as_germans_sort(client: Client, index: ActorIndexPage) -> None:
    assert names(client, index) == ALL


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "association"}, ["Fahrradwerkstatt", "Zirkus"]),
        ({"theme": "jugend"}, ["Fahrradwerkstatt", "Öffentliche Bücherei"]),
        ({"theme": "arbeit"}, ["Fahrradwerkstatt"]),
        ({"language": "ar"}, ["Öffentliche Bücherei"]),
        ({"language": "de"}, ["Älterenrat", "Fahrradwerkstatt", "Öffentliche Bücherei"]),
        ({"barrier": "step_free"}, ["Älterenrat", "Fahrradwerkstatt"]),
        ({"barrier": ["step_free", "accessible_toilet"]}, ["Älterenrat"]),
        ({"open": "on"}, ["Älterenrat", "Öffentliche Bücherei"]),
        ({"letter": "A"}, ["Älterenrat"]),
        ({"letter": "O"}, ["Öffentliche Bücherei"]),
        ({"letter": "#"}, ["1. Sportverein"]),
        ({"letter": "z"}, ["Zirkus"]),
        ({"letter": "Q"}, []),
        ({"kind": "association", "language": "tr", "letter": "F"}, ["Fahrradwerkstatt"]),
        ({"kind": "sport", "open": "on"}, []),
    ],
)
def test_filters(
    client: Client, index: ActorIndexPage, asked: dict[str, object], expected: list[str]
) -> None:
    with clock.frozen("2026-11-23 10:00"):
        assert names(client, index, **asked) == expected


def test_filters_narrow_each_other(client: Client, index: ActorIndexPage) -> None:
    """Two filters together show exactly what each of them shows alone."""
    options = [
        ("kind", "association"),
        ("theme", "jugend"),
        ("language", "de"),
        ("barrier", "step_free"),
        ("open", "on"),
        ("letter", "F"),
        ("q", "rad"),
    ]
    with clock.frozen("2026-11-23 15:00"):
        alone = {key: set(names(client, index, **{key: value})) for key, value in options}
        for (one, first), (other, second) in itertools.combinations(options, 2):
            both = set(names(client, index, **{one: first, other: second}))
            assert both == alone[one] & alone[other], (one, other)


def test_open_now_knows_the_holidays(client: Client, index: ActorIndexPage) -> None:
    with clock.frozen("2026-06-04 10:00"):  # Corpus Christi
        assert names(client, index, open="on") == ["Öffentliche Bücherei"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fahrradwerkstätten", ["Fahrradwerkstatt"]),
        ("Fahrrad", ["Fahrradwerkstatt"]),
        ("buecherei", ["Öffentliche Bücherei"]),
        ("Büchereien", ["Öffentliche Bücherei"]),
        ("reparaturkurse", ["Fahrradwerkstatt"]),
        ("bisiklet", ["Fahrradwerkstatt"]),
        ("Kaffee", ["Älterenrat"]),
        ("Jugend Fahrrad", ["Fahrradwerkstatt"]),
        ("Türkisch", ["Fahrradwerkstatt"]),
        ("Einhorn", []),
        ("?!", []),
        ('"(* AND', []),
    ],
)
def test_search_by_stems(
    client: Client, index: ActorIndexPage, words: str, expected: list[str]
) -> None:
    assert names(client, index, q=words) == expected


def test_search_follows_the_record(client: Client, index: ActorIndexPage) -> None:
    record = Organisation.objects.get(name="Zirkus")
    assert names(client, index, q="Akrobatik") == []
    added = offer(record, "Akrobatik")
    assert names(client, index, q="akrobatik") == ["Zirkus"]
    added.delete()
    assert names(client, index, q="akrobatik") == []
    record.themes.add(theme("manege"))
    assert names(client, index, q="Manege") == ["Zirkus"]


def test_alphabet_offers_letters_that_lead_somewhere(client: Client, index: ActorIndexPage) -> None:
    html = client.get(index.url, {"theme": "jugend"}).content.decode()
    offered = {letter: unescape(url) for url, letter in LETTER.findall(html)}
    assert offered == {"F": "?theme=jugend&letter=F", "O": "?theme=jugend&letter=O"}
    html = client.get(index.url).content.decode()
    assert {letter for _url, letter in LETTER.findall(html)} == {"A", "F", "O", "Z", "#"}


def test_map_and_list_say_the_same(client: Client, index: ActorIndexPage) -> None:
    html = client.get(index.url).content.decode()
    on_map = {(int(number), url, name) for url, number, name in MARKER.findall(html)}
    in_list = {(int(number), url, name) for number, url, name in NUMBER.findall(html)}
    assert len(on_map) == 4  # all but the circus, which has no fixed place
    assert on_map == in_list
    assert "Zirkus" in html


def test_only_what_exists_is_offered_with_its_number(client: Client, index: ActorIndexPage) -> None:
    html = client.get(index.url).content.decode()
    assert re.search(r'value="association">[^<]*\(2\)', html)
    assert 'value="school"' not in html
    assert 'value="hearing_loop"' not in html
    assert not re.search(r'<option value="uk"', html)


def test_nothing_found_says_what_to_do(client: Client, index: ActorIndexPage) -> None:
    html = client.get(index.url, {"q": "Einhorn"}).content.decode()
    assert "empty-state" in html
    assert f'href="{index.url}"' in html


@pytest.mark.parametrize(
    "query",
    [
        "kind=%00&q=%00",
        "kind=no-such-kind&theme=1'&language=xx&barrier=yes&barrier=&open=maybe&letter=ABC",
        "page=0",
        "page=-1",
        "page=99999999999999999999999",
        "page=abc&page=2",
        "letter=%F0%9F%8C%B7",
        "letter=%C3%9F",
        "q=%ff%fe&kind=%ff",
        "kind=association&kind=sport&q[]=1&%00=1",
        "q=" + "x" * 4000,
        "&".join(f"barrier={n}" for n in range(500)),
    ],
)
def test_odd_addresses_are_answered(client: Client, index: ActorIndexPage, query: str) -> None:
    assert client.get(f"{index.url}?{query}").status_code == 200


def test_hidden_pages_stay_hidden(client: Client, index: ActorIndexPage) -> None:
    page = ActorPage.objects.get(title="Zirkus")
    page.unpublish()
    assert "Zirkus" not in names(client, index)
    assert names(client, index, q="Zirkus") == []


def test_each_language_lists_its_own_pages(client: Client, index: ActorIndexPage) -> None:
    home_page(languages=True)
    turkish = Locale.objects.get(language_code="tr")
    listed = index.copy_for_translation(turkish, alias=True)
    for page in ActorPage.objects.filter(locale=index.locale):
        page.copy_for_translation(turkish, alias=True)
    ActorPage.objects.filter(locale=turkish, title="Zirkus").update(title="Sirk")
    found = LINK.findall(client.get(listed.url).content.decode())
    assert [name for _url, name in found] == [*ALL[:4][:3], "Öffentliche Bücherei", "Sirk"]
    assert all(url.startswith("/tr/") for url, _name in found)


@pytest.mark.counted
def test_speed_does_not_depend_on_the_number_of_actors(client: Client) -> None:
    index = actor_index()
    counts = {}
    for number in range(200):
        with disable_reference_index_auto_update():
            actor(
                index,
                f"Akteur {number:03}",
                themes=("jugend", f"t{number % 7}"),
                languages_spoken=["de", "tr"],
                opening_hours=f"Mo-Fr 09:{number % 60:02}-17:00; PH off",
            )
        if number + 1 in {10, 200}:
            counts[number + 1] = queries_of(client, index)
    assert counts[10] == counts[200]
    assert counts[200][""] <= 24
    html = client.get(index.url, {"page": 2}).content.decode()
    assert len(LINK.findall(html)) == 12
    assert '<ol class="actor-list" start="13">' in html
    assert MARKER.findall(html)[0][1] == "13"


def queries_of(client: Client, index: ActorIndexPage) -> dict[str, int]:
    """Queries of the plain index, of a filtered one and of a search."""
    numbers = {}
    for query in ("", "?theme=jugend&open=on&language=tr", "?q=akteur"):
        client.get(f"{index.url}{query}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{index.url}{query}").status_code == 200
        numbers[query] = len(captured)
    return numbers
