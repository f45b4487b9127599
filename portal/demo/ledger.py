"""The money of the demo's funds, through the same postings as real money."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, time
from typing import Any

from portal.demo.book import Book
from portal.demo.content import read_all
from portal.demo.funding import span
from portal.kernel import clock
from projects.budget.actions import allot
from projects.decision.finality import free_days_of, working_day
from projects.models import FundingPeriod

REGION = "NW"


def load_allotments(book: Book) -> None:
    """Give every period of the demo that has no entry yet its money."""
    year = clock.today().year
    for entry in read_all("programmes").values():
        programme = book.programmes[entry["code"]]
        for period in entry["period"]:
            first, _last = span(year, period)
            _allot(book, FundingPeriod.objects.filter(programme=programme, starts_on=first), period)


def _allot(book: Book, periods: Any, entry: dict[str, Any]) -> None:
    period = periods.filter(entries__isnull=True).first()
    if period is None:
        return
    with _on(period.starts_on):
        allot(
            by=book.users["coordinator"],
            period=period,
            cents=entry["allotted"] * 100,
            reason="Mittel der Förderperiode (erfundene Beispieldaten)",
            key=f"demo:allotment:{period.pk}",
        )


def _on(day: date) -> AbstractContextManager[object]:
    """The clock on the first working day of a period that has begun; today before that."""
    first = working_day(day, free_days_of(REGION))
    begun = datetime.combine(first, time(9), clock.BERLIN)
    return clock.frozen(begun) if begun < clock.now() else nullcontext()
