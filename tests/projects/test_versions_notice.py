"""What somebody may do with the notice on a changed form: put it away, or read who decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.audit import LogEntry
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake.actions_versions import hide_notice, offer_version, take_version
from projects.intake.models_versions import VersionOffer
from tests.factories import forms as make
from tests.factories import members as make_member
from tests.factories import projects as records
from tests.factories.accounts import client_for, user
from tests.factories.versions import EXTRA, begin, press, publish, tasks
from tests.portal.editing import portal

pytestmark = pytest.mark.django_db
TITLE = "Nicht alles hat im neuen Formular einen Platz"


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


def changes(browser: Client, case: Case) -> str:
    page = browser.get(reverse("application_changes", args=[case.call.code, case.uuid]))
    return page.content.decode()


def test_the_notice_goes_for_good_and_nothing_with_it(browser: Client, call: Call) -> None:
    case = begin(browser, call)
    newer = publish(call, replace(EXTRA[0], options={"max_length": 5}))
    offer_version(by=user(Role.COORDINATOR), call=call)
    assert press(browser, case, "hide", newer).status_code == 302
    assert VersionOffer.objects.get().hidden_at is None
    press(browser, case, "take", newer)
    assert TITLE in tasks(browser, case)
    for _click in range(2):
        assert press(browser, case, "hide", newer).status_code == 302
    page = tasks(browser, case)
    file = case.files.get()
    assert TITLE not in page
    assert "Grün für alle" not in page
    assert "Weitere Anlagen" in page
    assert file.name in page
    told = changes(browser, case)
    for words in ("Ihr Motto?", "Grün für alle", "fragt das so nicht mehr"):
        assert words in told
    assert "schneller" not in told
    press(browser, case, f"remove-{file.pk}", newer)
    assert "Weitere Anlagen" not in tasks(browser, case)
    events = list(LogEntry.objects.filter(subject_id=case.pk).values_list("event", flat=True))
    assert events.count("version_notice_hidden") == 1


def test_a_newer_offer_is_a_notice_of_its_own(browser: Client, call: Call) -> None:
    case = begin(browser, call)
    office = user(Role.COORDINATOR)
    second = publish(call, EXTRA[0], EXTRA[1])
    offer_version(by=office, call=call)
    press(browser, case, "take", second)
    press(browser, case, "hide", second)
    third = publish(call, EXTRA[0])
    offer_version(by=office, call=call)
    press(browser, case, "hide", second)
    press(browser, case, "take", third)
    assert TITLE in tasks(browser, case)
    assert "Grün für alle" in changes(browser, case)


def test_whoever_only_reads_learns_who_decides(browser: Client, call: Call) -> None:
    case = begin(browser, call)
    newer = publish(call)
    offer_version(by=user(Role.COORDINATOR), call=call)
    reader = client_for(make_member.member(case, "view"))
    url = reverse("application_version", args=[call.code, case.uuid])
    for button in ("take", "keep", "hide", "remove-1", ""):
        answer = press(reader, case, button, newer)
        assert answer.status_code == 403
        for words in ("nur lesen", case.owner.name, "nichts geändert"):
            assert words in answer.content.decode()
    shown = reader.get(url)
    assert shown.status_code == 200
    assert 'name="button"' not in shown.content.decode()
    check = reader.get(reverse("application_form", args=[call.code, case.uuid]), follow=True)
    assert "Das Formular wurde geändert" not in check.content.decode()
    assert VersionOffer.objects.get().answer == "open"
    assert press(client_for(user("applicant")), case, "hide", newer).status_code == 404


def test_only_writers_put_it_away(browser: Client, call: Call) -> None:
    case = begin(browser, call)
    newer = publish(call)
    offer_version(by=user(Role.COORDINATOR), call=call)
    take_version(by=case.owner, case=case, version=newer.pk)
    for person in (make_member.member(case, "view"), user(Role.COORDINATOR)):
        with pytest.raises(PermissionDenied):
            hide_notice(by=person, case=case, version=newer.pk)
    hide_notice(by=make_member.member(case), case=case, version=newer.pk)
    assert VersionOffer.objects.get().hidden_at
