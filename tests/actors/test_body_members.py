"""Members of bodies: who is in office, who may see them, what a term must not be."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actors.bodies import actions
from actors.bodies.queries_members import bodies_of, member_of, members_on, voters_on
from actors.models import BodyMember
from portal.accounts.actions_deletion import close_deletion
from portal.accounts.actions_requests import ask_for_deletion
from portal.accounts.roles import Role
from portal.kernel import audit, clock, registry
from tests.factories.accounts import client_for, user
from tests.factories.actors import body
from tests.factories.bodies import LONG_AGO, committee, member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NUL, HUGE = "a\x00b", str(10**30)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def office() -> Client:
    return client_for(user("coordinator"))


def good(**changes: object) -> dict[str, object]:
    """What the office fills in."""
    base = {
        "body": body().pk,
        "name": "Vertretung der Bewohnerschaft",
        "function": "member",
        "group": "residents",
        "has_vote": "on",
        "from_day": "2026-01-01",
    }
    return {key: value for key, value in {**base, **changes}.items() if value is not None}


def add(office: Client, **changes: object):
    return office.post(reverse("body_members:add"), good(**changes))


def test_a_term_has_a_first_and_a_last_day() -> None:
    term = member(from_day=TODAY, until_day=TODAY)
    for days, found in ((-1, []), (0, [term]), (1, [])):
        assert members_on(term.body, TODAY + timedelta(days=days)) == found
        assert term.is_in_office(TODAY + timedelta(days=days)) == bool(found)


def test_the_chair_comes_first_and_only_members_with_a_vote_are_counted() -> None:
    made = committee(5)
    chair = members_on(made, TODAY)[0]
    assert chair.function == "chair"
    member(made, function="advisory")
    member(made, substitute_of=chair)
    member(made, until_day=LONG_AGO)
    member(body("andere"))
    assert len(members_on(made, TODAY)) == 7
    assert len(voters_on(made, TODAY)) == 5
    assert [m.function for m in members_on(made, TODAY)][:3] == ["chair", "deputy", "writer"]


def test_a_member_is_found_by_the_account_on_the_day() -> None:
    person, made = user("committee"), committee(2)
    term = member(made, person=person, until_day=TODAY)
    assert member_of(person, made, TODAY) == term
    assert bodies_of(person, TODAY) == [made]
    assert member_of(person, made, TODAY + timedelta(days=1)) is None
    assert bodies_of(person, TODAY + timedelta(days=1)) == []
    assert member_of(user("committee"), made, TODAY) is None


@pytest.mark.parametrize("size", [3, 40])
def test_reading_a_body_is_one_query(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = committee(size)
    with django_assert_num_queries(1):
        assert len([m.shown_name for m in members_on(made, TODAY)]) == size


def test_lists_need_the_same_queries_for_few_and_many(office: Client) -> None:
    made = committee(2)
    chair = made.members.get(function="chair")
    addresses = [reverse("body_members:index"), reverse("body_members:seats", args=[made.pk])]
    for address in addresses:
        office.get(address)
    counts = [_queries(office, address) for address in addresses]
    for _number in range(30):
        member(made, person=user(), group="residents")
        member(made, substitute_of=chair)
    assert [_queries(office, address) for address in addresses] == counts
    assert max(counts) <= 16


def _queries(browser: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_the_office_adds_a_member_by_the_address_of_the_account(office: Client) -> None:
    person = user("committee", "mitglied@example.org")
    assert add(office, account="Mitglied@Example.org").status_code == 302
    made = BodyMember.objects.get()
    assert (made.person, made.name) == (person, "Vertretung der Bewohnerschaft")
    assert [e.event for e in audit.history(made)] == ["member_added"]
    page = office.get(reverse("body_members:edit", args=[made.pk])).content.decode()
    assert "mitglied@example.org" in page
    change = office.post(
        reverse("body_members:edit", args=[made.pk]), good(name="Anders", account="")
    )
    assert change.status_code == 302
    made.refresh_from_db()
    assert (made.person, made.name) == (None, "Anders")
    assert "Anders" not in json.dumps([e.data for e in audit.history(made)])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": NUL}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"body": HUGE}, "body"),
        ({"body": NUL}, "body"),
        ({"from_day": "gestern"}, "from_day"),
        ({"from_day": "0001-01-01"}, "from_day"),
        ({"from_day": "9999-12-31"}, "from_day"),
        ({"from_day": HUGE}, "from_day"),
        ({"until_day": "2025-12-31"}, "until_day"),
        ({"until_day": "9999-01-01"}, "until_day"),
        ({"function": "king"}, "function"),
        ({"group": NUL}, "group"),
        ({"function": "advisory"}, "has_vote"),
        ({"account": "niemand@example.org"}, "account"),
        ({"account": "kein@ort"}, "account"),
        ({"account": NUL}, "account"),
        ({"substitute_of": HUGE}, "substitute_of"),
        ({"substitute_of": NUL}, "substitute_of"),
    ],
)
def test_bad_input_is_explained_and_kept(office: Client, wrong: dict[str, str], field: str) -> None:
    answer = add(office, **wrong)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert answer.context["form"].data["group"] == wrong.get("group", "residents")
    assert not BodyMember.objects.exists()


def test_one_chair_one_seat_each_and_no_name_twice_at_a_time(office: Client) -> None:
    person = user("committee", "a@example.org")
    made = body()
    member(made, function="chair", until_day=date(2026, 6, 30), name="Vorsitz")
    member(made, person=person, name="Sitz")
    taken = {
        "function": {"function": "chair", "until_day": "2026-06-30"},
        "account": {"account": "a@example.org"},
        "name": {"name": "sitz"},
    }
    for field, changes in taken.items():
        assert field in add(office, **changes).context["form"].errors, field
    assert add(office, function="chair", from_day="2026-07-01").status_code == 302
    assert add(office, body=body("andere").pk, account="a@example.org").status_code == 302
    # A second click on the same form makes no second member.
    assert add(office, function="chair", from_day="2026-07-01").status_code == 200


def test_a_substitute_stands_in_for_a_member_of_the_same_body(office: Client) -> None:
    chair = member(function="chair")
    advisory = member(function="advisory")
    other = member(body("andere"))
    assert add(office, substitute_of=chair.pk).status_code == 302
    stand_in = chair.substitutes.get()
    for wrong, field in ((other, "substitute_of"), (stand_in, "substitute_of")):
        answer = add(office, name="Zweite", substitute_of=wrong.pk)
        assert field in answer.context["form"].errors
    answer = add(office, name="Zweite", substitute_of=advisory.pk)
    assert "has_vote" in answer.context["form"].errors
    page = office.get(reverse("body_members:seats", args=[chair.body_id])).content.decode()
    assert "Vertretung der Bewohnerschaft" in page


def test_a_term_ends_with_its_substitutes_and_stays(office: Client) -> None:
    chair = member(function="chair")
    stand_in = member(chair.body, substitute_of=chair)
    address = reverse("body_members:end", args=[chair.pk])
    for wrong in ("", "2019-12-31", "9999-12-31", NUL, HUGE):
        assert office.post(address, {"last_day": wrong}).status_code == 200
    assert office.post(address, {"last_day": "2026-11-30"}).status_code == 302
    assert office.post(address, {"last_day": "2026-12-31"}).status_code == 302
    days = BodyMember.objects.values_list("until_day", flat=True)
    assert list(days) == [date(2026, 11, 30)] * 2
    assert [e.event for e in audit.history(stand_in)] == ["term_ended"]
    with clock.frozen("2026-12-01 10:00"):
        page = office.get(reverse("body_members:seats", args=[chair.body_id])).content.decode()
    assert str(chair) in page


def test_what_was_taken_meanwhile_is_said_above_the_form() -> None:
    made = body()
    member(made, function="chair")
    second = BodyMember(body=made, name="Zweite", function="chair", from_day=TODAY)
    with pytest.raises(ValidationError):
        actions.save_member(by=user("coordinator"), member=second, save=lambda: second)


def test_the_form_knows_the_body_from_which_one_came(office: Client) -> None:
    made = body()
    for wanted, shown in ((str(made.pk), True), ("x", False), ("\x00", False), (HUGE, False)):
        page = office.get(reverse("body_members:add"), {"body": wanted}).content.decode()
        assert (f'<option value="{made.pk}" selected>' in page) is shown, wanted


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_and_who_keeps_members(role: Role) -> None:
    term, person = member(name="Geheime Vertretung"), user(role)
    browser = client_for(person)
    sees = role in {Role.ADMIN, Role.COORDINATOR, Role.AUDITOR}
    for name, args in (("index", []), ("seats", [term.body_id])):
        answer = browser.get(reverse(f"body_members:{name}", args=args))
        assert (answer.status_code == 200) is sees, name
        assert ("Geheime Vertretung" in answer.content.decode()) is sees
    keeps = role in {Role.ADMIN, Role.COORDINATOR}
    if keeps:
        actions.end_term(by=person, member=term, last_day=TODAY)
    else:
        with pytest.raises(PermissionDenied):
            actions.end_term(by=person, member=term, last_day=TODAY)
        with pytest.raises(PermissionDenied):
            actions.save_member(by=person, member=term, save=lambda: term)


def test_editors_meet_no_member_on_the_screens_of_the_body() -> None:
    term = member(name="Geheime Vertretung")
    browser = client_for(user("editor"))
    for view in ("edit", "inspect", "usage", "history"):
        name = f"wagtailsnippets_actors_body:{view}"
        answer = browser.get(reverse(name, args=[term.body_id]))
        assert answer.status_code == 200, view
        assert "Geheime Vertretung" not in answer.content.decode(), view


def test_a_deleted_account_leaves_the_membership_without_a_name() -> None:
    person = user("applicant", first_name="Frieda", last_name="Beispielfrau")
    term = member(person=person, name="Frieda Beispielfrau", group="residents")
    outlook = registry.erasure_outlook(person)
    assert len(outlook.goes) == 1
    assert any("Komitee" in text for text in outlook.warnings)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        registry.add_exports(person, made)
        assert json.loads(made.read("gremien.json"))[0]["group"] == "residents"
    office = user("coordinator")
    close_deletion(by=office, request=ask_for_deletion(by=person), decision="granted", reason="")
    term.refresh_from_db()
    assert term.name == ""
    assert "Frieda" not in str(term)
    assert term.is_in_office(TODAY)
    # The office may still change the emptied term.
    answer = client_for(office).post(
        reverse("body_members:edit", args=[term.pk]), good(name="", until_day="2026-12-31")
    )
    assert answer.status_code == 302
    term.refresh_from_db()
    assert (term.person, term.until_day) == (person, date(2026, 12, 31))
