"""Mein Bereich: the list of one's applications and the page of each."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import audit, clock
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.correspondence.telling import NEXT, next_step, timeline
from projects.intake.actions import withdraw_application
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
OPEN = "2026-11-22 10:00"


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen(OPEN):
        yield


def page_of(case: Case) -> str:
    return reverse("application_done", args=[case.call.code, case.uuid])


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_list_says_status_and_what_happens_next_by_when() -> None:
    person = user("applicant")
    case = make.submitted(owner=person)
    make.draft(case.call, person, title="Nachbarschaftsfest")
    html = client_for(person).get(reverse("account_area")).content.decode()
    assert "Eingegangen" in html
    assert "Das Stadtteilbüro prüft den Antrag." in html
    assert "20. Januar 2027" in html
    assert "Nachbarschaftsfest" in html
    assert "11. Dezember 2026" in html
    assert reverse("application_withdraw", args=[case.call.code, case.uuid]) in html


def test_page_tells_the_story_in_plain_words_and_nothing_internal() -> None:
    person = user("applicant")
    case = make.submitted(owner=person)
    audit.record(actor=user("coordinator"), subject=case, event="file_added", reason="GEHEIM")
    audit.record(actor=user("coordinator"), subject=case, event="internal_note", reason="GEHEIM")
    with clock.frozen("2026-11-30 10:00"):
        audit.record(actor=user("coordinator"), subject=case, event="begin_review", reason="GEHEIM")
        html = shown(client_for(person), page_of(case))
    assert "Antrag eingegangen" in html
    assert "Wir prüfen den Antrag" in html
    assert "Sitzung des Komitees" in html
    assert "15. Januar 2027" in html
    assert "GEHEIM" not in html
    assert "internal_note" not in html
    assert "Hochbeete am Karlsplatz" in html
    assert reverse("application_copy", args=[case.call.code, case.uuid]) in html


def test_a_promise_that_was_broken_is_said() -> None:
    case = make.submitted()
    assert not next_step(case).is_late
    with clock.frozen("2027-01-20 23:30"):
        assert "20. Januar 2027" in next_step(case).by
        assert not next_step(case).is_late
    with clock.frozen("2027-01-21 00:30"):
        assert next_step(case).is_late
        assert [station.state for station in timeline(case)] == ["done", "current"]


def test_a_draft_says_until_when_and_what_then() -> None:
    case = make.draft()
    assert "11. Dezember 2026" in next_step(case).by
    assert timeline(case)[-1].state == "coming"
    with clock.frozen("2026-12-11 18:00"):
        assert next_step(case).by == ""
        assert timeline(case)[-1].state == "current"


def test_every_state_says_what_happens_next() -> None:
    case = make.submitted()
    for state in CASE.states:
        if state.code != "draft":
            case.state = state.code
            assert next_step(case).text
            assert state.code in NEXT


def test_withdrawn_application_keeps_its_page() -> None:
    person = user("applicant")
    case = make.submitted(owner=person)
    withdraw_application(by=person, case=case)
    html = shown(client_for(person), page_of(case))
    assert "Sie haben diesen Antrag zurückgezogen" in html
    assert reverse("application_withdraw", args=[case.call.code, case.uuid]) not in html


def test_other_people_see_nothing() -> None:
    case = make.submitted()
    assert client_for(user("applicant")).get(page_of(case)).status_code == 404
    assert client_for(user("coordinator")).get(page_of(case)).status_code == 404


@pytest.mark.counted
def test_lists_ask_the_same_number_of_questions_at_10_and_200() -> None:
    call = make.call()
    few, many = user("applicant"), user("applicant")
    make.many_cases(call, few, 10)
    Case.objects.update(number=None, state="draft", submitted_at=None)
    make.many_cases(call, many, 200)
    for name, most in (("account_area", 26), ("my_applications", 18)):
        counts = []
        for person in (few, many):
            browser = client_for(person)
            browser.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(reverse(name)).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1] <= most, (name, counts)


def test_list_of_all_is_paged_and_survives_odd_pages() -> None:
    person = user("applicant")
    make.many_cases(make.call(), person, 45)
    browser = client_for(person)
    address = reverse("my_applications")
    assert "Vorhaben 45" in shown(browser, address)
    assert "Vorhaben 5" in shown(browser, f"{address}?page=3")
    for odd in ("0", "-1", "99999999999999999999", "%00", "a" * 2000):
        assert browser.get(f"{address}?page={odd}").status_code == 200
    assert Client().get(address).status_code == 302
