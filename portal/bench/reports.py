"""The documentation of a period with 60 projects, through the worker's own function."""

from __future__ import annotations

import time
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.bench.pack import copied
from portal.bench.rounds import Row
from portal.kernel.files import private_storage
from projects.budget.actions import allot, commit
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.models import Call, Case, FundingPeriod, PlannedIndicator, YearReport
from projects.reports.actions import make_files, make_report

SIZE = 60
REPORT_MS = 20_000.0
REPORT_QUERIES = 2 * SIZE + 60
"""Each project tells its progress once; what it says is gathered in a fixed number."""
CENTS = 50_000


def report_rows(office: User, pattern: Case) -> list[Row]:
    """Measure asking for a report and making its files; the rows are the caller's to take back."""
    period = _period(office, pattern)
    start, worked = time.perf_counter(), time.thread_time()
    with CaptureQueriesContext(connection) as captured:
        report = make_report(by=office, period=period, key=uuid4())
        make_files.func(report.pk)
    spent = (time.perf_counter() - start) * 1000
    made = YearReport.objects.get(pk=report.pk)
    if not made.is_ready or len(made.content["projects"]) != SIZE:
        raise RuntimeError("the yearly documentation of the bench is not whole")
    for file in (made.pdf, made.xlsx):
        private_storage.delete(file.name or "")
    return [
        Row(
            name="yearly documentation",
            rows=SIZE,
            queries=len(captured),
            ms=round(spent, 1),
            max_queries=REPORT_QUERIES,
            max_ms=REPORT_MS,
            rate=round(1000 / spent, 3),
            cold_ms=round(spent, 1),
            cpu_ms=round((time.thread_time() - worked) * 1000, 1),
            tries=1,
        )
    ]


def _period(office: User, pattern: Case) -> FundingPeriod:
    """A period of its own with granted and paid copies of an application."""
    programme = pattern.call.programme
    period = FundingPeriod.objects.create(
        programme=programme, starts_on=date(2098, 1, 1), ends_on=date(2098, 12, 31)
    )
    call = Call.objects.get(pk=pattern.call_id)
    call.pk, call.code, call.period = None, "bench-report", period
    call.save(force_insert=True)
    said: dict[str, Any] = {"by": office, "reason": "Messung"}
    allot(period=period, cents=SIZE * CENTS, key="bench-report", **said)
    counted = programme.options.filter(kind="indicator").first()
    for number in range(SIZE):
        case = copied(pattern, f"BENCH-B-{number}", call=call, state="running")
        key = f"bench-report-{number}"
        commit(case=case, cents=CENTS, key=key, **said)
        if not programme.draws_down:
            note_payment(
                case=case, kind=EntryKind.DISBURSEMENT, cents=CENTS, key=f"{key}-paid", **said
            )
        if counted:
            PlannedIndicator.objects.create(case=case, option=counted, planned=number)
    return period
