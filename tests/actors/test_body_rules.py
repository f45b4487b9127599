"""Rules of procedure valid from a day, quotas as numbers, and what the public page tells."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actors.bodies import actions
from actors.bodies.procedure import (
    Attendance,
    Quorum,
    Reason,
    Rules,
    TieRule,
    presiding,
)
from actors.bodies.procedure import (
    quorum as quorum_of,
)
from actors.bodies.queries_members import members_on
from actors.bodies.queries_rules import quotas_on, rules_on
from actors.models import BodyQuota, BodyRules, QuotaCount
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from tests.factories.accounts import client_for, user
from tests.factories.actors import body, body_page
from tests.factories.bodies import committee, count, member, quota, rules
from tests.factories.site import home_page

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
    """Rules as the office fills them in."""
    return {
        "body": body().pk,
        "valid_from": "2026-01-01",
        "minimum_present": "4",
        "share_percent": "60",
        "tie": "refused",
        "secret_tie": "refused",
        "mail_days": "10",
        "invitation_days": "0",
        **changes,
    }


def test_without_rules_of_its_own_the_law_holds() -> None:
    assert rules_on(body(), TODAY) == Rules()
    assert rules(body()).as_rules() == Rules()


def test_the_latest_rules_up_to_the_day_hold(office: Client) -> None:
    assert office.post(reverse("body_rules:add"), good()).status_code == 302
    later = good(valid_from="2026-06-01", tie="chair", mail_vote="on", secret_on_request="on")
    assert office.post(reverse("body_rules:add"), later).status_code == 302
    first = Rules(4, 60, TieRule.REFUSED, False, TieRule.REFUSED, False, 10, 0)
    assert rules_on(body(), date(2025, 12, 31)) == Rules()
    assert rules_on(body(), date(2026, 5, 31)) == first
    assert rules_on(body(), date(2026, 6, 1)).tie == TieRule.CHAIR
    assert rules_on(body("andere"), TODAY) == Rules()


def test_a_sitting_of_the_records_is_counted_by_the_rules() -> None:
    made = committee(5)
    people = members_on(made, TODAY)
    stand_in = member(made, substitute_of=people[4])
    everybody = frozenset(each.pk for each in [*people, stand_in])
    present = everybody - {people[3].pk, people[4].pk}
    here = Attendance(
        tuple(each.as_seat() for each in members_on(made, TODAY)),
        everybody,
        present,
        recused=frozenset({people[0].pk}),
    )
    assert quorum_of(rules_on(made, TODAY), here) == Quorum(True, Reason.QUORATE, 4, 3, 3)
    assert presiding(here) == people[1].pk


def test_a_change_of_rules_is_logged_with_what_stood_there(office: Client) -> None:
    made = rules(body(), valid_from=date(2026, 1, 1))
    address = reverse("body_rules:edit", args=[made.pk])
    assert office.post(address, good(minimum_present="5")).status_code == 302
    entry = audit.history(made).get()
    assert (entry.data["before"]["minimum_present"], entry.data["after"]["minimum_present"]) == (
        3,
        5,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"minimum_present": "0"}, "minimum_present"),
        ({"minimum_present": HUGE}, "minimum_present"),
        ({"minimum_present": "drei"}, "minimum_present"),
        ({"share_percent": "100"}, "share_percent"),
        ({"share_percent": "-1"}, "share_percent"),
        ({"tie": "würfeln"}, "tie"),
        ({"secret_tie": NUL}, "secret_tie"),
        ({"mail_days": "0"}, "mail_days"),
        ({"mail_days": HUGE}, "mail_days"),
        ({"invitation_days": "9" * 100_000}, "invitation_days"),
        ({"valid_from": "0001-01-01"}, "valid_from"),
        ({"valid_from": NUL}, "valid_from"),
        ({"body": ""}, "body"),
    ],
)
def test_bad_rules_are_explained(office: Client, wrong: dict[str, str], field: str) -> None:
    answer = office.post(reverse("body_rules:add"), good(**wrong))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not BodyRules.objects.exists()


def test_one_set_of_rules_a_day(office: Client) -> None:
    office.post(reverse("body_rules:add"), good())
    assert office.post(reverse("body_rules:add"), good()).status_code == 200
    assert BodyRules.objects.count() == 1


def test_a_quota_and_its_counts_are_entered(office: Client) -> None:
    data = {"body": body().pk, "labels_de": "Frauen", "percent": "50", "is_in_use": "on"}
    assert office.post(reverse("body_quotas:add"), {**data, "order": "1"}).status_code == 302
    made = BodyQuota.objects.get()
    entry = {"quota": made.pk, "day": "2026-11-20", "count": "2", "members": "5"}
    address = reverse("quota_counts:add")
    for wrong, field in (
        ({"count": "6"}, "count"),
        ({"count": HUGE}, "count"),
        ({"members": "0"}, "members"),
        ({"day": "2026-11-23"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"quota": HUGE}, "quota"),
    ):
        answer = office.post(address, {**entry, **wrong})
        assert field in answer.context["form"].errors, wrong
    assert not QuotaCount.objects.exists()
    assert office.post(address, entry).status_code == 302
    assert office.post(address, entry).status_code == 200  # a second click
    assert QuotaCount.objects.count() == 1
    page = office.get(reverse("body_members:seats", args=[body().pk])).content.decode()
    assert "Frauen (50 %)" in page
    assert "(40 %)" in page


@pytest.mark.parametrize(
    ("number", "members", "percent", "is_reached"),
    [(2, 5, 50, False), (3, 5, 50, True), (1, 2, 50, True), (0, 5, 15, False), (1, 7, 15, False)],
)
def test_a_quota_is_reached_at_its_percentage(
    number: int, members: int, percent: int, is_reached: bool
) -> None:
    made = quota(body(), percent=percent)
    assert quotas_on(body(), TODAY)[0].is_reached is None
    count(made, 0, members, date(2026, 1, 1))
    count(made, number, members, TODAY)
    count(made, members, members, date(2026, 12, 1))
    (state,) = quotas_on(body(), TODAY)
    assert state.is_reached is is_reached
    assert state.percent == number * 100 // members


def test_the_public_page_tells_reached_or_not_and_no_number() -> None:
    home_page()
    page = body_page(body(purpose={"de": "Entscheidet."}))
    count(quota(body(), "Frauen"), 37, 53)
    count(quota(body(), "Zugewanderte", 15), 1, 53)
    quota(body(), "Nicht gezählt")
    count(quota(body(), "Früher", is_in_use=False), 1, 1)
    text = Client().get(page.url).content.decode()
    assert "Frauen (50 %)" in text
    assert "noch nicht erreicht" in text
    assert text.count("erreicht") == 2
    for hidden in ("37", "53", "69", "Nicht gezählt", "Früher"):
        assert hidden not in text.partition("<main")[2].partition("</main>")[0], hidden


def test_a_body_without_quotas_says_nothing_of_them() -> None:
    home_page()
    assert "erreicht" not in Client().get(body_page().url).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_only_coordination_and_administration_keep_rules(role: Role) -> None:
    record = BodyRules(body=body(), valid_from=TODAY)
    keeps = role in {Role.ADMIN, Role.COORDINATOR}

    def save() -> BodyRules:
        record.save()
        return record

    if not keeps:
        with pytest.raises(PermissionDenied):
            actions.save_rule(by=user(role), record=record, save=save)
    else:
        actions.save_rule(by=user(role), record=record, save=save)
    assert BodyRules.objects.exists() is keeps


def test_the_database_refuses_what_no_form_would_let_in() -> None:
    made = quota(body())
    for wrong in ({"number": 3, "members": 2}, {"number": 0, "members": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            count(made, **wrong)
