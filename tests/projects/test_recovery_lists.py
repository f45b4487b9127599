"""What gathers recoveries: tasks, the list of claims, rates and rules, the copy of one's data."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.registry import add_exports, tasks
from projects.recoveries.models import BaseRate, Recovery, RecoverySettings
from projects.recoveries.queries import register_suggestion
from tests.factories import decision as notices
from tests.factories import recoveries as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def on(name: str, recovery: Recovery, *more: Any) -> str:
    return reverse(name, args=[recovery.pk, *more])


def test_a_missing_rate_is_said_on_the_page(desk: Client) -> None:
    BaseRate.objects.filter(valid_from__year__gte=2026).delete()
    recovery = make.claimed()
    page = desk.get(on("recovery", recovery)).content.decode()
    assert "Der Basiszinssatz ab 1. Juli 2026 fehlt" in page


def test_the_office_keeps_base_rates(desk: Client) -> None:
    delivered = BaseRate.objects.get(valid_from="2020-01-01")
    assert delivered.hundredths == -88
    add = reverse("base-rates:add")
    for wrong in (
        {"valid_from": "2026-03-01", "hundredths": "1,27"},
        {"valid_from": "2026-01-01", "hundredths": "viel"},
        {"valid_from": "2026-01-01", "hundredths": "1,275"},
        {"valid_from": "2026-01-01", "hundredths": "101"},
        {"valid_from": "2020-01-01", "hundredths": "1"},
    ):
        assert desk.post(add, wrong).status_code == 200, wrong
    assert not BaseRate.objects.filter(valid_from__year=2026).exists()
    desk.post(add, {"valid_from": "2026-01-01", "hundredths": "−0,5"})
    assert BaseRate.objects.get(valid_from="2026-01-01").hundredths == -50
    page = desk.get(reverse("base-rates:index")).content.decode()
    assert "-0,88" in page
    edit = reverse("base-rates:edit", args=[delivered.pk])
    assert 'value="-0,88"' in desk.get(edit).content.decode()


def test_the_rules_of_a_programme(desk: Client) -> None:
    case = make.paid_case()
    add = reverse("recovery-settings:add")
    form = desk.get(add).context["form"]
    said = {name: form[name].value() for name in form.fields} | {
        "programme": case.call.programme_id
    }
    assert said["points"] == 500 or said["points"] == "5,00"
    said |= {"points": "5,00", "least_interest_cents": "5,00", "product": "1", "account": "2"}
    said |= {"interest_account": "3"}
    assert desk.post(add, said | {"hearing_days": "0"}).status_code == 200
    assert desk.post(add, said | {"points": "-1"}).status_code == 200
    desk.post(add, said)
    rules = RecoverySettings.objects.get()
    assert (rules.points, rules.least_interest_cents, rules.hearing_days) == (500, 500, 14)


def test_the_amount_is_filled_in_by_an_earlier_step(desk: Client) -> None:
    from projects.recoveries import queries

    case = make.paid_case()
    register_suggestion(lambda one: 12_345 if one.pk == case.pk else None)
    try:
        form = desk.get(reverse("case_recovery_open", args=[case.pk])).context["form"]
        assert form["cents"].value() == "123,45"
    finally:
        queries._suggestions.pop()


def test_tasks_of_both_sides() -> None:
    office = user("coordinator")

    def titles(person: Any) -> str:
        return " | ".join(task.title for task in tasks(person))

    recovery = make.hearing()
    owner = recovery.case.owner
    assert "bitte in der Anhörung äußern" in titles(owner)
    assert "Anhörung auswerten" not in titles(office)
    with clock.frozen("2026-12-13 08:00"):
        assert "Anhörung auswerten" in titles(office)
    heard = make.heard()
    assert "Rückforderungsbescheid entwerfen" in titles(office)
    drafted = notices.draft(heard.case, "recovery")
    assert "Rückforderungsbescheid entwerfen" not in titles(office)
    assert "Bescheid freigeben" in titles(office)
    notices.release(drafted)
    claimed = make.posted(Recovery.objects.get(pk=heard.pk))
    with clock.frozen("2027-02-01 08:00"):
        assert "Zahlung überfällig" in titles(user("finance"))
        assert "Geld zurückzahlen" in titles(claimed.case.owner)
    make.pay_back(claimed, 50_000)
    assert "Zinsen fordern oder abschließen" in titles(office)


@pytest.mark.counted
def test_lists_ask_as_much_with_many_claims_as_with_one(desk: Client) -> None:
    office = user("coordinator")

    def asked() -> tuple[int, int]:
        counts = []
        for look in (
            lambda: desk.get(reverse("claims:index")),
            lambda: list(tasks(office)),
        ):
            look()
            with CaptureQueriesContext(connection) as questions:
                look()
            counts.append(len(questions))
        return counts[0], counts[1]

    make.posted(make.claimed())
    make.hearing()
    few = asked()
    for _number in range(3):
        make.pay_back(make.posted(make.claimed()), 1)
        make.hearing()
    assert asked() == few
    assert few[0] <= 20
    page = desk.get(reverse("claims:index")).content.decode()
    assert "1.999,97" in page


def test_the_list_shows_what_is_late(desk: Client) -> None:
    recovery = make.posted(make.claimed())
    with clock.frozen("2027-02-01 08:00"):
        page = desk.get(reverse("claims:index")).content.decode()
    assert "Davon überfällig: 500,00" in page.replace("\xa0", " ")
    assert str(recovery.case.number) in page


@pytest.mark.counted
def test_the_case_page_asks_nothing_more_for_claims(desk: Client) -> None:
    plain, claimed = make.paid_case(), make.claimed()

    def asked(case: Any) -> int:
        address = reverse("cases:inspect", args=[case.pk])
        desk.get(address)
        with CaptureQueriesContext(connection) as questions:
            assert desk.get(address).status_code == 200
        return len(questions)

    # One notice more (of the recovery) costs what the panel of decisions asks for it.
    assert asked(claimed.case) - asked(plain) <= 1
    assert asked(claimed.case) <= 20


def test_a_copy_of_ones_data_holds_the_hearing() -> None:
    recovery = make.answered()
    store = io.BytesIO()
    with ZipFile(store, "w") as archive:
        add_exports(recovery.case.owner, archive)
        name = f"antraege/{recovery.case.number}/rueckforderung-{recovery.pk}.json"
        told = json.loads(archive.read(name))
    assert told["answers"][0]["text"] == "Das Holz war günstiger."
    assert told["cents"] == 50_000
