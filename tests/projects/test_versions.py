"""A form that changes while people write: nothing moves by itself, nothing gets lost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.audit import LogEntry
from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.cases.models import AnswerChange, Case
from projects.intake.actions_answers import VersionMoved, save_answers
from projects.intake.actions_versions import keep_version, offer_version, take_version
from projects.intake.models import ApplicationForm
from projects.intake.models_versions import VersionOffer
from tests.factories import forms as make
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.composed import address
from tests.factories.versions import EXTRA, begin, press, publish, tasks
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def _site() -> Any:
    portal()
    records.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def call() -> Call:
    return make.call(form=make.form(*make.steps(EXTRA)))


@pytest.fixture
def browser() -> Client:
    return client_for(user("applicant"))


@pytest.fixture
def office() -> Any:
    return user(Role.COORDINATOR)


def test_publishing_changes_no_draft(browser: Client, call: Call) -> None:
    case = begin(browser, call)
    newer = publish(call, EXTRA[0])
    assert "Das Formular wurde geändert" not in tasks(browser, case)
    press(browser, case, "take", newer)
    case.refresh_from_db()
    assert case.form_version != newer
    assert "Ihr Motto?" in browser.get(make.step_url(call, case.uuid, "idea")).content.decode()


def test_from_the_offer_to_the_number(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    shorter = replace(EXTRA[0], options={"max_length": 5})
    newer = publish(call, shorter, make.question("why", text="Warum hier?"))
    assert offer_version(by=office, call=call) == 1
    page = tasks(browser, case)
    for words in ("Das Formular wurde geändert", "Warum hier?", "ist neu", "Ihr Motto?"):
        assert words in page
    assert "wird nicht mehr gefragt" in page
    for _click in range(2):
        assert press(browser, case, "take", newer).status_code == 302
    case.refresh_from_db()
    assert case.form_version == newer
    assert case.title == "Hochbeete am Karlsplatz"
    assert case.amount_cents == 155_000
    assert case.cost_items.count() == 2
    assert case.typed == {"helpers": {"answer": ["Der Chor"]}}
    assert set(case.answers) == set()
    assert case.files.get().question == ""
    entry = AnswerChange.objects.get(case=case, question="motto", parked=True)
    assert entry.before == {"answer": "Grün für alle"}
    page = tasks(browser, case)
    for words in ("Ihr Motto?", "Grün für alle", case.files.get().name):
        assert words in page
    press(browser, case, f"remove-{case.files.get().pk}", newer)
    assert not case.files.exists()
    events = list(LogEntry.objects.filter(subject_id=case.pk).values_list("event", flat=True))
    assert events.count("version_offered") == events.count("version_taken") == 1
    url = make.step_url(call, case.uuid, "idea")
    assert "Der Chor" in browser.get(url).content.decode()
    more = {"q-helpers-answer": "Chor", "q-why-answer": "Hier fehlt Grün"}
    browser.post(url, {**make.marks(browser, url), **make.answers()["idea"], **more})
    sent = browser.post(reverse("application_check", args=[call.code, case.uuid]))
    assert sent.status_code == 302
    case.refresh_from_db()
    assert case.number


def test_who_stays_is_not_asked_again_until_the_next_version(
    browser: Client, call: Call, office: Any
) -> None:
    case = begin(browser, call)
    second = publish(call)
    offer_version(by=office, call=call)
    press(browser, case, "keep", second)
    press(browser, case, "keep", second)
    case.refresh_from_db()
    assert case.form_version != second
    assert case.answers["motto"] == "Grün für alle"
    assert offer_version(by=office, call=call) == 0
    assert "Das Formular wurde geändert" not in tasks(browser, case)
    third = publish(call, *EXTRA)
    assert offer_version(by=office, call=call) == 1
    assert VersionOffer.objects.get().version == third
    press(browser, case, "take", second)
    case.refresh_from_db()
    assert case.form_version not in (second, third)
    assert "Das Formular wurde geändert" in tasks(browser, case)


def test_a_fixed_question_that_is_gone_leaves_nothing_in_its_column(
    browser: Client, call: Call, office: Any
) -> None:
    case = begin(browser, call)
    newer = publish(call, *EXTRA, drop="core_place")
    offer_version(by=office, call=call)
    press(browser, case, "take", newer)
    case.refresh_from_db()
    assert case.place == ""
    assert "Karlsplatz" in tasks(browser, case)
    assert case.files.get().question == "plan"


def test_a_fixed_question_put_in_anew_keeps_its_answer(
    browser: Client, call: Call, office: Any
) -> None:
    case = begin(browser, call)
    again = make.question("where", "core_place")
    newer = publish(call, *EXTRA, again, drop="core_place")
    offer_version(by=office, call=call)
    take_version(by=case.owner, case=case, version=newer.pk)
    case.refresh_from_db()
    assert case.place == "Karlsplatz"
    assert not AnswerChange.objects.filter(case=case, parked=True).exists()


def test_only_drafts_of_open_calls_and_only_the_coordination(
    browser: Client, call: Call, office: Any
) -> None:
    case, other = begin(browser, call), begin(browser, call)
    browser.post(reverse("application_check", args=[call.code, other.uuid]))
    other.refresh_from_db()
    assert other.number
    newer = publish(call)
    for role in set(Role) - {Role.COORDINATOR}:
        with pytest.raises(PermissionDenied):
            offer_version(by=user(role), call=call)
    assert offer_version(by=office, call=call) == 1
    assert VersionOffer.objects.get().case == case
    for stranger in (office, user("applicant")):
        for act in (take_version, keep_version):
            with pytest.raises(PermissionDenied):
                act(by=stranger, case=case, version=newer.pk)
    with pytest.raises(PermissionDenied):
        take_version(by=other.owner, case=other, version=newer.pk)
    assert press(client_for(office), case, "take", newer).status_code == 404
    with clock.frozen("2027-03-01 10:00"), pytest.raises(NotAllowed):
        offer_version(by=office, call=call)


def test_a_sent_application_never_moves(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    newer = publish(call)
    offer_version(by=office, call=call)
    browser.post(reverse("application_check", args=[call.code, case.uuid]))
    assert press(browser, case, "take", newer).status_code == 302
    case.refresh_from_db()
    assert case.number
    assert case.form_version != newer


def test_bad_input_is_no_crash(browser: Client, call: Call, office: Any) -> None:
    browser.post(make.step_url(call, uuid.uuid4(), "idea"), {"b-core_title": "1"})
    case = Case.objects.get()
    publish(call)
    offer_version(by=office, call=call)
    for button in ("take", "keep", "remove-x", "remove-" + "9" * 40, ""):
        for version in ("", "x", "9" * 40, "-1", "\x00", "²"):
            assert press(browser, case, button, version).status_code == 302
    assert VersionOffer.objects.get().answer == "open"


def test_an_old_tab_saves_what_is_still_asked(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    url = make.step_url(call, case.uuid, "idea")
    page = {**make.marks(browser, url), **make.answers()["idea"], "version": case.form_version_id}
    newer = publish(call, EXTRA[0])
    offer_version(by=office, call=call)
    press(browser, case, "take", newer)
    typed = {"q-helpers-answer": "Der Chor und die Schule", "q-motto-answer": "Anders"}
    sent = browser.post(url, {**page, **typed}, headers=AUTOSAVE)
    assert sent.status_code == 409
    assert "Formular hat sich geändert" in sent.json()["refused"]
    case.refresh_from_db()
    assert case.answers == {"helpers": "Der Chor und die Schule"}
    again = {**page, **{f"b-{key}": base for key, base in sent.json()["bases"].items()}}
    sent = browser.post(url, {**again, **typed, "q-helpers-answer": "Der Chor"}, headers=AUTOSAVE)
    case.refresh_from_db()
    assert case.answers == {"helpers": "Der Chor"}
    assert not AnswerChange.objects.filter(question="helpers", parked=True).exists()
    plain = browser.post(url, {**again, **typed, "button": "next"}, follow=True)
    assert "Formular hat sich geändert" in plain.content.decode()


def test_an_old_tab_of_a_step_that_is_gone(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    url = make.step_url(call, case.uuid, "when")
    page = {**make.marks(browser, url), **make.answers()["when"], "version": case.form_version_id}
    newer = publish(call, make.question("core_place", "core_place"), drop="when")
    offer_version(by=office, call=call)
    press(browser, case, "take", newer)
    sent = browser.post(url, {**page, "q-core_place-answer": "Park"}, headers=AUTOSAVE)
    assert sent.status_code == 409
    case.refresh_from_db()
    assert case.place == "Park"
    assert browser.get(url).status_code == 404


def test_a_move_between_reading_and_saving_stores_nothing_wrong(
    browser: Client, call: Call, office: Any
) -> None:
    case = begin(browser, call)
    before = case.form_version_id
    newer = publish(call)
    offer_version(by=office, call=call)
    take_version(by=case.owner, case=case, version=newer.pk)
    with pytest.raises(VersionMoved):
        save_answers(
            by=case.owner,
            call=call,
            uuid=case.uuid,
            language="de",
            only=(),
            read=lambda sheet: pytest.fail("read with the wrong form"),
            follows=before or 0,
        )


def test_the_office_sees_numbers_and_differences(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    composed = ApplicationForm.objects.create(form=call.form, title="Antrag", live=True)
    publish(call, EXTRA[0])
    desk = client_for(office)
    url = address("begun", composed.pk)
    page = desk.get(url).content.decode()
    assert "Ihr Motto?" in page
    assert case.title not in page
    assert case.owner.email not in page
    button = ">Umstieg anbieten</button>"
    assert button in page
    assert button not in client_for(user(Role.EDITOR)).get(url).content.decode()
    desk.post(url, {"call": call.pk})
    desk.post(url, {"call": call.pk})
    assert VersionOffer.objects.count() == 1
    for wrong in ("", "x", "9" * 30, "0"):
        assert desk.post(url, {"call": wrong}, follow=True).status_code == 404
    client_for(user(Role.EDITOR)).post(url, {"call": call.pk})
    assert VersionOffer.objects.get().by == office
    assert desk.get(address("begun", 999_999), follow=True).status_code == 404
    with CaptureQueriesContext(connection) as few:
        desk.get(url)
    for _more in range(3):
        begin(client_for(user("applicant")), call)
    with CaptureQueriesContext(connection) as many:
        desk.get(url)
    assert len(many) <= len(few) + 1


def test_a_deleted_draft_takes_its_offer_along(browser: Client, call: Call, office: Any) -> None:
    case = begin(browser, call)
    publish(call)
    offer_version(by=office, call=call)
    browser.post(reverse("application_delete", args=[call.code, case.uuid]))
    assert not Case.objects.exists()
    assert not VersionOffer.objects.exists()
