"""The screens of the own budget, from the first position to the carry-over."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import clock
from projects.household import actions, actions_money
from projects.household.models import BudgetPosition, OwnBudget, OwnProject
from projects.household.models_money import BudgetCarry, BudgetPosting
from projects.household.models_projects import ProjectFunding
from projects.household.queries import plan_of
from tests.factories import household as make
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen("2026-11-22 10:00"):
        yield


@pytest.fixture
def office() -> User:
    return user("coordinator")


@pytest.fixture
def desk(office: User) -> Client:
    return client_for(office)


def at(name: str, *keys: int) -> str:
    return reverse(f"household:{name}", args=keys)


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def send(browser: Client, address: str, **said: Any) -> None:
    answer = browser.post(address, said)
    assert answer.status_code == 302, re.findall(r"error.{0,200}", answer.content.decode())


YEAR = {
    "title": "Budget 2026",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "yellow_above": 90,
    "red_above": 100,
    "yellow_below": 100,
    "red_below": 90,
}

NEXT = {"starts_on": "2027-01-01", "ends_on": "2027-12-31"}


def noted(**said: Any) -> dict[str, Any]:
    return {"reason": "Weil es so ist", "document": "R 7", "key": str(uuid4()), **said}


def test_a_year_from_the_first_position_to_the_carry_over(desk: Client) -> None:
    send(desk, at("new"), **YEAR, key=str(uuid4()))
    budget = OwnBudget.objects.get()
    send(desk, at("project", budget.pk), name="Stadtteilfest")
    project = OwnProject.objects.get()
    for side, number, cents in (("income", "E1", "3.000"), ("expenditure", "A1", "2.000,50")):
        send(
            desk,
            at("add", budget.pk),
            side=side,
            number=number,
            label="Fest",
            cents=cents,
            project=project.pk,
        )
    income, spent = BudgetPosition.objects.order_by("-number")
    foundation = make.funder()
    send(desk, at("funder", project.pk), funder=foundation.pk, purpose="Musik")
    send(desk, at("funder", project.pk), funder=make.funder().pk, purpose="")
    funding = ProjectFunding.objects.earliest("pk")
    for kind, cents in (("asked", "900"), ("promised", "800")):
        said = noted(kind=kind, cents=cents, on="2026-03-01")
        send(desk, at("step", funding.pk), **said)
    send(desk, at("agree", budget.pk))
    send(
        desk,
        at("book", income.pk),
        **noted(cents="500", on="2026-04-01", funding=funding.pk),
    )
    send(desk, at("book", spent.pk), **noted(cents="100", on="2026-05-01"))
    wrong = noted(cents="77", on="2026-05-01")
    for _click in range(2):
        send(desk, at("book", spent.pk), **wrong)
    last = BudgetPosting.objects.latest("pk")
    for _click in range(2):
        send(desk, at("counter", last.pk), reason="Irrtum", key=wrong["key"][:-4] + "0000")
    send(desk, at("plan", spent.pk), **noted(cents="2.500"))
    send(desk, at("forecast", spent.pk), **noted(cents="2.600"))
    page = text_of(desk, at("budget", budget.pk))
    for words in (
        *("3.000,00 €", "2.500,00 €", "beschlossen: 2.000,50 €", "2.700,00 €", "+200,00 €"),
        *("rot: außerhalb des Plans", "</span> grün</span>", "■", "●", "Stadtteilfest"),
        *(
            foundation.labels["de"],
            "Musik",
            "900,00 €",
            "800,00 €",
            "500,00 €",
            "teilweise eingegangen",
        ),
        'role="img"',
    ):
        assert words in page, words
    one = text_of(desk, at("position", spent.pk))
    assert "nimmt Buchung" in one
    assert "Weil es so ist" in one
    book = openpyxl.load_workbook(io.BytesIO(desk.get(at("file", budget.pk)).content))
    assert [sheet.max_row for sheet in book] == [3, 3, 5]
    send(desk, at("close", budget.pk), reason="Jahr vorbei")
    send(desk, at("new"), **{**YEAR, **NEXT, "title": "Budget 2027"}, key=str(uuid4()))
    later = OwnBudget.objects.exclude(pk=budget.pk).get()
    assert "400,00 €" in text_of(desk, at("carry", budget.pk))
    answer = desk.post(at("carry", budget.pk), _carry(later, spent))
    assert answer.status_code == 422  # 2,400 are unspent, only 400 are there
    assert not BudgetCarry.objects.exists()


def _carry(later: OwnBudget, *positions: BudgetPosition) -> dict[str, Any]:
    keys = [each.pk for each in positions]
    return {"target": later.pk, "positions": keys, "reason": "Beschluss", "key": str(uuid4())}


def test_what_is_left_goes_over_once(office: User, desk: Client) -> None:
    old, income, spent = make.agreed(office, 100_000, 80_000)
    make.booked(office, income, 90_000)
    make.booked(office, spent, 50_000)
    actions.close_budget(by=office, budget=old, reason="Jahr vorbei")
    later = make.budget(office, 2027)
    said = _carry(later, spent)
    for _click in range(2):
        assert desk.post(at("carry", old.pk), said)["Location"] == at("budget", later.pk)
    carry = BudgetCarry.objects.get()
    assert (carry.cents, carry.posting.position.budget) == (30_000, later)
    page = text_of(desk, at("budget", later.pk))
    assert page.count("Übertrag aus Budget 2026") == 1
    assert {each.planned_cents for each in later.positions.all()} == {30_000}
    assert "300,00 €" in text_of(desk, at("budget", old.pk))
    again = desk.post(at("carry", old.pk), {**said, "key": str(uuid4())})
    assert again.status_code == 422
    assert BudgetPosting.objects.filter(position__budget=later).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"cents": ""},
        {"cents": "0"},
        {"cents": "-5"},
        {"cents": "viel"},
        {"cents": "9" * 29},
        {"cents": "1\0"},
        {"on": ""},
        {"on": "2025-12-31"},
        {"on": "2026-11-23"},
        {"on": "gestern"},
        {"reason": " "},
        {"reason": "a\0b"},
        {"reason": "x" * 1001},
        {"document": "x" * 201},
        {"key": "kein Schlüssel"},
        {"funding": "1"},
    ],
)
def test_bad_postings_store_nothing_and_stay(
    office: User, desk: Client, wrong: dict[str, str]
) -> None:
    row = make.agreed(office)[1]
    row.project = make.funding(office, row.budget).project
    row.save()
    said = {**noted(cents="77,77", on="2026-05-01"), **wrong}
    if "funding" in wrong:
        said["funding"] = make.funding(office, row.budget, "Anderes").pk
    answer = desk.post(at("book", row.pk), said)
    assert answer.status_code == 422
    assert not BudgetPosting.objects.exists()
    kept = {"cents": "77,77", "reason": "Weil es so ist", "document": "R 7"}
    text = answer.content.decode()
    assert all(value in text for name, value in kept.items() if name not in wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 151},
        {"ends_on": "2025-01-01"},
        {"starts_on": ""},
        {"yellow_above": "101"},
        {"red_below": "101"},
        {"red_above": "-1"},
        {"red_above": "99999"},
        {"yellow_below": "viel"},
        {"key": ""},
    ],
)
def test_a_budget_that_makes_no_sense_is_not_begun(desk: Client, wrong: dict[str, str]) -> None:
    said = {**YEAR, "key": str(uuid4()), **wrong}
    assert desk.post(at("new"), said).status_code == 422
    assert not OwnBudget.objects.exists()


def test_a_position_needs_a_number_of_its_own_and_a_project_of_its_year(
    office: User, desk: Client
) -> None:
    of, _income, row = make.agreed(office)
    other = make.funding(office, make.budget(office, 2027)).project
    draft = make.budget(office, 2028)
    there = make.position(office, draft)
    good = {"side": "income", "number": "N", "label": "Neu", "cents": "5", "project": ""}
    for wrong in (
        {"number": there.number},
        {"number": "x" * 21},
        {"label": ""},
        {"project": other.pk},
        {"side": "sideways"},
    ):
        assert desk.post(at("add", draft.pk), {**good, **wrong}).status_code == 422, wrong
    assert desk.post(at("rewrite", row.pk), good).status_code == 422
    send(desk, at("rewrite", there.pk), **{**good, "cents": "7"})
    send(desk, at("drop", there.pk))
    assert not draft.positions.exists()
    send(desk, at("add", of.pk), **good, **noted())
    late = of.positions.get(number="N")
    assert (late.planned_cents, plan_of(late)) == (0, 500)


@pytest.mark.parametrize("name", ["budget", "file", "position", "counter", "step", "funder"])
def test_unknown_keys_are_not_found(desk: Client, name: str) -> None:
    for key in (10**6, 10**30):
        assert desk.get(at(name, key), follow=True).status_code == 404


@pytest.mark.counted
def test_screens_ask_as_often_for_many_as_for_few(office: User, desk: Client) -> None:
    of, income, row = make.agreed(office)
    make.funding(office, of, "Eins")
    addresses = [at("index"), at("budget", of.pk), at("position", row.pk), at("file", of.pk)]

    def filled(number: int) -> None:
        actions_money.forecast(by=office, position=row, cents=number, reason="x", key=f"{uuid4()}")
        make.booked(office, row, 10)
        make.booked(office, income, 10)

    def asked() -> list[int]:
        found = []
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as caught:
                desk.get(address)
            found.append(len(caught))
        return found

    filled(1)
    few = asked()
    for number in range(20):
        filled(number)
        make.funding(office, of, f"Projekt {number}")
        said = {"side": "expenditure", "number": f"N{number}", "label": "x", "cents": 5}
        actions_money.add_later(by=office, budget=of, **said, reason="x", key=str(uuid4()))
        make.budget(office, 2030 + number)
    assert asked() == few
    # The frame of the admin asks six times, the budget itself four times.
    assert few[1] <= 10
