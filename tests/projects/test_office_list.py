"""The office's list: counts per status, filters by office, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from portal.accounts.roles import Role
from portal.kernel import audit
from projects.cases.actions import assign_office
from projects.cases.models import Case
from projects.intake.actions import withdraw_application
from tests.factories import actors as network
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
MOST_QUERIES = 10


def links(answer: Any) -> dict[str, int]:
    return {link.label: link.number for link in answer.context["state_links"]}


def listed(answer: Any) -> list[str]:
    return [case.number for case in answer.context["page_obj"]]


def test_counts_per_status_follow_the_other_filters() -> None:
    call, other = make.call(), make.call()
    make.submitted(call)
    gone = make.submitted(call, title="Chorabend")
    withdraw_application(by=gone.owner, case=gone)
    make.submitted(other)
    make.draft(call)
    office, url = client_for(user("coordinator")), reverse("cases:index")
    assert links(office.get(url)) == {"Alle": 3, "eingereicht": 2, "zurückgezogen": 1}
    narrowed = office.get(url, {"call": call.pk, "state": "submitted", "p": "1"})
    assert links(narrowed) == {"Alle": 2, "eingereicht": 1, "zurückgezogen": 1}
    assert narrowed.context["paginator"].count == 1
    current = [link for link in narrowed.context["state_links"] if link.is_current]
    assert [link.label for link in current] == ["eingereicht"]
    way = next(link for link in narrowed.context["state_links"] if link.label == "zurückgezogen")
    assert listed(office.get(way.url)) == [gone.number]
    nothing = office.get(url, {"state": "ready"})
    assert nothing.context["paginator"].count == 0
    assert links(nothing)["Alle"] == 3


def test_the_office_of_a_case_filters_the_list() -> None:
    case, other = make.submitted(), make.submitted()
    coordinator = user("coordinator")
    youth = network.office(labels={"de": "Jugendamt"})
    assign_office(by=coordinator, case=case, office=youth)
    assign_office(by=coordinator, case=case, office=youth)
    events = [entry.event for entry in audit.history(case)]
    assert events.count("office_assigned") == 1
    browser, url = client_for(coordinator), reverse("cases:index")
    assert listed(browser.get(url, {"office": youth.pk})) == [case.number]
    assert listed(browser.get(url, {"office": "null"})) == [other.number]
    page = browser.get(reverse("cases:inspect", args=[case.pk])).content.decode()
    assert "Jugendamt" in page
    assert "Amt zugeordnet" in page
    assign_office(by=coordinator, case=case, office=None)
    assert listed(browser.get(url, {"office": youth.pk})) == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordination_assigns_an_office(role: Role) -> None:
    case = make.submitted()
    with pytest.raises(PermissionDenied):
        assign_office(by=user(role), case=case, office=network.office())
    with pytest.raises(PermissionDenied):
        assign_office(by=case.owner, case=case, office=None)


def test_a_draft_has_no_office() -> None:
    draft = make.draft()
    with pytest.raises(PermissionDenied):
        assign_office(by=user("coordinator"), case=draft, office=network.office())


def test_pages_are_whole_and_in_order() -> None:
    call, owner = make.call(), user("applicant")
    make.many_cases(call, owner, 120)
    office, url = client_for(user("coordinator")), reverse("cases:index")
    pages = [listed(office.get(url, {"p": number})) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    whole = [number for page in pages for number in page]
    assert whole == [f"LKS-2026-{number:04d}" for number in range(120, 0, -1)]
    last = office.get(url, {"ordering": "number", "p": "3"})
    assert listed(last)[-1] == "LKS-2026-0120"


@pytest.mark.counted
@pytest.mark.parametrize("query", [{}, {"state": "submitted"}, {"least": "1"}, {"q": "Vorhaben"}])
def test_the_list_costs_at_most_10_queries(query: dict[str, str]) -> None:
    call, owner = make.call(), user("applicant")
    office, url = client_for(user("coordinator")), reverse("cases:index")
    numbers = []
    for count in (10, 200):
        Case.objects.all().delete()
        make.many_cases(call, owner, count)
        office.get(url, query)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(url, query).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= MOST_QUERIES


def test_a_limit_is_named_in_euros() -> None:
    make.submitted()
    answer = client_for(user("coordinator")).get(reverse("cases:index"), {"least": "10"})
    shown = " ".join(strip_tags(answer.text).split())
    assert " 10 € " in shown
