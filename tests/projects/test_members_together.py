"""Two people on the same step at once, the page of changes, and how few queries sharing takes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.bench.applying import AUTOSAVE_QUERIES, STEP_QUERIES
from portal.kernel import clock
from portal.kernel.mail import OutgoingMail
from projects.cases.models import AnswerChange, Case
from projects.correspondence.actions_reminders import send_reminders
from tests.factories import forms as make_form
from tests.factories import members as make_member
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> Any:
    home_page()
    make.theme()
    with clock.frozen("2026-11-22 10:00"):
        yield


def changes_page(case: Case) -> str:
    return reverse("application_changes", args=[case.call.code, case.uuid])


def test_two_people_at_once_lose_nothing_and_see_it() -> None:
    call, owner = make_form.call(), user("applicant", first_name="Anke", last_name="Erste")
    one = client_for(owner)
    key = make_form.fill(one, call)
    case = Case.objects.get()
    guest = user("applicant", first_name="Bilal", last_name="Zweiter")
    two = client_for(make_member.member(case, person=guest))
    url = make_form.step_url(call, key, "idea")
    first, second = make_form.marks(one, url), make_form.marks(two, url)
    data = make_form.answers()["idea"]
    one.post(url, {**first, **data, "q-core_title-answer": "Beete für alle", "button": "next"})
    typed = {"q-core_title-answer": "Obst für alle", "q-core_summary-answer": "Wir pflanzen."}
    page = two.post(url, {**second, **data, **typed, "button": "next"}).content.decode()
    assert "Beete für alle" in page
    assert "Obst für alle" in page
    case.refresh_from_db()
    assert (case.title, case.summary) == ("Beete für alle", "Wir pflanzen.")
    parked = AnswerChange.objects.get(parked=True)
    assert parked.by == guest
    for browser in (one, two):
        shown = browser.get(changes_page(case)).content.decode()
        for words in ("Beete für alle", "Obst für alle", "Wir pflanzen."):
            assert words in shown
    assert "Bilal Zweiter" in one.get(changes_page(case)).content.decode()


def test_the_changes_tell_before_and_after_in_words_also_what_is_no_answer() -> None:
    call, browser = make_form.call(), client_for(user("applicant"))
    key = make_form.fill(browser, call)
    case = Case.objects.get()
    url = make_form.step_url(call, key, "money")
    data = make_form.answers()["money"] | {"q-core_amount-answer": "sehr viel"}
    with make_form.later(case, 11):
        browser.post(url, {**make_form.marks(browser, url), **data, "button": "next"})
        changes = browser.get(changes_page(case)).context["changes"]
    told = changes[0].differences[0]
    assert "1.550" in told.before
    assert told.after == "sehr viel"
    assert any("Holz" in one.after for change in changes for one in change.differences)


def many_changes(case: Case, count: int) -> None:
    people = [user("applicant") for _number in range(5)]
    AnswerChange.objects.bulk_create(
        AnswerChange(
            case=case,
            question=("core_title", "core_theme", "gone")[number % 3],
            before={"answer": "a"},
            after={"answer": f"b{number}"},
            by=people[number % 5],
            at=clock.now(),
        )
        for number in range(count)
    )


@pytest.mark.counted
@pytest.mark.parametrize("count", [10, 200])
def test_changes_take_few_questions(count: int) -> None:
    call, browser = make_form.call(), client_for(user("applicant"))
    make_form.fill(browser, call)
    case = Case.objects.get()
    many_changes(case, count)
    browser.get(changes_page(case))
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(changes_page(case)).status_code == 200
    assert len(asked) <= 18, "\n".join(each["sql"][:150] for each in asked)


@pytest.mark.counted
@pytest.mark.parametrize("count", [10, 20])
def test_lists_of_shared_applications_take_few_questions(count: int) -> None:
    guest, call = user("applicant"), make.call()
    for _number in range(count):
        make_member.member(make.draft(call, user("applicant")), person=guest)
    browser = client_for(guest)
    browser.get(reverse("my_applications"))
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("my_applications"))
    assert page.content.decode().count("gemeinsam mit") == count
    assert len(asked) <= 14, "\n".join(each["sql"][:150] for each in asked)


def test_members_fill_in_with_hardly_more_questions() -> None:
    call = make_form.call()
    key = make_form.fill(client_for(user("applicant")), call)
    browser = client_for(make_member.member(Case.objects.get()))
    url = make_form.step_url(call, key, "idea")
    marks = make_form.marks(browser, url)
    with CaptureQueriesContext(connection) as shown:
        browser.get(url)
    assert len(shown) <= STEP_QUERIES + 1
    data = {**marks, **make_form.answers()["idea"], "q-core_title-answer": "Neu"}
    with CaptureQueriesContext(connection) as saved:
        browser.post(url, data, headers={"X-Autosave": "1"})
    asked = [each for each in saved if "SAVEPOINT" not in each["sql"]]
    # The right is asked on the way in, and again under the lock.
    assert len(asked) <= AUTOSAVE_QUERIES + 2, "\n".join(each["sql"][:150] for each in asked)


def test_reminders_go_to_those_who_fill_in() -> None:
    case = make.draft()
    editor, reader = make_member.member(case), make_member.member(case, "view")
    OutgoingMail.objects.all().delete()
    with clock.frozen("2026-12-05 10:00"):
        assert send_reminders() == 2
    told = {address for mail in OutgoingMail.objects.all() for address in mail.to}
    assert told == {case.owner.email, editor.email}
    assert reader.email not in told


def test_the_copy_of_ones_data_holds_only_ones_own_applications() -> None:
    from projects.cases.queries import cases_of, own_cases_of

    case = make.draft()
    guest = make_member.member(case)
    assert list(cases_of(guest)) == [case]
    assert list(own_cases_of(guest)) == []


def test_the_office_sees_who_works_on_a_submitted_case() -> None:
    case = make.submitted()
    member = make_member.member(case, person=user("applicant", last_name="Mitwirkend"))
    set_up()  # the rights of the coordination
    inspect = client_for(user("coordinator")).get(reverse("cases:inspect", args=[case.pk]))
    page = inspect.content.decode()
    assert "Mitwirkend" in page
    assert member.email in page
    assert "füllt gemeinsam mit anderen aus" in page
