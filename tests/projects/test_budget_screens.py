"""The screens of the ledger: pots, journal with its file, and postings that happen once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import clock
from projects.budget import actions, queries
from projects.budget.models import LedgerEntry
from projects.calls.models import Call
from projects.programmes.models import FundingPeriod
from tests.factories import budget
from tests.factories import projects as make
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


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.getvalue().decode().replace("\u00a0", " ")


def held(by: User, of: Call, cents: int, **columns: Any) -> LedgerEntry:
    case = make.submitted(of, **columns)
    return actions.commit(
        by=by, case=case, cents=cents, reason="Beschluss vom Komitee", key=str(uuid4())
    )


def test_overview_and_pot_show_the_sums(office: User, desk: Client) -> None:
    of, music, garden = make.call(), make.theme(), make.theme()
    budget.funded(of, 400_000, office)
    held(office, of, 30_000, theme=music)
    held(office, of, 90_000, theme=garden)
    for address in (reverse("ledger:index"), reverse("ledger:pot", args=[of.period_id])):
        text = text_of(desk, address)
        for figure in (
            "4.000",
            "1.200",
            "2.800",
            "75 %",
            "25 %",
            str(music.labels["de"]),
            str(garden.labels["de"]),
        ):
            assert figure in text, (address, figure)
    assert 'role="img"' in text
    assert "Beschluss vom Komitee" in text


def test_an_empty_pot_says_so(desk: Client) -> None:
    period = make.call().period
    text = text_of(desk, reverse("ledger:pot", args=[period.pk]))
    assert "noch kein Geld zugeteilt" in text


def test_a_new_period_leads_to_its_pot(desk: Client) -> None:
    of = make.programme()
    answer = desk.post(
        reverse("funding-periods:add"),
        {"programme": of.pk, "starts_on": "2028-01-01", "ends_on": "2028-12-31"},
    )
    made = FundingPeriod.objects.get(programme=of)
    assert answer["Location"] == reverse("ledger:pot", args=[made.pk])
    desk.post(reverse("ledger:allot", args=[made.pk]), typed("20.000"))
    assert "20.000 €" in text_of(desk, reverse("funding-periods:index"))


def typed(cents: str, **more: Any) -> dict[str, Any]:
    return {"cents": cents, "reason": "Bescheid", "document": "AZ 7", "key": str(uuid4()), **more}


def test_postings_happen_once(desk: Client) -> None:
    period = make.call().period
    address, said = reverse("ledger:allot", args=[period.pk]), typed("3.000,00")
    for _ in range(2):
        assert desk.post(address, said).status_code == 302
    entry = LedgerEntry.objects.get()
    assert (entry.cents, entry.document) == (300_000, "AZ 7")
    answer = desk.post(address, {**said, "cents": "4.000"})
    assert answer.status_code == 422
    assert "4.000" in answer.content.decode()
    back = reverse("ledger:counter", args=[entry.pk])
    for _ in range(2):
        assert desk.post(back, {"reason": "Irrtum", "key": said["key"] + ""}).status_code == 422
    fresh = {"reason": "Irrtum", "key": str(uuid4())}
    for _ in range(2):
        assert desk.post(back, fresh).status_code == 302
    assert desk.post(back, {**fresh, "key": str(uuid4())}).status_code == 422
    assert LedgerEntry.objects.count() == 2
    assert queries.left_in(period) == 0


def test_money_moves_by_the_form(desk: Client, office: User) -> None:
    of = make.call()
    budget.funded(of, 100_000, office)
    other = FundingPeriod.objects.create(
        programme=of.programme, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31)
    )
    foreign = make.call().period
    address = reverse("ledger:move", args=[of.period_id])
    for wrong in ({"target": foreign.pk}, {"target": of.period_id}, {"cents": "1.000,01"}):
        answer = desk.post(address, {**typed("400", target=other.pk), **wrong})
        assert answer.status_code == 422
    assert desk.post(address, typed("400", target=other.pk)).status_code == 302
    assert (queries.left_in(of.period), queries.left_in(other)) == (60_000, 40_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cents": ""},
        {"cents": "0"},
        {"cents": "-5"},
        {"cents": "viel"},
        {"cents": "1" + "0" * 30},
        {"cents": "1\0"},
        {"reason": ""},
        {"reason": "a\0b"},
        {"reason": "x" * 100_000},
        {"document": "x" * 201},
        {"document": "a\0b"},
        {"key": "kein Schlüssel"},
        {"key": ""},
    ],
)
def test_bad_input_stores_nothing_and_stays(desk: Client, wrong: dict[str, str]) -> None:
    period = make.call().period
    said = {**typed("77,77"), "reason": "Mein langer Grund", **wrong}
    answer = desk.post(reverse("ledger:allot", args=[period.pk]), said)
    assert answer.status_code == 422
    assert not LedgerEntry.objects.exists()
    text = answer.content.decode()
    kept = {"cents": "77,77", "reason": "Mein langer Grund", "document": "AZ 7"}
    assert all(value in text for name, value in kept.items() if name not in wrong)


@pytest.mark.parametrize("name", ["pot", "allot", "move", "counter"])
def test_unknown_keys_are_not_found(desk: Client, name: str) -> None:
    for key in (10**6, 10**30):
        answer = desk.get(reverse(f"ledger:{name}", args=[key]), follow=True)
        assert answer.status_code == 404


def test_the_journal_narrows(office: User, desk: Client) -> None:
    of, second = make.call(), make.call()
    budget.funded(of, 400_000, office)
    budget.funded(second, 500_000, office)
    entry = held(office, of, 90_000)
    number = str(entry.case and entry.case.number)
    asked = {
        "": 3,
        f"?period={second.period_id}": 1,
        "?kind=allotment": 2,
        f"?number={number.lower()}": 1,
        "?number=LKS-0000-0": 0,
        f"?kind=commitment&period={second.period_id}": 0,
        "?kind=quatsch": 0,
        f"?period={10**30}": 0,
        "?period=%00": 0,
        "?number=%00": 0,
        "?p=9999": 3,
    }
    for query, count in asked.items():
        text = text_of(desk, reverse("ledger:journal") + query)
        assert text.count('id="entry-') == count, query
        lines = desk.get(reverse("ledger:journal_file") + query).getvalue().decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(lines), delimiter=";"))) == count + 1, query


def test_the_file_has_one_line_per_entry(office: User, desk: Client) -> None:
    of = make.call()
    first = actions.allot(
        by=office, period=of.period, cents=1_000, reason="=1+1", document="@SUM(1)", key="a"
    )
    back = actions.counter(by=office, entry=first, reason="Zurück;\n„alles“", key="b")
    answer = desk.get(reverse("ledger:journal_file"))
    assert answer.streaming
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert [row[0] for row in rows] == [str(first.pk), str(back.pk)]
    assert [row[6:8] for row in rows] == [["10,00", "10,00"], ["10,00", "-10,00"]]
    assert rows[0][10:12] == ["'=1+1", "'@SUM(1)"]
    assert (rows[1][9], rows[1][10]) == (str(first.pk), "Zurück;\n„alles“")


def test_only_the_coordination_is_offered_postings(office: User) -> None:
    of = make.call()
    entry = budget.funded(of, 1_000, office)
    addresses = [
        reverse("ledger:allot", args=[of.period_id]),
        reverse("ledger:counter", args=[entry.pk]),
    ]
    shown = [reverse("ledger:pot", args=[of.period_id]), reverse("ledger:journal")]
    for role, may in (("coordinator", True), ("finance", False), ("auditor", False)):
        browser = client_for(user(role))
        text = "".join(text_of(browser, address) for address in shown)
        assert all((address in text) == may for address in addresses), role
    post = client_for(user("finance")).post(addresses[0], typed("5"))
    assert post.status_code in {302, 403}
    assert LedgerEntry.objects.count() == 1


def test_the_case_shows_its_entries(office: User, desk: Client) -> None:
    of = make.call()
    budget.funded(of, 400_000, office)
    entry = held(office, of, 90_000)
    page = reverse("cases:inspect", args=[entry.case_id])
    text = text_of(desk, page)
    assert f'id="entry-{entry.pk}"' in text
    assert reverse("ledger:pot", args=[of.period_id]) in text
    empty = text_of(desk, reverse("cases:inspect", args=[make.submitted(of).pk]))
    assert "noch nichts gebunden" in empty


@pytest.mark.counted
def test_screens_ask_as_often_for_many_as_for_few(office: User, desk: Client) -> None:
    of = make.call()
    budget.funded(of, 10_000_000, office)
    addresses = [
        reverse("ledger:index"),
        reverse("ledger:pot", args=[of.period_id]),
        reverse("ledger:journal"),
    ]

    def asked() -> list[int]:
        found = []
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(
                connection,
            ) as caught:
                desk.get(address)
            found.append(len(caught))
        return found

    held(office, of, 100)
    few = asked()
    for number in range(12):
        period = FundingPeriod.objects.create(
            programme=of.programme,
            starts_on=date(2030 + number, 1, 1),
            ends_on=date(2030 + number, 12, 31),
        )
        actions.allot(by=office, period=period, cents=1, reason="x", key=str(number))
    case = make.submitted(of, theme=make.theme())
    for number in range(60):
        actions.commit(by=office, case=case, cents=1, reason="x", key=f"m{number}")
    assert asked() == few
    # The frame of the admin asks six times, the pot itself four times.
    assert few[1] <= 10
