"""How money moved month by month, and the pots as a workbook."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from projects.budget import actions
from projects.budget.models import LedgerEntry
from projects.budget.queries_liquidity import liquidity_of
from tests.factories.accounts import client_for, user
from tests.projects.test_budget_money import Books, awarded

pytestmark = pytest.mark.django_db


def moved() -> Books:
    """Money over the turn of a year, with a payment that came back."""
    with clock.frozen("2026-11-30 23:30"):
        book = Books(*awarded())
        book("drawdown_asked", 100_000)
        book("drawdown_received", 100_000)
    with clock.frozen("2026-12-01 00:30"):
        book("disbursement", 60_000)
        wrong = book("disbursement", 30_000)
        actions.counter(by=book.by, entry=wrong, reason="IBAN falsch", key="back")
    with clock.frozen("2027-02-10 12:00"):
        book("refund", 5_000)
        book("drawdown_returned", 45_000)
        book("interest", 100)
    return book


def test_months_follow_the_calendar_of_the_office_and_none_is_left_out() -> None:
    months = liquidity_of(moved().case.call.period)
    assert [f"{each.first:%Y-%m}" for each in months] == [
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert [each.whole.at_hand for each in months] == [100_000, 40_000, 40_000, 0]
    assert [each.moved.paid for each in months] == [0, 60_000, 0, 0]
    assert [each.moved.came_back for each in months] == [0, 0, 0, 5_000]


@pytest.mark.parametrize("role", ["coordinator", "finance", "auditor"])
def test_the_page_shows_each_month(role: str) -> None:
    book, browser = moved(), client_for(user(role))
    address = reverse("ledger:liquidity", args=[book.case.call.period_id])
    page = " ".join(browser.get(address).content.decode().split())
    for words in ("November 2026", "Dezember 2026", "Januar 2027", "1.000,00", "400,00", "450,00"):
        assert words in page, words
    assert address in browser.get(reverse("ledger:pot", args=[book.case.call.period_id])).text


def test_an_empty_period_and_a_wrong_address() -> None:
    _by, case = awarded()
    browser = client_for(user("finance"))
    page = browser.get(reverse("ledger:liquidity", args=[case.call.period_id]))
    assert "noch kein Geld geflossen" in page.text
    missing = browser.get(reverse("ledger:liquidity", args=[10**18]), follow=True)
    assert missing.status_code == 404


def test_a_programme_without_drawdown_shows_what_was_paid() -> None:
    book = Books(*awarded(draws_down=False))
    book("disbursement", 12_345)
    page = client_for(user("finance")).get(
        reverse("ledger:liquidity", args=[book.case.call.period_id])
    )
    assert "123,45" in page.text
    assert "verfügbar" not in page.text


@pytest.mark.counted
def test_the_page_asks_once_however_much_moved() -> None:
    book, browser = moved(), client_for(user("finance"))
    address = reverse("ledger:liquidity", args=[book.case.call.period_id])

    def asked() -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as caught:
            browser.get(address)
        return len(caught)

    few = asked()
    for number in range(30):
        with clock.frozen(f"2027-{number % 6 + 3:02d}-10 12:00"):
            book("refund" if number % 2 else "drawdown_asked", 10 + number)
    assert asked() == few


def test_the_workbook_says_what_the_ledger_says() -> None:
    book = moved()
    answer = client_for(user("auditor")).get(reverse("ledger:pots_file"))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, line = list(sheet.iter_rows(values_only=True))
    told = dict(zip(head, line, strict=True))
    assert told["Zeitraum"] == book.case.call.period.span
    assert (told["zugeteilt"], told["gebunden"], told["ausgezahlt"]) == (3000, 1500, 600)
    assert (told["eingegangen"], told["zurückgegeben"], told["zurückgekommen"]) == (1000, 450, 50)
    assert told["noch auszuzahlen"] == 950
    assert LedgerEntry.objects.filter(kind="interest").exists()
    assert told["offene Forderungen"] == 1
