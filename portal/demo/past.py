"""Funding periods of the demo that are over: from their call to their report, step by step.

What the worker does (copies, letters, mails) is done on the day of its step, so that the files and
mails of last year bear the days of last year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Max
from django_tasks_db.models import DBTaskResult

from portal.demo.book import Book
from portal.demo.content import read_all
from portal.demo.days import in_year
from portal.demo.decisions import STEPS, Beat, beats, run
from portal.demo.desk import demo_key
from portal.demo.funding import make_call
from portal.demo.payments import PAYING
from portal.demo.proofs import PROVING
from portal.demo.recoveries import RECOVERING
from portal.demo.sittings import sitting
from portal.kernel import clock
from projects.models import Call, FundingPeriod
from projects.reports.actions import make_report

KNOWN = STEPS | PAYING | PROVING | RECOVERING


@transaction.atomic
def load_past(book: Book) -> None:
    """Play the year before this one for every programme that tells of it, all in order of time.

    As a whole or not at all: the call of a period is the sign that it stands.
    """
    year = clock.today().year - 1
    found = [beat for told in read_all("past").values() for beat in _year(book, told, year)]
    run([*_on_the_day(found)])


def _year(book: Book, told: dict[str, Any], year: int) -> Iterator[Beat]:
    content = in_year(told, year)
    call = content["call"]
    periods = FundingPeriod.objects.filter(programme=book.programmes[call["programme"]])
    period = periods.filter(starts_on__year=year).first()
    if period is None or Call.objects.filter(code=call["code"]).exists():
        return
    book.calls[call["code"]] = make_call(book, call)
    yield from _beats(book, content, call["code"])
    # In the first days of a year the report of the one before is made today.
    made = min(clock.now(), in_year(told["report"], year + 1))
    yield made, partial(_report, book, period)


def _beats(book: Book, content: dict[str, Any], call: str) -> Iterator[Beat]:
    cases = [{**entry, "call": call, "state": "submitted"} for entry in content["case"]]
    for entry in cases:
        yield from beats(book, entry, demo_key(entry["key"]), KNOWN)
    if "held" in content:
        yield from sitting(book, content["held"], [entry for entry in cases if "votes" in entry])


def _report(book: Book, period: FundingPeriod) -> None:
    """The report to the programme office, with figures that never change again."""
    key = uuid5(NAMESPACE_URL, f"demo:report:{period.pk}")
    make_report(by=book.users["coordinator"], period=period, key=key)


def _on_the_day(found: list[Beat]) -> Iterator[Beat]:
    """The same beats, each with the work that it leaves to the worker."""
    waiting = DBTaskResult.objects.aggregate(last=Max("enqueued_at"))["last"]
    for moment, act in found:
        yield moment, partial(_act, act, waiting)


def _act(act: Any, since: datetime | None) -> None:
    act()
    ready = DBTaskResult.objects.ready()
    while jobs := list(ready.filter(enqueued_at__gt=since) if since else ready):
        for job in jobs:
            result = job.task_result
            job.claim("demo")
            job.set_successful(job.task.call(*result.args, **result.kwargs))
