"""A draft that begins from an earlier application of one's own."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.forms.actions import freeze_form
from portal.forms.schema import Schema
from portal.kernel import audit, clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.intake.actions import delete_draft, submit_application
from projects.intake.models_start import DraftOrigin
from projects.programmes.models import CostCategory, OptionKind, ProgrammeOption
from tests.factories import forms as make
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up
from tests.factories.starting import (
    GATE,
    address,
    begin,
    begun,
    call_with,
    choice,
    long_text,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    records.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def test_from_the_list_to_the_draft_in_another_form() -> None:
    person = user("applicant")
    browser = client_for(person)
    old = written(browser, call_with(make.question("motto", required=False)), motto__answer="Grün")
    submit_application(by=person, case=old)
    target = call_with(make.question("motto", required=False), title={"de": "Runde zwei"})
    for page in (reverse("account_area"), reverse("my_applications")):
        assert address(old) in browser.get(page).content.decode()
    done = reverse("application_done", args=[old.call.code, old.uuid])
    assert address(old) in browser.get(done).content.decode()
    choose = browser.get(address(old)).content.decode()
    assert "Runde zwei" in choose
    assert address(old, target) in choose
    asked = browser.get(f"{address(old, target)}?{urlencode({**GATE, 'check': '1'})}")
    key = asked.context["key"]
    assert f'name="key" value="{key}"' in asked.content.decode()
    new = begun(browser, old, target)
    assert (new.title, new.summary, new.place) == (old.title, old.summary, old.place)
    assert (new.carrier_name, new.contact_email) == ("Gartengruppe", "gruppe@example.org")
    assert new.theme_id == old.theme_id
    assert new.amount_cents == 155_000
    assert new.answers == {"motto": "Grün"}
    assert new.owner_id == person.pk
    assert new.state == "draft"


def test_days_files_and_consents_never_come_along() -> None:
    person = user("applicant")
    browser = client_for(person)
    columns = [
        {"code": code, "kind": kind, "label": {"de": code}, "required": False}
        for code, kind in (("what", "text"), ("day", "date"))
    ]
    extra = (
        make.question("when", "date", required=False),
        make.question("agree", "consent", required=False),
        make.question("plan", "files", options={"kinds": ["pdf"], "megabytes": 1, "most": 2}),
        make.question("steps", "rows", options={"columns": columns, "least": 0, "most": 5}),
    )
    call = call_with(*extra)
    old = written(
        browser,
        call,
        when__answer="2027-05-01",
        agree__answer="on",
        plan__files=[records.pdf_upload()],
        steps__answer__0__what="Beete bauen",
        steps__answer__0__day="2027-04-01",
    )
    assert old.answers["when"] == "2027-05-01"
    assert old.files.count() == 1
    new = begun(browser, old, call_with(*extra))
    assert new.starts_on is None
    assert new.ends_on is None
    assert not new.consent
    assert not new.files.exists()
    assert new.answers == {"steps": [{"what": "Beete bauen"}]}


def test_only_what_is_visible_comes_along() -> None:
    person = user("applicant")
    browser = client_for(person)
    hidden = make.question("secret", show_if=make.only_if("kind", "a"), required=False)
    extra = (choice("kind", "a", "b"), hidden)
    old = written(browser, call_with(*extra), kind__answer="a", secret__answer="Geheim")
    Case.objects.filter(pk=old.pk).update(answers={**old.answers, "kind": "b"})
    new = begun(browser, old, call_with(*extra))
    assert new.answers == {"kind": "b"}


def test_what_finds_no_place_is_named_and_nothing_wrong_is_stored() -> None:
    person = user("applicant")
    browser = client_for(person)
    old_call = call_with(
        choice("kind", "a", "b"),
        choice("goals", "x", "y", kind="choices"),
        make.question("motto", text="Ihr Motto?", required=False),
        long_text("story", 500),
    )
    old = written(
        browser,
        old_call,
        kind__answer="a",
        goals__answer=["x", "y"],
        motto__answer="Grün",
        story__answer="lang " * 30,
    )
    target = call_with(
        choice("kind", "b", "c"),
        choice("goals", "y", "z", kind="choices"),
        make.question("motto", "number", required=False, options={"decimals": 0}),
        long_text("story", 20),
    )
    new = begun(browser, old, target)
    assert new.answers == {"goals": ["y"]}
    assert new.typed["story"]["answer"][0].startswith("lang lang")
    lost = {each["label"]["de"]: each["partly"] for each in DraftOrigin.objects.get(case=new).lost}
    assert lost == {"kind": False, "goals": True, "Ihr Motto?": False}
    page = browser.get(reverse("application_form", args=[target.code, new.uuid])).content.decode()
    assert "Ihr Motto</li>" in page
    assert "(nur zum Teil)" in page
    assert "Grün" not in page
    step = browser.get(make.step_url(target, new.uuid, "idea")).content.decode()
    assert "lang lang" in step


def test_cost_lines_only_where_the_programme_knows_the_category() -> None:
    person = user("applicant")
    browser = client_for(person)
    old = written(browser, call_with())
    extra = CostCategory.objects.create(
        programme=old.call.programme, code="balloons", labels={"de": "Luftballons"}
    )
    old.cost_items.filter(label="Erde").update(category=extra)
    target = call_with(programme=records.programme())
    new = begun(browser, old, target)
    lines = [(line.label, line.category, line.amount_cents) for line in new.cost_items.all()]
    material = target.rules.categories.get(code="material")
    assert lines == [("Holz", material, 94_000)]
    assert DraftOrigin.objects.get(case=new).lost[0]["type"] == "cost_plan"


def test_a_source_without_a_form_gives_its_core() -> None:
    person = user("applicant")
    old = records.submitted(owner=person)
    Case.objects.filter(pk=old.pk).update(form_version=None, answers={})
    group = ProgrammeOption.objects.create(
        programme=old.call.programme, kind=OptionKind.TARGET_GROUP, code="all", labels={"de": "A"}
    )
    old.target_groups.add(group)
    new = begun(client_for(person), old, call_with())
    assert new.title == "Hochbeete am Karlsplatz"
    assert new.contact_phone == "02381 000000"
    assert [line.amount_cents for line in new.cost_items.all()] == [94_000, 61_000]
    assert new.starts_on is None
    assert not new.consent
    assert [each["type"] for each in DraftOrigin.objects.get(case=new).lost] == [
        "core_target_groups"
    ]


def test_another_version_of_the_same_form_by_code_or_by_id() -> None:
    person = user("applicant")
    browser = client_for(person)
    call = call_with(make.question("motto"), make.question("song"))
    old = written(browser, call, motto__answer="Grün", song__answer="La la")
    newer = replace(make.question("motto"), code="slogan")
    other = replace(make.question("fresh"), code="song")
    schema = Schema(make.labels("Antrag"), make.steps((newer, other)))
    freeze_form(by=None, form=call.form, schema=schema)
    new = begun(browser, old, call)
    assert new.form_version.number == 2
    assert old.form_version.number == 1
    assert new.answers == {"motto": "Grün", "fresh": "La la"}


def test_the_same_key_is_the_same_draft_one_entry_one_mail() -> None:
    person = user("applicant")
    browser = client_for(person)
    old, target, key = written(browser, call_with()), call_with(), uuid.uuid4()
    mails = OutgoingMail.objects.count()
    assert begin(browser, old, target, key).status_code == 302
    new = Case.objects.get(uuid=key)
    Case.objects.filter(pk=new.pk).update(title="Schon umgeschrieben")
    assert begin(browser, old, target, key).status_code == 302
    new.refresh_from_db()
    assert new.title == "Schon umgeschrieben"
    assert OutgoingMail.objects.count() == mails + 1
    entries = [each for each in audit.history(new) if each.event == "draft_begun"]
    assert [each.data for each in entries] == [{"from": {"uuid": str(old.uuid), "number": ""}}]
    # Another source, or somebody else: that key is taken.
    other = written(browser, old.call)
    assert begin(browser, other, target, key).status_code == 404
    stranger = user("applicant")
    theirs = written(client_for(stranger), old.call)
    assert begin(client_for(stranger), theirs, target, key).status_code == 404
    assert begin(browser, old, target, old.uuid).status_code == 404


def test_deleting_source_or_draft_is_possible() -> None:
    person = user("applicant")
    browser = client_for(person)
    old, target = written(browser, call_with()), call_with()
    new = begun(browser, old, target)
    delete_draft(by=person, case=old)
    page = browser.get(reverse("application_form", args=[target.code, new.uuid]))
    assert page.status_code == 200
    delete_draft(by=person, case=new)
    assert not DraftOrigin.objects.exists()


def test_the_office_sees_where_it_came_from() -> None:
    set_up()
    person = user("applicant")
    old = records.submitted(owner=person)
    new = begun(client_for(person), old, call_with())
    Case.objects.filter(pk=new.pk).update(
        state="submitted", number="LKS-2026-0999", submitted_at=clock.now()
    )
    page = client_for(user("coordinator")).get(f"/admin/cases/inspect/{new.pk}/")
    text = page.content.decode()
    assert str(old.number) in text
    assert f"/admin/cases/inspect/{old.pk}/" in text


@pytest.mark.counted
def test_page_and_task_list_ask_few_questions() -> None:
    person = user("applicant")
    browser = client_for(person)
    old = written(browser, call_with())
    counts = []
    for _round in range(2):
        browser.get(address(old))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address(old)).status_code == 200
        counts.append(len(asked))
        for _number in range(10):
            call_with(programme=old.call.programme)
    assert counts[0] == counts[1]
