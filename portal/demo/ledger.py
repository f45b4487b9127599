"""The money of the demo's funds, through the same postings as real money."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, time
from typing import Any

from portal.demo.book import Book
from portal.demo.content import read_all
from portal.demo.funding import span
from portal.kernel import clock
from projects.budget.actions import allot, commit
from projects.cases.lifecycle import AWARDED
from projects.models import Case, FundingPeriod, LedgerEntry


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


def load_commitments(book: Book) -> None:
    """Commit the money of awarded cases of the demo that hold none yet."""
    demo = [call.pk for call in book.calls.values()]
    awarded = Case.objects.filter(call__in=demo, state__in=AWARDED, amount_cents__gt=0)
    posted = LedgerEntry.objects.filter(case__isnull=False).order_by().values("case")
    for case in awarded.exclude(pk__in=posted).select_related("call__period", "call__rules"):
        commit(
            by=book.users["coordinator"],
            case=case,
            cents=case.amount_cents or 0,
            reason="Bewilligung (erfundene Beispieldaten)",
            key=f"demo:commitment:{case.pk}",
        )


def _on(day: date) -> AbstractContextManager[object]:
    """The clock on the first day of a period that has begun; today before that."""
    begun = datetime.combine(day, time(9), clock.BERLIN)
    return clock.frozen(begun) if begun < clock.now() else nullcontext()
