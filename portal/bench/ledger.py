"""The ledger, measured with 100,000 entries in one pot: its screen, and one posting.

Entries go in by the thousand without the action, as no office would wait for that; what is
measured then goes the public way.
"""

from __future__ import annotations

from itertools import count

from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.bench.rounds import Row, repeated
from portal.kernel import clock
from projects.budget.actions import commit
from projects.cases.models import Case
from projects.models import LedgerEntry

ENTRIES = 100_000
CASES = 2_000
CHUNK = 5_000
POT_QUERIES = 10
"""Six are the frame of the admin, four the pot: period, sums, themes, newest entries."""
POT_MS = 60.0
ENTRY_QUERIES = 8
ENTRY_MS = 15.0


def ledger_rows(browser: Client, office: User, pattern: Case) -> list[Row]:
    """Measure the pot of the pattern's call; the rows are the caller's to take back."""
    _fill(office, pattern)
    return [_pot_row(browser, pattern), _entry_row(office, pattern)]


def _fill(office: User, pattern: Case) -> None:
    period, now = pattern.call.period, clock.now()
    cases = list(
        Case.objects.filter(call=pattern.call_id, number__isnull=False)
        .exclude(pk=pattern.pk)
        .order_by("pk")
        .values_list("pk", flat=True)[:CASES]
    )

    def entry(number: int, kind: str, cents: int, case: int | None) -> LedgerEntry:
        return LedgerEntry(
            period=period,
            kind=kind,
            cents=cents,
            case_id=case,
            reason="Messung",
            by=office,
            at=now,
            key=f"bench-{number}",
        )

    LedgerEntry.objects.bulk_create([entry(0, "allotment", 10**10, None)])
    for start in range(1, ENTRIES, CHUNK):
        LedgerEntry.objects.bulk_create(
            entry(
                number, ("commitment", "release")[number % 2], 100, cases[number // 2 % len(cases)]
            )
            for number in range(start, min(start + CHUNK, ENTRIES))
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            vacuum = "" if connection.in_atomic_block else "VACUUM"
            cursor.execute(f"{vacuum} ANALYZE projects_ledgerentry")


def _pot_row(browser: Client, pattern: Case) -> Row:
    """The screen of the pot, with the shares of the themes and its newest entries."""
    url = reverse("ledger:pot", args=[pattern.call.period_id])

    def ask() -> None:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return repeated(
        "pot view", ask, max_queries=POT_QUERIES, max_ms=POT_MS, rows=ENTRIES, cold=False
    )


def _entry_row(office: User, pattern: Case) -> Row:
    """One commitment, checked against pot and cap under the lock of the period."""
    keys = count()

    def ask() -> None:
        key = f"bench-entry-{next(keys)}"
        commit(by=office, case=pattern, cents=1, reason="Messung", key=key)

    return repeated(
        "ledger entry", ask, max_queries=ENTRY_QUERIES, max_ms=ENTRY_MS, rows=ENTRIES, cold=False
    )
