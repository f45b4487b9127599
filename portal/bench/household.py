"""The own budget of the coordination, measured with 60 positions and 20,000 postings."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.bench.rounds import Row, repeated
from projects.models import BudgetPosition, BudgetPosting, OwnBudget

POSITIONS, POSTINGS, CHUNK = 60, 20_000, 5_000
QUERIES, MS = 10, 60.0


def household_rows(browser: Client, office: User) -> list[Row]:
    """Measure the page of one year; the rows are the caller's to take back."""
    budget = _filled(office)
    url = reverse("household:budget", args=[budget.pk])

    def ask() -> None:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return [repeated("own budget", ask, max_queries=QUERIES, max_ms=MS, rows=POSTINGS, cold=False)]


def _filled(office: User) -> OwnBudget:
    year = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    budget = OwnBudget.objects.create(
        title="Messung", state="agreed", by=office, key=uuid4(), **year
    )
    positions = BudgetPosition.objects.bulk_create(
        BudgetPosition(
            budget=budget,
            side=("income", "expenditure")[number % 2],
            number=f"M{number}",
            label="Messung",
            planned_cents=10**7,
        )
        for number in range(POSITIONS)
    )
    for start in range(0, POSTINGS, CHUNK):
        BudgetPosting.objects.bulk_create(
            BudgetPosting(
                position=positions[number % POSITIONS],
                on=year["starts_on"],
                cents=100,
                reason="Messung",
                by=office,
                key=f"bench-{number}",
            )
            for number in range(start, start + CHUNK)
        )
    return budget
