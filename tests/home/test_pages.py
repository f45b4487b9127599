"""Every page type of the front renders for everybody, through HTTP."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import (
    HomePage,
    InternalSectionPage,
    LegalPage,
    SectionPage,
    StandardPage,
)
from portal.kernel import clock
from tests.factories.home import alias_of, legal_page
from tests.factories.site import home_page, section, standard_page

pytestmark = pytest.mark.django_db

LONG = [
    ("heading", {"text": "Wer hilft?", "level": "h2"}),
    ("rich_text", "<p>Das Stadtteilbüro.</p>"),
    ("heading", {"text": "Was kostet das?", "level": "h2"}),
    ("heading", {"text": "Eine Ausnahme", "level": "h3"}),
    ("heading", {"text": "Wann?", "level": "h2"}),
]


def _html(client: Client, page: object) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_home_asks_one_question_and_opens_three_doors(client: Client) -> None:
    home = home_page(
        languages=True, question="Was brauchen Sie? Was haben Sie vor?", intro="Hier ist Platz."
    )
    target = section(title="Hilfe")
    draft = section(title="Bald", live=False)
    home.doors = [
        ("door", {"title": f"Tür {n}", "text": "Text", "label": "Weiter", "page": page})
        for n, page in enumerate([target, draft], start=1)
    ]
    home.save()
    html = _html(client, home)
    assert html.count("<h1") == 1
    assert "Was brauchen Sie?<br>Was haben Sie vor?" in html
    assert "Hier ist Platz." in html
    assert f'href="{target.get_url()}">Tür 1' in html
    assert "Tür 2" not in html
    for name in ("Leichte Sprache", "English", "Türkçe", "العربية"):
        assert name in html


def test_doors_lead_to_the_page_in_the_language(client: Client) -> None:
    home = home_page()
    target = section(title="Hilfe")
    home.doors = [("door", {"title": "T", "text": "x", "label": "y", "page": target})]
    home.save()
    home_page(languages=True)
    turkish = alias_of(target, "tr")
    assert f'href="{turkish.get_url()}">T<' in client.get("/tr/").content.decode()


@pytest.mark.parametrize(("sections", "listed"), [(LONG, True), (LONG[:3], False), ([], False)])
def test_table_of_contents_of_a_long_page(
    client: Client, sections: list[object], listed: bool
) -> None:
    page = standard_page(body=sections)
    html = _html(client, page)
    assert ('class="page-contents"' in html) is listed
    if listed:
        contents = html.split('class="page-contents"')[1].split("</nav>")[0]
        assert 'href="#wer-hilft"' in contents
        assert "Ausnahme" not in contents
        assert 'id="wer-hilft"' in html


def test_page_names_contact_related_pages_and_the_last_change(client: Client) -> None:
    other = standard_page(title="Wohngeld", summary="Geld zur Miete.")
    draft = standard_page(title="Entwurf", live=False)
    free = {"name": "Stadtteilbüro", "email": "buero@example.org", "phone": "02381 000000"}
    page = standard_page(
        title="Wohnen",
        contact=[("contact_card", {"office": None, "actor": None, "free": free})],
        related=[("page", other), ("page", draft)],
    )
    with clock.frozen("2026-11-22 10:00"):
        page.save_revision().publish()
    html = _html(client, page)
    assert "buero@example.org" in html
    assert f'href="{other.get_url()}">Wohngeld' in html
    assert "Geld zur Miete." in html
    assert "Entwurf" not in html


def test_section_shows_the_pages_below_in_their_order(client: Client) -> None:
    top = section(title="Hilfe", summary="Wir sind da.")
    for name in ("Erst", "Dann", "Zuletzt"):
        standard_page(top, title=name, is_demo=name == "Dann")
    standard_page(top, title="Entwurf", live=False)
    html = _html(client, top).split("<main", 1)[1]
    assert html.index("Erst") < html.index("Dann") < html.index("Zuletzt")
    assert "Entwurf" not in html
    assert "Wir sind da." in html


@pytest.mark.parametrize("kind", ["imprint", "privacy", "accessibility"])
def test_legal_pages(client: Client, kind: str) -> None:
    page = legal_page(
        kind,
        title="Rechtliches",
        body=[("rich_text", "<p>Stadt Hamm</p>")],
        conformity="partial",
        assessed_on=date(2026, 11, 2),
        gaps="<ul><li>Ein altes PDF</li></ul>",
        complaint="<p>Schreiben Sie uns.</p>",
    )
    html = _html(client, page)
    assert "Stadt Hamm" in html
    statement = kind == "accessibility"
    assert ("EN 301 549" in html) is statement
    assert ("Ein altes PDF" in html) is statement
    assert ("2. November 2026" in html) is statement


@pytest.mark.parametrize(
    ("parent", "child", "allowed"),
    [
        (HomePage, SectionPage, True),
        (HomePage, StandardPage, True),
        (HomePage, LegalPage, True),
        (HomePage, InternalSectionPage, True),
        (HomePage, HomePage, False),
        (SectionPage, SectionPage, True),
        (SectionPage, StandardPage, True),
        (SectionPage, HomePage, False),
        (SectionPage, InternalSectionPage, False),
        (StandardPage, StandardPage, True),
        (StandardPage, SectionPage, False),
        (StandardPage, InternalSectionPage, False),
        (LegalPage, StandardPage, False),
        (InternalSectionPage, StandardPage, True),
        (InternalSectionPage, InternalSectionPage, True),
        (InternalSectionPage, SectionPage, False),
        (InternalSectionPage, LegalPage, False),
    ],
)
def test_what_may_stand_below_what(parent: type, child: type, allowed: bool) -> None:
    assert (child in parent.allowed_subpage_models()) is allowed


def test_home_stays_within_its_queries(client: Client) -> None:
    home = home_page(languages=True)
    targets = [section(title=f"Bereich {n}") for n in range(3)]
    home.doors = [
        ("door", {"title": "T", "text": "x", "label": "y", "page": target}) for target in targets
    ]
    home.save()
    client.get("/de/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/de/")
    # Wagtail's routing takes 5 on the first level.
    assert len(captured) - 5 <= 12


def test_an_unknown_page_still_has_the_menu(client: Client) -> None:
    section(title="Hilfe")
    response = client.get("/de/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Hilfe" in response.content.decode()
