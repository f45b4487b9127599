"""The pages of organisations, offices and bodies, and their contact cards."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from actors.models import BodyFunction
from portal.cms.blocks.contact_sources import contact_of
from portal.kernel import clock
from tests.factories.actors import (
    actor,
    body,
    body_page,
    offer,
    office,
    office_page,
    organisation,
)

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_an_actor_page_says_everything_once(client: Client) -> None:
    page = actor(
        None,
        "Fahrradwerkstatt",
        page={"summary": "Räder für alle", "is_demo": True},
        themes=("jugend",),
        languages_spoken=["de", "tr", "gsg"],
        street="Beispielweg 1",
        postcode="59065",
        opening_hours="Mo-Fr 09:00-17:00; PH off",
        hours_note={"de": "In den Ferien geschlossen"},
        step_free="yes",
        hearing_loop="no",
        barrier_note={"de": "Bitte klingeln"},
        phone="02381 000000",
        email="rad@example.org",
        website="https://rad.example.org/",
        latitude="51.69",
        longitude="7.82",
        is_demo=True,
    )
    offer(page.organisation, "Kurs", audience={"de": "Jugendliche"}, cost={"de": "Kostenlos"})
    with clock.frozen("2026-11-23 10:00"):
        html = client.get(page.url).content.decode()
    for words in (
        "Räder für alle",
        "Beispielweg 1",
        "tel:02381000000",
        "mailto:rad@example.org",
        "https://rad.example.org/",
        "In den Ferien geschlossen",
        "Bitte klingeln",
        "Jugendliche",
        "Kostenlos",
        "barrier-facts__item--yes",
        "barrier-facts__item--no",
        "barrier-facts__item--unknown",
        "district-map__marker",
    ):
        assert words in html
    data = json.loads(DATA.search(html)[1])
    assert data["@type"] == "NGO"
    assert data["knowsLanguage"] == ["de", "tr"]
    assert data["location"]["geo"]["latitude"] == 51.69
    hours = data["location"]["openingHoursSpecification"]
    assert [h["dayOfWeek"].rsplit("/", 1)[1] for h in hours] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]
    assert hours[0]["validFrom"] == hours[0]["validThrough"] == "2026-11-23"


def test_structured_data_cannot_be_broken_out_of(client: Client) -> None:
    bad = '</script><script>alert(1)</script><!-- "&'
    page = actor(None, "Böse", page={"summary": bad[:320]}, phone="1</script>")
    html = client.get(page.url).content.decode()
    data = json.loads(DATA.search(html)[1])
    assert data["description"] == bad
    assert "<script>alert" not in html


def test_a_bare_organisation_has_a_page_without_empty_parts(client: Client) -> None:
    page = actor(None, "Karg", map_x=None, map_y=None)
    answer = client.get(page.url)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "district-map" not in html
    assert "hours__days" not in html
    assert 'id="offers"' not in html


@pytest.mark.parametrize("kind", ["school", "business", "faith", "no-longer-known"])
def test_every_kind_has_structured_data(client: Client, kind: str) -> None:
    page = actor(None, kind=kind)
    assert json.loads(DATA.search(client.get(page.url).content.decode())[1])["@type"]


def test_an_office_says_what_it_does_in_a_grant_case(client: Client) -> None:
    record = office(
        tasks={"de": "Berät Familien"},
        case_role={"de": "Prüft und verwaltet", "en": "Checks and manages"},
        phone="02381 000001",
        opening_hours="Mo 09:00-12:00",
    )
    page = office_page(record)
    html = client.get(page.url).content.decode()
    assert "Berät Familien" in html
    assert "Prüft und verwaltet" in html
    assert "02381 000001" in html


def test_a_body_shows_its_functions_and_its_sub_groups(client: Client) -> None:
    above = body("koordinierungsgruppe", kind="working", rhythm={"de": "alle vier Wochen"})
    below = body("kultur-ag", kind="subgroup", parent=above)
    lonely = body("ohne-seite", kind="subgroup", parent=above)
    BodyFunction.objects.create(body=above, labels={"de": "Leitung"}, note={"de": "Amt"})
    page, other = body_page(above), body_page(below)
    html = client.get(page.url).content.decode()
    assert "alle vier Wochen" in html
    assert "Leitung" in html
    assert f'href="{other.url}"' in html
    assert str(lonely) in html
    assert f'href="{page.url}"' in client.get(other.url).content.decode()


def test_contact_cards_of_records() -> None:
    page = actor(None, "Treff", phone="02381 1", opening_hours="Mo 09:00-12:00", is_demo=True)
    with clock.frozen("2026-11-23 10:00"):
        card = contact_of("actor", page.organisation)
    assert (card.name, card.phone, card.url, card.is_demo) == ("Treff", "02381 1", page.url, True)
    assert len(card.hours.splitlines()) == 2
    alone = contact_of("actor", organisation("Ohne Seite"))
    assert (alone.url, alone.label, alone.hours) == ("", "", "")
    assert contact_of("office", office("sozialamt", phone="1")).phone == "1"


def test_a_page_shows_a_contact_card_in_its_body(client: Client) -> None:
    record = organisation("Beratungsstelle", phone="02381 77")
    page = actor(None, "Anderswo")
    page.body = [("contact_card", {"office": None, "actor": record, "free": {}})]
    page.save()
    html = client.get(page.url).content.decode()
    assert "Beratungsstelle" in html
    assert "tel:0238177" in html
