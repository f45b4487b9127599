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
from projects.showcase.pages import MicroprojectPage
from tests.factories import projects
from tests.factories.home import alias_of, internal_section, legal_page
from tests.factories.home_events import event
from tests.factories.media import image
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
    home.save_revision().publish()
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


def _busy_home() -> HomePage:
    """A home page with doors, a call, results with pictures, dates and links in its text."""
    home = home_page(languages=True)
    targets = [section(title=f"Bereich {n}") for n in range(3)]
    home.refresh_from_db()
    home.doors = [
        ("door", {"title": "T", "text": "x", "label": "y", "page": target}) for target in targets
    ]
    link = f'<a linktype="page" id="{targets[0].pk}">hier</a>'
    home.body = [("rich_text", f"<p>{link} {link}</p>")]
    home.save()
    programme = projects.programme()
    call = projects.call(programme=programme, title={"de": "Fonds 2027"})
    projects.call_page(call, projects.programme_page(programme))
    index = projects.microproject_index()
    for number in range(3):
        record = projects.microproject(programme, title=f"Projekt {number}")
        page = projects.microproject_page(index, record)
        MicroprojectPage.objects.filter(pk=page.pk).update(picture=image())
    for day in range(24, 29):
        event(f"2026-11-{day} 17:00", title=f"Treffen am {day}.", place="Aula")
    internal_section()
    return home


def test_home_shows_what_is_on(client: Client) -> None:
    home = _busy_home()
    with clock.frozen("2026-11-22 10:00"):
        html = _html(client, home)
    assert "Fonds 2027" in html
    assert "11. Dezember 2026, 18 Uhr" in html
    assert html.count("days-tile__number") == 1
    assert [f"Treffen am {day}." in html for day in range(24, 29)] == [True] * 3 + [False] * 2
    assert html.count('class="card__picture"') == 2
    index = MicroprojectPage.objects.first().get_parent()
    assert f'href="{index.get_url()}"' in html


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-11-01 07:59:59", False),
        ("2026-11-01 08:00", True),
        ("2026-12-11 17:59:59", True),
        ("2026-12-11 18:00", False),
    ],
)
def test_call_on_the_home_page_opens_and_closes_by_itself(
    client: Client, moment: str, shown: bool
) -> None:
    home = home_page()
    programme = projects.programme()
    call = projects.call(programme=programme, title={"de": "Fonds 2027"})
    projects.call_page(call, projects.programme_page(programme))
    with clock.frozen(moment):
        assert ("Fonds 2027" in _html(client, home)) is shown


def test_home_stays_within_its_queries(client: Client) -> None:
    home = _busy_home()
    with clock.frozen("2026-11-22 10:00"):
        client.get(home.get_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(home.get_url())
    # Wagtail's routing takes 5 on the first level.
    assert len(captured) - 5 <= 12


def test_an_unknown_page_still_has_the_menu(client: Client) -> None:
    section(title="Hilfe")
    response = client.get("/de/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Hilfe" in response.content.decode()
