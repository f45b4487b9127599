"""The open data files of the register: table, headers, catalogue, language, settings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.kernel import clock
from projects.register.models import RegisterSettings
from projects.register.queries import register_settings
from tests.factories import projects as make
from tests.factories import register as grants
from tests.factories.accounts import client_for, user
from tests.factories.decision import small_call
from tests.factories.desk import admin_access
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
FILES = ("bewilligungen.json", "bewilligungen.csv", "katalog.jsonld")


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def load(name: str = "bewilligungen.json", **headers: Any) -> Any:
    return Client().get(f"/offene-daten/{name}", **headers)


def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(load().content)
    return found


def test_the_table_holds_the_same_and_runs_no_formula() -> None:
    of = small_call()
    grants.granted(of, 150_050, title="=HYPERLINK(1)", carrier_name="+49 Gruppe")
    grants.granted(of, 90_000, **grants.PERSON)
    rows = list(csv.DictReader(io.StringIO(load("bewilligungen.csv").content.decode())))
    items = package()["grants"]
    assert [row["Identifier"] for row in rows] == [each["id"] for each in items]
    named = next(row for row in rows if row["Recipient Org:Name"])
    assert named["Title"] == "'=HYPERLINK(1)"
    assert named["Recipient Org:Name"] == "'+49 Gruppe"
    assert named["Amount Awarded"] == "1500.50"
    assert named["Award Date"] == "2026-11-22"
    assert sum(bool(row["Recipient Ind:Name"]) for row in rows) == 1


def test_the_files_are_asked_for_again_and_open_to_other_sites() -> None:
    grants.granted(small_call())
    for name in FILES:
        answer = load(name)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, no-cache"
        same = load(name, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (same.status_code, same.content) == (304, b"")
        assert same["Access-Control-Allow-Origin"] == "*"
        assert Client().head(f"/offene-daten/{name}").status_code == 200
        assert Client().post(f"/offene-daten/{name}").status_code == 405
    before = load()["ETag"]
    grants.granted(small_call())
    assert load(HTTP_IF_NONE_MATCH=before).status_code == 200


def test_the_catalogue_names_office_files_and_place() -> None:
    settings = register_settings()
    settings.contact_email, settings.licence = "buero@example.org", "cc-by-4.0"
    settings.contributor_id = "https://www.govdata.de/beispiel"
    settings.save()
    page = grants.register_page()
    found = json.loads(load("katalog.jsonld").content)
    assert found["@type"] == "dcat:Catalog"
    (dataset,) = found["dcat:dataset"]
    assert dataset["dct:title"]["@value"] == "Offene Bewilligungen"
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:buero@example.org"}
    assert dataset["dcatde:politicalGeocodingURI"]["@id"].endswith("/municipalityKey/05915000")
    assert dataset["dcatde:contributorID"]["@id"] == "https://www.govdata.de/beispiel"
    kinds = {
        each["dcat:mediaType"]["@id"].rpartition("/")[2] for each in dataset["dcat:distribution"]
    }
    assert kinds == {"json", "csv"}
    for each in dataset["dcat:distribution"]:
        assert Client().get(each["dcat:downloadURL"]["@id"]).status_code == 200
        assert each["dct:license"]["@id"].endswith("/cc-by/4.0")
        assert each["dcat:accessURL"]["@id"].endswith(page.url)


def test_the_data_is_german_whatever_the_visitor_reads() -> None:
    grants.granted(small_call(), **grants.PERSON)
    assert load(HTTP_ACCEPT_LANGUAGE="en").content == load().content


def test_there_are_settings_from_the_beginning_and_the_office_keeps_them() -> None:
    assert RegisterSettings.objects.count() == 1
    admin_access()
    desk = client_for(user("coordinator"))
    address = f"/admin/settings/projects/registersettings/{register_settings().pk}/"
    page = desk.get(address).content.decode()
    assert register_settings().pseudonym_key not in page
    said = {
        "prefix": "stadt-hamm",
        "publisher": "Stadt Hamm, Jugendamt",
        "contact_name": "Stadtteilbüro",
        "licence": "cc-by-4.0",
        "place": "Hamm-Norden",
        "municipality_key": "05915000",
        "issued_on": "2026-11-01",
        "smallest_group": "5",
    }
    for wrong in (
        {"municipality_key": "5915"},
        {"smallest_group": "4"},
        {"smallest_group": "9" * 30},
        {"prefix": "stadt hamm/"},
        {"publisher": "a\x00b"},
        {"licence": "none"},
    ):
        answer = desk.post(address, {**said, **wrong})
        assert answer.status_code == 200
        assert register_settings().prefix == "hamm-norden", wrong
    assert desk.post(address, said).status_code == 302
    grants.granted(small_call())
    found = package()
    assert found["publisher"] == {"name": "Stadt Hamm, Jugendamt", "identifier": "360G-stadt-hamm"}
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["grants"][0]["id"].startswith("360G-stadt-hamm-LKS-")
    for role in ("editor", "finance", "auditor", "approver"):
        assert client_for(user(role)).get(address).status_code == 302
