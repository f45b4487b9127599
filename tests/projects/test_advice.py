"""The advice log: contacts before an application, their next steps, and forgetting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.registry import tasks
from projects.advice import actions
from projects.advice.models import Advice
from tests.factories import projects as make
from tests.factories.accounts import client_for, user
from tests.factories.desk import admin_access, advice
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _office() -> Any:
    home_page()
    admin_access()
    with clock.frozen("2026-11-22 10:00"):
        yield


def data(**changes: str) -> dict[str, str]:
    return {
        "happened_on": "2026-11-20",
        "channel": "walk_in",
        "topic": "Nähtreff im Hof",
        "initiative": "Hofgruppe",
        "notes": "Will im Frühjahr beginnen.",
        "next_step": "Formular erklären",
        "next_step_on": "2026-11-25",
        **changes,
    }


def test_writing_tying_and_finishing() -> None:
    clerk = user("coordinator")
    office = client_for(clerk)
    assert office.post(reverse("advice:add"), data()).status_code == 302
    one = Advice.objects.get()
    assert (one.written_by, one.initiative) == (clerk, "Hofgruppe")
    assert "Formular erklären" in office.get(reverse("advice:index")).content.decode()
    case = make.submitted()
    edit = reverse("advice:edit", args=[one.pk])
    assert office.post(edit, data(case_number=case.number.lower())).status_code == 302
    one.refresh_from_db()
    assert one.case == case
    assert case.number in office.get(edit).content.decode()
    for _click in range(2):
        assert office.post(reverse("advice:finish", args=[one.pk])).status_code == 302
    one.refresh_from_db()
    assert one.done_at
    events = [entry.event for entry in audit.history(one)]
    assert events == ["advice_written", "advice_changed", "step_done"]
    page = office.get(reverse("advice:inspect", args=[one.pk])).content.decode()
    assert case.number in page
    assert "Will im Frühjahr" in page


def test_the_case_shows_its_contacts_without_notes_and_names() -> None:
    case = make.submitted()
    advice(case=case, topic="Hochbeete bauen", notes="vertraulich", name="Frau Beispiel")
    for role in ("coordinator", "finance", "auditor"):
        page = client_for(user(role)).get(reverse("cases:inspect", args=[case.pk]))
        text = page.content.decode()
        assert "Hochbeete bauen" in text
        assert "vertraulich" not in text
        assert "Frau Beispiel" not in text


def test_open_steps_come_first() -> None:
    advice(topic="erledigt", done_at=clock.now(), happened_on=TODAY)
    advice(topic="ohne Schritt", next_step="", next_step_on=None, happened_on=TODAY)
    advice(topic="später", next_step_on=TODAY + timedelta(days=30))
    advice(topic="bald", next_step_on=TODAY + timedelta(days=2))
    advice(topic="ohne Tag", next_step_on=None)
    office = client_for(user("coordinator"))
    rows = office.get(reverse("advice:index")).context["object_list"]
    assert [row.topic for row in rows][:3] == ["bald", "später", "ohne Tag"]
    open_ones = office.get(reverse("advice:index"), {"step": "open"}).context["object_list"]
    assert {row.topic for row in open_ones} == {"bald", "später", "ohne Tag"}
    done = office.get(reverse("advice:index"), {"step": "done"}).context["object_list"]
    assert [row.topic for row in done] == ["erledigt"]


def test_due_steps_are_tasks_of_the_coordination_alone() -> None:
    advice(next_step="Anrufen", next_step_on=TODAY - timedelta(days=1))
    advice(next_step="Bald", next_step_on=TODAY + timedelta(days=7))
    advice(next_step="Fern", next_step_on=TODAY + timedelta(days=8))
    advice(next_step="Getan", next_step_on=TODAY, done_at=clock.now())
    assert [task.title for task in tasks(user("coordinator"))] == ["Anrufen", "Bald"]
    for role in set(Role) - {Role.COORDINATOR}:
        assert not [task for task in tasks(user(role)) if task.title == "Anrufen"]


def test_forgetting_on_request() -> None:
    clerk = user("coordinator")
    one = advice(name="Frau Beispiel", contact="02381 0", notes="vertraulich")
    office = client_for(clerk)
    for _click in range(2):
        assert office.post(reverse("advice:forget", args=[one.pk])).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.contact, one.notes, one.initiative, one.next_step) == ("",) * 5
    assert one.topic
    assert [entry.event for entry in audit.history(one)].count("advice_forgotten") == 1
    with pytest.raises(PermissionDenied):
        actions.save_advice(by=clerk, advice=one, save=lambda: one)
    assert "gelöscht" in office.get(reverse("advice:inspect", args=[one.pk])).content.decode()


def test_old_contacts_are_forgotten_by_the_housekeeping() -> None:
    old, new = TODAY - timedelta(days=731), TODAY - timedelta(days=730)
    gone, kept = advice(happened_on=old, name="A"), advice(happened_on=new, name="B")
    tied = advice(happened_on=old, name="C", case=make.submitted())
    call_command("cron", verbosity=0)
    names = {one.pk: one.name for one in Advice.objects.all()}
    assert names == {gone.pk: "", kept.pk: "B", tied.pk: "C"}
    assert actions.forget_old_advice() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": "2026-11-23"}, "happened_on"),
        ({"happened_on": "31.02.2026"}, "happened_on"),
        ({"channel": "pigeon"}, "channel"),
        ({"topic": ""}, "topic"),
        ({"topic": "\x00"}, "topic"),
        ({"notes": "x" * 100_000}, "notes"),
        ({"next_step": ""}, "next_step"),
        ({"theme": "9" * 40}, "theme"),
        ({"case_number": "LKS-1999-0001"}, "case_number"),
        ({"case_number": "x" * 5000}, "case_number"),
    ],
)
def test_bad_input_is_said(changes: dict[str, str], field: str) -> None:
    answer = client_for(user("coordinator")).post(reverse("advice:add"), data(**changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Advice.objects.exists()


def test_a_draft_is_no_application_yet() -> None:
    draft = make.draft()
    answer = client_for(user("coordinator")).post(
        reverse("advice:add"), data(case_number=str(draft.uuid)[:30])
    )
    assert "case_number" in answer.context["form"].errors


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_coordination_writes(role: Role) -> None:
    one = advice()
    for action in (actions.finish_step, actions.forget_person):
        with pytest.raises(PermissionDenied):
            action(by=user(role), advice=one)
    with pytest.raises(PermissionDenied):
        actions.save_advice(by=user(role), advice=one, save=lambda: one)


@pytest.mark.parametrize("name", ["delete", "history", "usage", "copy"])
def test_other_ready_made_screens_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"advice:{name}", args=[1])


@pytest.mark.parametrize(
    "query", [{"step": "x"}, {"q": "\x00"}, {"happened_on_from": "9999-99-99"}, {"theme": "9" * 40}]
)
def test_senseless_queries_break_nothing(query: dict[str, str]) -> None:
    advice()
    answer = client_for(user("coordinator")).get(reverse("advice:index"), query)
    assert answer.status_code == 200


@pytest.mark.counted
@pytest.mark.parametrize("count", [10, 200])
def test_the_list_asks_a_fixed_number_of_questions(count: int) -> None:
    clerk, case = user("coordinator"), make.submitted()
    for _each in range(count):
        advice(case=case, written_by=clerk)
    office = client_for(clerk)
    office.get(reverse("advice:index"))
    with CaptureQueriesContext(connection) as queries:
        assert office.get(reverse("advice:index")).status_code == 200
    assert len(queries) <= 18
