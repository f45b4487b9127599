"""The office's list of applications and its export, measured at 100, 5,000 and 100,000 rows.

The rows are made in a copy of the database (SQLite) or in a transaction that is rolled back
(PostgreSQL): the demo content stays as it is. In a database made for the measure alone they stay
and are vacuumed, as autovacuum does in service: only then PostgreSQL counts in an index alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.applying import submitted_case
from portal.bench.case_page import case_page_row
from portal.bench.decision import decision_rows
from portal.bench.household import household_rows
from portal.bench.ledger import ledger_rows
from portal.bench.memory import resident
from portal.bench.pack import pack_rows
from portal.bench.proof import proof_rows
from portal.bench.reports import report_rows
from portal.bench.rounds import Row, repeated
from portal.kernel import clock
from projects.cases.models import Case

SIZES = (100, 5_000, 100_000)
LIST_QUERIES = 10
BOARD_SIZE = 5_000
BOARD_QUERIES = 8
BOARD_MS = 150.0
LIST_MS = 70.0
MOST_TIMES = 1.5
EXPORT_MS = 120_000.0
EXPORT_MB = 80.0
CHUNK = 2_000
SIGN_IN = "django.contrib.auth.backends.ModelBackend"
STATES = ("submitted", "under_review", "ready", "approved", "running", "closed", "rejected")


def office_rows(*, own: bool = False) -> list[Row]:
    """Measure list, export and ledger; raises RuntimeError without demo content.

    `own`: the database is made for this, so what is written may stay.
    """
    rows: list[Row] = []
    with nullcontext() if own else throwaway():
        pattern = submitted_case()
        office = User.objects.filter(groups__name=Role.COORDINATOR.group_name).first()
        if office is None:
            raise RuntimeError("bench of the office needs the demo content")
        browser = Client(SERVER_NAME="127.0.0.1")
        browser.force_login(office, backend=SIGN_IN)
        made = Case.objects.filter(number__isnull=False).count()
        for size in SIZES:
            make_cases(pattern, made, size)
            made = size
            limit = LIST_MS if size < SIZES[-1] else round(rows[0].ms * MOST_TIMES, 1)
            rows.append(_list_row(browser, size, limit))
            if size == BOARD_SIZE:
                rows.append(_board_row(browser, size))
        rows.append(_export_row(browser))
        rows.append(case_page_row(browser, office, pattern))
        rows += ledger_rows(browser, office, pattern)
        rows += household_rows(browser, office)
        rows += proof_rows(office, pattern)
        rows += decision_rows()
        rows += pack_rows(office, pattern)
        rows += report_rows(office, pattern)
    return rows


@contextmanager
def throwaway() -> Iterator[None]:
    """A database that may be filled: nothing of it is left afterwards."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        return
    name = connection.settings_dict["NAME"]
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "bench.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        target.close()
        connection.close()
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name


def make_cases(pattern: Case, first: int, last: int) -> None:
    """Copies of an application with numbers of their own, spread over time and status.

    All have its answers; lines of plans and files stay with the first.
    """
    now, columns = clock.now(), _columns(pattern)
    for start in range(first, last, CHUNK):
        Case.objects.bulk_create(
            Case(
                **columns,
                number=f"BENCH-{number}",
                title=f"{pattern.title} {number}",
                state=STATES[number % len(STATES)],
                amount_cents=(number % 2_000) * 100,
                submitted_at=now - timedelta(minutes=number),
            )
            for number in range(start, min(start + CHUNK, last))
        )
    if connection.vendor == "postgresql":
        # In service autovacuum does it. In a transaction there is nothing to vacuum yet.
        with connection.cursor() as cursor:
            vacuum = "" if connection.in_atomic_block else "VACUUM"
            cursor.execute(f"{vacuum} ANALYZE projects_case")


def _columns(pattern: Case) -> dict[str, Any]:
    own = {"id", "uuid", "number", "title", "state", "amount_cents", "submitted_at"}
    names = [field.attname for field in Case._meta.concrete_fields if field.attname not in own]
    return {name: getattr(pattern, name) for name in names}


def _list_row(browser: Client, size: int, limit: float) -> Row:
    url = reverse("cases:index")

    def ask() -> None:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return repeated(
        "application list", ask, max_queries=LIST_QUERIES, max_ms=limit, rows=size, cold=False
    )


def _board_row(browser: Client, size: int) -> Row:
    """The board of tasks with all cases on it."""
    url = f"{reverse('task_board')}?who=all"

    def ask() -> None:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return repeated(
        "task board", ask, max_queries=BOARD_QUERIES, max_ms=BOARD_MS, rows=size, cold=False
    )


def _export_row(browser: Client) -> Row:
    """Everything as CSV once: `ms` is the whole time, `memory_mb` what it takes at most on top."""
    url, before, most, size = f"{reverse('cases:index')}?export=csv", resident(), 0.0, 0
    start, worked = time.perf_counter(), time.thread_time()
    answer: Any = browser.get(url)
    for number, _line in enumerate(answer.streaming_content):
        size = number
        if number % 500 == 0:
            most = max(most, resident() - before)
    spent = (time.perf_counter() - start) * 1000
    return Row(
        name="application export",
        rows=size - 1,
        queries=0,
        ms=round(spent, 1),
        max_queries=0,
        max_ms=EXPORT_MS,
        rate=round(1000 / spent, 3),
        cold_ms=round(spent, 1),
        cpu_ms=round((time.thread_time() - worked) * 1000, 1),
        tries=1,
        memory_mb=round(most, 1),
        max_memory_mb=EXPORT_MB,
    )
