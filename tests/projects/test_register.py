"""The open grant register: what is public, what is not, and that no natural person is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel import clock
from projects.budget.models import EntryKind
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.decision.actions_carrier import give_up
from projects.decision.actions_delivery import choose_delivery, retrieve_notice, waive_remedy
from projects.decision.actions_notices import draft_notice
from projects.decision.models import Reopening
from projects.decision.models_notices import Notice
from projects.register.models import RegisterSettings
from projects.register.queries import PUBLIC_STATES, public_grants, register_settings
from tests.factories import projects as make
from tests.factories import register as grants
from tests.factories.accounts import user
from tests.factories.decision import decided, draft, release, small_call
from tests.factories.site import home_page
from tests.projects.giving_standard import problems

pytestmark = pytest.mark.django_db
FILES = ("bewilligungen.json", "bewilligungen.csv")


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


def test_what_is_final_is_published_with_what_was_paid() -> None:
    of = small_call()
    case = grants.granted(of, 150_050, title="Hochbeete", carrier_name="Gartengruppe")
    grants.paid(case, 100_000)
    grants.paid(case, 20_000, EntryKind.REFUND)
    found = package()
    assert problems(found) == []
    (grant,) = found["grants"]
    assert grant["id"] == f"360G-hamm-norden-{case.number}"
    assert (grant["title"], grant["amountAwarded"], grant["amountDisbursed"]) == (
        "Hochbeete",
        1500.5,
        800,
    )
    assert grant["awardDate"] == "2026-11-22"
    assert grant["plannedDates"] == [
        {"startDate": "2027-03-01", "endDate": "2027-09-30", "duration": 7}
    ]
    assert grant["recipientOrganization"] == [
        {"id": "360G-hamm-norden-org:gartengruppe", "name": "Gartengruppe"}
    ]
    assert grant["fundingOrganization"][0]["name"] == "Stadt Hamm"
    assert b'"amountAwarded": 1500.5,' in load().content


@pytest.mark.parametrize("state", [each.code for each in CASE.states if each.code != "draft"])
def test_only_final_awards_are_public(state: str) -> None:
    case = grants.granted(small_call(), state=state)
    is_public = state in PUBLIC_STATES
    page = grants.register_page()
    for text in (*(load(name).content.decode() for name in FILES), text_of(page.url)):
        assert (case.title in text) == is_public
        assert is_public or (case.number or "?") not in text


def text_of(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_sealed_reopened_or_without_a_decision_never_appears() -> None:
    of = small_call()
    sealed = grants.granted(of, title="Versiegelt")
    Case.objects.filter(pk=sealed.pk).update(is_sealed=True)
    reopened = grants.granted(of, title="Neu entschieden")
    Reopening.objects.create(
        decision=reopened.decisions.get(), reason="Fehler", by=user("coordinator"), at=clock.now()
    )
    undecided = grants.granted(of, title="Aus der alten Liste")
    undecided.decisions.all().delete()
    decided(of=of, title="Nur beschlossen")
    assert package()["grants"] == []
    page = text_of(grants.register_page().url)
    for title in ("Versiegelt", "Neu entschieden", "Aus der alten Liste", "Nur beschlossen"):
        assert title not in page


SECRETS = {
    "carrier_name": "Erika Beispielfrau",
    "title": "Erikas Nähstube",
    "summary": "Ich nähe in der Sorauer Straße.",
    "place": "Bei mir zu Hause",
    "contact_name": "Erika Beispielfrau",
    "contact_email": "erika@example.org",
    "contact_phone": "02381 424242",
}


def outputs() -> Iterator[tuple[str, str]]:
    """Everything the public can read of the register, in German and English."""
    page = grants.register_page()
    for name in (*FILES, "katalog.jsonld"):
        yield name, load(name).content.decode()
    for query in ("", "?q=Erika", "?q=Nähstube", "?year=2026"):
        yield query, text_of(page.url + query)


@pytest.mark.parametrize("kind", ["person", ""])
def test_a_natural_person_is_named_nowhere(kind: str) -> None:
    case = grants.granted(small_call(), carrier_kind=kind, **SECRETS)
    grants.paid(case, 50_000)
    for where, text in outputs():
        for secret in (*SECRETS.values(), case.number, str(case.uuid), case.uuid.hex):
            # What somebody searched for stands in the search box.
            shown = text.replace(f'value="{where.removeprefix("?q=")}"', "")
            assert secret not in shown, (where, secret)
    (grant,) = package()["grants"]
    assert problems(package()) == []
    assert grant["recipientIndividual"]["name"] == "Einzelperson (Name geschützt)"
    assert grant["title"].startswith("Einzelperson: ")
    assert "recipientOrganization" not in grant
    assert "plannedDates" not in grant
    assert grant["dateModified"].startswith("2026-11-22T00:00:00")


@pytest.mark.parametrize(
    ("carrier", "contact", "is_named"),
    [
        ("Malerbetrieb Erika  Beispielfrau", "Erika Beispielfrau", False),
        ("ERIKA BEISPIELFRAU", "Erika Beispielfrau", False),
        ("Gartengruppe", "Erika Beispielfrau", True),
        ("Garten für alle", "Garten", True),
        ("  ", "Erika Beispielfrau", False),
    ],
)
def test_a_firm_with_a_persons_name_is_a_person(carrier: str, contact: str, is_named: bool) -> None:
    grants.granted(
        small_call(), carrier_kind="business", carrier_name=carrier, contact_name=contact
    )
    (grant,) = package()["grants"]
    assert ("recipientOrganization" in grant) == is_named
    assert ("Beispielfrau" in json.dumps(grant)) is False


def test_names_in_the_title_of_a_group_are_masked() -> None:
    grants.granted(
        small_call(),
        title="Kochen mit Erika Beispielfrau, 02381 424242",
        contact_name="Erika Beispielfrau",
    )
    title = package()["grants"][0]["title"]
    assert title.startswith("Kochen mit [")
    assert "Beispielfrau" not in title
    assert "424242" not in title


def test_the_pseudonym_stays_and_says_nothing() -> None:
    case = grants.granted(small_call(), **grants.PERSON)
    before = package()["grants"][0]["id"]
    assert package()["grants"][0]["id"] == before
    settings = register_settings()
    RegisterSettings.objects.filter(pk=settings.pk).update(pseudonym_key="f" * 64)
    other = package()["grants"][0]["id"]
    assert other != before
    assert case.number not in before


def test_an_extension_moves_the_last_day() -> None:
    case = grants.granted(small_call())
    notice = draft_notice(
        by=user("coordinator"),
        case=case,
        kind="extension",
        remedy="remedy_court",
        ends_on=date(2027, 12, 1),
        note="Der Aufbau dauert länger.",
    )
    assert package()["grants"][0]["plannedDates"][0]["endDate"] == "2027-09-30"
    release(notice)
    assert package()["grants"][0]["plannedDates"][0]["endDate"] == "2027-12-01"


def test_reading_asks_as_often_for_200_as_for_10() -> None:
    settings = register_settings()
    of = small_call()
    grants.many(of, 10)
    public_grants(settings)
    with CaptureQueriesContext(connection) as few:
        assert len(public_grants(settings)) == 10
    grants.many(of, 190)
    with CaptureQueriesContext(connection) as many:
        assert len(public_grants(settings)) == 200
    assert len(few) == len(many) == 7


def test_the_whole_way_from_the_decision_to_the_register_and_out_of_it() -> None:
    case = decided(title="Hochbeete am Platz")
    assert package()["grants"] == []
    choose_delivery(by=case.owner, case=case, in_portal=True)
    notice = release(draft(case))
    assert package()["grants"] == []
    with clock.frozen("2026-11-23 10:00"):
        retrieve_notice(by=case.owner, notice=notice)
        assert package()["grants"] == []
    with clock.frozen("2026-11-25 10:00"):
        waive_remedy(by=case.owner, notice=Notice.objects.get(pk=notice.pk))
        (grant,) = package()["grants"]
        assert (grant["title"], grant["awardDate"]) == ("Hochbeete am Platz", "2026-11-22")
        assert grant["amountAwarded"] == 1550
    with clock.frozen("2026-11-26 10:00"):
        give_up(by=case.owner, case=Case.objects.get(pk=case.pk), reason="Der Platz wird umgebaut.")
        assert package()["grants"] == []
