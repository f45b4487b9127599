"""How the money of a period moved month by month: what the bank would show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.kernel import clock
from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.budget.sums import Line, Pot
from projects.programmes.models import FundingPeriod

KINDS = (sums.RECEIVED, sums.RETURNED, sums.DISBURSEMENT, sums.REFUND, sums.RECOVERED)
"""The kinds that move money in the bank; interest is no money of the funder."""


@dataclass(frozen=True, slots=True)
class Month:
    """What moved in a month, and the balances at its end, in cents.

    `first` is its first day; `moved` holds this month alone, `whole` all until its end.
    """

    first: date
    moved: Pot
    whole: Pot


def liquidity_of(period: FundingPeriod) -> list[Month]:
    """The months from the first to the last movement, none left out; one query."""
    moved: dict[date, list[Line]] = defaultdict(list)
    entries = LedgerEntry.objects.filter(period=period, kind__in=KINDS).order_by("at")
    for at, kind, cents, corrects in entries.values_list("at", "kind", "cents", "corrects"):
        line = Line(kind, cents, is_counter=corrects is not None)
        moved[clock.local(at).date().replace(day=1)].append(line)
    months, whole = [], Pot()
    for first in _months(min(moved), max(moved)) if moved else ():
        for line in moved.get(first, ()):
            whole = whole.plus(line)
        months.append(Month(first, sums.pot(moved.get(first, ())), whole))
    return months


def _months(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
