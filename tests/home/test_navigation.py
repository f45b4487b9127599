"""Menus, breadcrumb, footer and languages, through HTTP and at two sizes of the portal."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import FooterSettings
from home.navigation.languages import best_language, switched
from tests.factories.home import alias_of, legal_page, translation_of
from tests.factories.site import home_page, section, standard_page, unindexed

pytestmark = pytest.mark.django_db


def _html(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def _part(html: str, tag: str, css: str) -> str:
    found = re.search(rf'<{tag} class="{css}".*?</{tag}>', html, re.DOTALL)
    assert found, f"no {tag}.{css}"
    return found.group()


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_menu_shows_two_levels_of_pages_in_menus_and_marks_where_one_is(client: Client) -> None:
    help_section = section(title="Hilfe")
    shown = standard_page(help_section, title="Deutsch lernen", show_in_menus=True)
    standard_page(help_section, title="Nicht im Menü")
    section(title="Versteckt", show_in_menus=False)
    section(title="Entwurf", live=False)

    context = client.get(shown.get_url()).context
    menu = list(context["site_menu"])
    assert [(item["title"], item["current"]) for item in menu] == [("Start", ""), ("Hilfe", "true")]
    assert [(c["title"], c["url"], c["current"]) for c in menu[1]["children"]] == [
        ("Deutsch lernen", shown.get_url(), "page")
    ]
    crumbs = list(context["breadcrumb"])
    assert [item["title"] for item in crumbs] == ["Start", "Hilfe", "Deutsch lernen"]
    assert crumbs[0]["url"] == "/de/"

    html = _html(client, shown.get_url())
    assert "Versteckt" not in html
    assert "Entwurf" not in _part(html, "nav", "navigation")
    assert 'aria-current="page">Deutsch lernen' in _part(html, "nav", "breadcrumb")


def test_a_draft_above_hides_its_menu_entries(client: Client) -> None:
    hidden = section(title="Bald", live=False)
    standard_page(hidden, title="Darunter", show_in_menus=True)
    assert "Darunter" not in _html(client, "/de/")


@pytest.mark.counted
@pytest.mark.parametrize("pages", [10, 200])
def test_surroundings_ask_the_same_whatever_the_number_of_pages(client: Client, pages: int) -> None:
    home_page(languages=True)
    top = section()
    page = standard_page(top, title="Diese", show_in_menus=True)
    with unindexed():
        for number in range(pages - 2):
            standard_page(top, title=f"Seite {number}", show_in_menus=True)
    # The way: site, address, page, restrictions; ours: settings, restrictions, pages, alert.
    assert _queries(client, page.get_url()) == 4 + 4


@pytest.mark.counted
def test_section_with_many_pages_asks_no_more(client: Client) -> None:
    few, many = section(title="Wenige"), section(title="Viele")
    for number in range(3):
        standard_page(few, title=f"A {number}")
    for number in range(30):
        standard_page(many, title=f"B {number}")
    assert _queries(client, few.get_url()) == _queries(client, many.get_url()) <= 5 + 2 + 12
    assert "B 29" in _html(client, many.get_url())


def test_footer_is_written_by_the_office(client: Client) -> None:
    home = home_page(languages=True)
    contact = standard_page(title="Kontakt")
    imprint = legal_page("imprint", title="Impressum")
    legal_page("accessibility", title="Barrierefreiheit", slug="barrierefreiheit")
    settings = FooterSettings.for_site(Site.objects.get(is_default_site=True))
    settings.name = {"de": "Stadtteilbüro", "en": "Neighbourhood office"}
    settings.address = "Sorauer Straße 14\n59065 Hamm"
    settings.email = "buero@example.org"
    settings.portal_links = [("page", contact)]
    settings.service_links = [("page", contact)]
    settings.save()
    english = translation_of(contact, "en", title="Contact")

    context = client.get(home.get_url()).context
    columns = {c["title"]: [link["title"] for link in c["links"]] for c in context["site_footer"]}
    assert list(columns.values()) == [["Kontakt"], ["Impressum"], ["Barrierefreiheit"]]
    assert imprint.get_url() in _html(client, "/de/")
    html = _html(client, "/de/")
    assert "Sorauer Straße 14<br>59065 Hamm" in html
    assert "mailto:buero@example.org" in html
    # In English the chosen page is its translation; untranslated legal pages need an alias.
    html = _html(client, "/en/")
    assert english.get_url() in html
    assert "Neighbourhood office" in html


def test_german_titles_in_another_language_are_marked_as_german(client: Client) -> None:
    home_page(languages=True)
    page = section(title="Hilfe", show_in_menus=True)
    below = standard_page(page, title="Beratung", show_in_menus=True)
    alias_of(below, "tr")
    menu = _part(_html(client, "/tr/"), "nav", "navigation")
    assert menu.count('lang="de">Hilfe<') == menu.count(">Hilfe<") > 0
    trail = _html(client, f"/tr/{page.slug}/{below.slug}/")
    assert 'aria-current="page" lang="de">Beratung<' in trail
    assert 'lang="de"' not in _part(_html(client, "/de/"), "nav", "navigation")


def test_language_links_lead_to_translations_aliases_or_the_start(client: Client) -> None:
    home_page(languages=True)
    page = standard_page(title="Wohnen")
    english = translation_of(page, "en", title="Housing", slug="housing")
    turkish = alias_of(page, "tr")

    links = {link["code"]: link for link in client.get(page.get_url()).context["language_links"]}
    assert links["de"]["current"]
    assert (links["en"]["url"], links["en"]["missing"]) == (english.get_url(), False)
    assert (links["tr"]["url"], links["tr"]["missing"]) == (turkish.get_url(), True)
    assert (links["ar"]["url"], links["ar"]["missing"]) == ("/ar/", True)
    assert (links["ar"]["dir"], links["de"]["dir"]) == ("rtl", "ltr")
    assert links["de-simple"]["lang"] == "de-simple"

    html = _html(client, page.get_url())
    alternates = set(re.findall(r'rel="alternate" hreflang="([^"]+)"', html))
    assert alternates == {"de", "en"}


def test_language_links_of_a_screen_keep_its_address(client: Client) -> None:
    home_page(languages=True)
    links = {
        link["code"]: link["url"]
        for link in client.get("/de/gibt-es-nicht/").context["language_links"]
    }
    assert links["tr"] == "/tr/gibt-es-nicht/"
    assert switched("/de/konto/login/", "ar") == "/ar/konto/login/"
    assert switched("/demo/", "ar") == "/ar/"


def test_untranslated_page_shows_german_and_says_why(client: Client) -> None:
    home_page(languages=True)
    page = standard_page(title="Müllabfuhr")
    alias = alias_of(page, "ar")
    html = _html(client, alias.get_url())
    assert '<html lang="ar" dir="rtl"' in html
    assert '<div lang="de" dir="ltr">' in html
    notice, german = html.split('<div lang="de" dir="ltr">', 1)
    assert "notice--info" in notice
    assert "Müllabfuhr" in german
    assert f'rel="canonical" href="http://testserver{page.get_url()}"' in html
    # The German page itself and a real translation say nothing of the kind.
    for url in (page.get_url(), translation_of(page, "en").get_url()):
        assert 'lang="de" dir="ltr">' not in _html(client, url).split("<main")[1]


@pytest.mark.parametrize(
    ("accepted", "chosen", "code"),
    [
        ("", "", "de"),
        ("de-AT,de;q=0.9", "", "de"),
        ("de-simple", "", "de"),
        ("en-GB,en;q=0.8,de;q=0.5", "", "en"),
        ("fr-FR,tr;q=0.6", "", "tr"),
        ("ar-SY", "", "ar"),
        ("fr,es", "", "de"),
        ("de;q=0.3,tr;q=0.9", "", "tr"),
        ("en", "ar", "ar"),
        ("en", "de-simple", "de-simple"),
        ("en", "xx", "en"),
        ("*", "", "de"),
        (";;;,q=,\x00", "", "de"),
        ("x" * 100_000, "", "de"),
    ],
)
def test_the_front_door_leads_to_the_language(
    client: Client, accepted: str, chosen: str, code: str
) -> None:
    assert best_language(accepted, chosen) == code
    if chosen:
        client.cookies["django_language"] = chosen
    response = client.get("/", headers={"accept-language": accepted.replace("\x00", "")})
    assert response.status_code == 302
    assert response["Location"] == f"/{code}/"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    "address",
    [
        "/de/?page=-1&q=%00&year=99999999999999999999",
        "/de/?" + "a=1&" * 500,
        "/de/hilfe/?%FF=%FE",
        "/de/?q=" + "x" * 20_000,
    ],
)
def test_bad_query_strings_do_no_harm(client: Client, address: str) -> None:
    section(slug="hilfe")
    assert client.get(address).status_code in (200, 400)


@pytest.mark.parametrize(
    "address", ["/de/%00/", "/%00", "/de/hilfe%00/", "/de/%FF%FE/", "/xx/%00/"]
)
def test_strange_addresses_are_not_found(client: Client, address: str) -> None:
    home_page()
    assert client.get(address).status_code in (400, 404)
