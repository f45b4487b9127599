"""A draft that begins after the example of a neighbour's finished project."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake.models_start import DraftOrigin
from projects.programmes.models import CostCategory, OptionKind, ProgrammeOption
from projects.showcase.actions import start_from_project
from projects.showcase.models import RealCost
from projects.showcase.pages import MicroprojectPage
from tests.factories import actors as network
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up
from tests.factories.starting import GATE, call_with, long_text

pytestmark = pytest.mark.django_db
# All that says who did it or whom to ask.
SECRETS = (
    "Radgruppe Speiche",
    "radgruppe@example.org",
    "02381 445566",
    "Gleisbogen 17",
    "www.radgruppe.example",
)


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    records.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def bikes() -> MicroprojectPage:
    """A finished project whose texts name its people again and again."""
    of = records.programme()
    organisation = network.organisation(
        name="Radgruppe Speiche e. V.",
        email="radgruppe@example.org",
        phone="02381 445566",
        street="Gleisbogen 17",
        website="https://www.radgruppe.example",
    )
    project = records.microproject(
        of,
        title="Fahrräder retten",
        carrier_name="Radgruppe Speiche e. V.",
        organisation=organisation,
        place="Gleisbogen 17",
        plan={"de": "Die RADGRUPPE Speiche schraubte. Fragen: radgruppe@example.org"},
        place_kind={"de": "eine Werkstatt", "en": "a workshop"},
        cents=777_700,
    )
    group = ProgrammeOption.objects.create(
        programme=of, kind=OptionKind.TARGET_GROUP, code="youth", labels={"de": "Jugendliche"}
    )
    project.target_groups = [group]
    project.save()
    material = of.categories.get(code="material")
    extra = CostCategory.objects.create(programme=of, code="bikes", labels={"de": "Räder"})
    for position, (label, category, cents) in enumerate(
        (("Werkzeug von Radgruppe Speiche", material, 12_345), ("Lastenrad", extra, 99_900))
    ):
        RealCost.objects.create(
            microproject=project,
            position=position,
            labels={"de": label},
            category=category,
            amount_cents=cents,
        )
    made = records.microproject_page(records.microproject_index(), project)
    made.lessons = "Früh anfangen.\nAnrufen unter 02381 445566 hilft.\nwww.radgruppe.example lesen."
    made.save()
    return made


def address(of: MicroprojectPage, call: Call | None = None) -> str:
    if call is None:
        return reverse("project_start", args=[of.microproject.code])
    return reverse("project_start_call", args=[of.microproject.code, call.code])


def begin(browser: Client, of: MicroprojectPage, call: Call, key: Any = None, **more: Any) -> Any:
    return browser.post(address(of, call), {**GATE, "key": str(key or uuid.uuid4()), **more})


def begun(browser: Client, of: MicroprojectPage, call: Call, **more: Any) -> Case:
    key = uuid.uuid4()
    sent = begin(browser, of, call, key, **more)
    assert sent.status_code == 302, sent.content.decode()
    return Case.objects.get(uuid=key)


def all_words(case: Case) -> str:
    """Every column and answer of a case in one text."""
    columns = {field.attname: getattr(case, field.attname) for field in case._meta.local_fields}
    lines = [line.label for line in case.cost_items.all()]
    return json.dumps([columns, lines], default=str, ensure_ascii=False).casefold()


def test_from_the_page_to_the_draft(bikes: MicroprojectPage) -> None:
    call = call_with()
    shown = Client().get(bikes.url).content.decode()
    assert address(bikes) in shown
    assert "Mit dieser Idee selbst einen Antrag beginnen" in shown
    example = Client().get(address(bikes)).content.decode()
    for words in ("Fahrräder retten", "eine Werkstatt", "Jugendliche", "123,45", "Früh anfangen."):
        assert words in example
    assert address(bikes, call) in example
    browser = client_for(user("applicant"))
    asked = browser.get(f"{address(bikes, call)}?{urlencode({**GATE, 'check': '1'})}")
    assert f'value="{asked.context["key"]}"' in asked.content.decode()
    case = begun(browser, bikes, call)
    assert case.title == "Fahrräder retten"
    assert case.place == "eine Werkstatt"
    assert case.theme_id == bikes.microproject.theme_id
    lines = [(line.label, line.category.code, line.amount_cents) for line in case.cost_items.all()]
    assert lines == [("Werkzeug von [Name]", "material", 12_345)]
    assert {each["type"] for each in DraftOrigin.objects.get(case=case).lost} == {
        "cost_plan",
        "core_target_groups",
    }


def test_nothing_personal_comes_along(bikes: MicroprojectPage) -> None:
    call = call_with(long_text("more", 900))
    case = begun(client_for(user("applicant")), bikes, call, lessons=["more"])
    assert "Früh anfangen." in case.answers["more"]
    words = all_words(case)
    for secret in SECRETS:
        assert secret.casefold() not in words, secret
    assert case.carrier_name == case.contact_name == case.contact_email == case.contact_phone == ""
    assert case.carrier_kind == ""
    assert case.organisation_id is None
    assert case.amount_cents is None
    assert "7777" not in words
    assert case.starts_on is None
    assert not case.consent
    assert not case.files.exists()
    example = Client().get(address(bikes)).content.decode()
    for secret in SECRETS:
        assert secret not in example, secret


def test_lessons_only_where_somebody_ticked_a_fitting_question(bikes: MicroprojectPage) -> None:
    call = call_with(long_text("more", 900), long_text("why", 900))
    browser = client_for(user("applicant"))
    asked = browser.get(f"{address(bikes, call)}?{urlencode({**GATE, 'check': '1'})}")
    assert asked.content.decode().count('name="lessons"') == 2
    assert begun(browser, bikes, call).answers == {}
    odd = ["why", "core_summary", "\x00", "x" * 10_000, "gibt-es-nicht"]
    case = begun(browser, bikes, call, lessons=odd)
    assert set(case.answers) == {"why"}
    assert "in eigenen Worten" in case.answers["why"]
    assert "Radgruppe" not in case.summary
    short = call_with(long_text("why", 10))
    case = begun(browser, bikes, short, lessons=["why"])
    assert "Früh anfangen." in case.typed["why"]["answer"][0]


def test_draft_and_office_see_where_it_comes_from(bikes: MicroprojectPage) -> None:
    set_up()
    call = call_with()
    browser = client_for(user("applicant"))
    case = begun(browser, bikes, call)
    tasks = browser.get(reverse("application_form", args=[call.code, case.uuid])).content.decode()
    assert "Begonnen nach dem Vorbild von „Fahrräder retten“" in tasks
    assert "in eigenen Worten" in tasks
    assert bikes.url in tasks
    assert "Früh anfangen." in tasks
    assert "Kostenplan" in tasks
    entries = [each for each in audit.history(case) if each.event == "draft_begun"]
    assert [each.data for each in entries] == [{"from": {"microproject": bikes.microproject.code}}]
    Case.objects.filter(pk=case.pk).update(
        state="submitted", number="LKS-2026-0999", submitted_at=clock.now()
    )
    office = client_for(user("coordinator")).get(f"/admin/cases/inspect/{case.pk}/")
    assert f"/admin/microprojects/inspect/{bikes.microproject_id}/" in office.content.decode()
    bikes.unpublish()
    assert browser.get(reverse("application_done", args=[call.code, case.uuid])).status_code == 200
    Case.objects.filter(pk=case.pk).update(state="draft", number=None, submitted_at=None)
    gone = browser.get(reverse("application_form", args=[call.code, case.uuid]))
    assert "Vorbild eines abgeschlossenen Projekts" in gone.content.decode()


def test_the_same_key_is_the_same_draft_and_one_mail(bikes: MicroprojectPage) -> None:
    call, key, person = call_with(), uuid.uuid4(), user("applicant")
    browser = client_for(person)
    assert begin(browser, bikes, call, key).status_code == 302
    assert begin(browser, bikes, call, key).status_code == 302
    assert Case.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
    assert begin(client_for(user("applicant")), bikes, call, key).status_code == 404
    other = records.microproject_page(bikes.get_parent().specific, records.microproject(
        bikes.microproject.programme
    ))  # fmt: skip
    assert begin(browser, other, call, key).status_code == 404
    for odd in ("", "\x00", "x" * 100_000, "not-a-uuid"):
        sent = browser.post(address(bikes, call), {**GATE, "key": odd})
        assert sent.status_code == 422
    assert Case.objects.count() == 1


def test_signed_out_people_sign_in_and_come_back(bikes: MicroprojectPage) -> None:
    call = call_with()
    query = urlencode({**GATE, "check": "1"})
    sent = Client().get(f"{address(bikes, call)}?{query}")
    assert sent.status_code == 302
    assert urlencode({"next": f"{address(bikes, call)}?{query}"}) in sent["Location"]
    assert begin(Client(), bikes, call).status_code == 302
    assert not Case.objects.exists()


def test_closed_calls_and_projects_that_nobody_may_read(bikes: MicroprojectPage) -> None:
    call, person = call_with(), user("applicant")
    browser = client_for(person)
    with clock.frozen("2026-12-11 18:00"):
        assert address(bikes) not in Client().get(bikes.url).content.decode()
        assert "kein Aufruf offen" in Client().get(address(bikes)).content.decode()
        assert browser.get(address(bikes, call))["Location"] == address(bikes)
        assert begin(browser, bikes, call)["Location"] == address(bikes)
    assert not Case.objects.exists()
    for odd in ("gibt-es-nicht", "a" * 300):
        assert browser.get(reverse("project_start", args=[odd])).status_code == 404
    bikes.unpublish()
    assert Client().get(address(bikes)).status_code == 404
    assert begin(browser, bikes, call).status_code == 404
    with pytest.raises(PermissionDenied):
        start_from_project(
            by=person, code=bikes.microproject.code, call=call, uuid=uuid.uuid4(), language="de"
        )


def test_every_language_shows_it(bikes: MicroprojectPage) -> None:
    call = call_with()
    start, last = address(bikes), address(bikes, call)
    for code in ("de", "de-simple", "en", "tr", "ar"):
        shown = Client().get(start.replace("/de/", f"/{code}/", 1))
        assert shown.status_code == 200
        assert "Fahrräder retten" in shown.content.decode()
    assert "a workshop" in Client().get(start.replace("/de/", "/en/")).content.decode()
    english = client_for(user("applicant"))
    key = uuid.uuid4()
    english.post(last.replace("/de/", "/en/", 1), {**GATE, "key": str(key)})
    case = Case.objects.get(uuid=key)
    assert (case.place, case.language) == ("a workshop", "en")


def test_the_page_asks_one_question_more_at_most(bikes: MicroprojectPage) -> None:
    call_with(programme=bikes.microproject.programme)
    counts = []
    for _round in range(2):
        Client().get(address(bikes))
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(address(bikes)).status_code == 200
        counts.append(len(asked))
        for _number in range(10):
            call_with(programme=bikes.microproject.programme)
    assert counts[0] == counts[1]
