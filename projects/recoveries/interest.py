"""Interest on money that has to be paid back, day by day (§ 49a (3) VwVfG NRW). No Django here.

The rate is the base rate of § 247 BGB and some points more per year. The base rate changes on
1 January and 1 July, so each half-year needs a rate of its own: one that nobody entered is never
guessed. Choices that the law leaves open, made here and told in `docs/rueckforderung.md`:

- A part of the claim bears interest from its first day on, that day included. A payment counts
  from the day after it came in; the day of the payment still bears interest.
- A year has the days of the calendar year, 365 or 366.
- Each period (same principal, same rate) is rounded once, at its end, to the nearest cent; half a
  cent counts as one.
- A rate below zero counts as none.

Amounts are integer cents, rates hundredths of a percent per year (`627` is 6.27 %).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

PERCENT = 10_000
"""Hundredths of a percent in the whole."""
ONE_DAY = timedelta(days=1)
JULY = 7


class MissingRateError(LookupError):
    """Nobody entered the base rate of a half-year; `first_day` is where it begins."""

    def __init__(self, first_day: date) -> None:
        super().__init__(first_day.isoformat())
        self.first_day = first_day


@dataclass(frozen=True, slots=True)
class Step:
    """Cents that move a claim on a day: a part that begins to bear interest, or a payment."""

    day: date
    cents: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The base rates by the first day of their half-year, and the points above them."""

    base_rates: Mapping[date, int]
    points: int

    def rate_of(self, half_year: date) -> int:
        """Hundredths of a percent per year, never below zero; raises MissingRateError."""
        if half_year not in self.base_rates:
            raise MissingRateError(half_year)
        return max(self.base_rates[half_year] + self.points, 0)


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row with one principal and one rate; `last` is the last of them."""

    first: date
    last: date
    principal: int
    rate: int

    @property
    def days(self) -> int:
        """How many days bear interest."""
        return (self.last - self.first).days + 1

    @property
    def exact(self) -> Fraction:
        """The interest in cents before it is rounded."""
        return Fraction(self.principal * self.rate * self.days, PERCENT * _days_of(self.first.year))

    @property
    def cents(self) -> int:
        """The interest, rounded once: half a cent counts as one."""
        exact = self.exact
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def half_year_of(day: date) -> date:
    """The first day of the half-year in which a day lies (§ 247 (1) BGB)."""
    return date(day.year, JULY if day.month >= JULY else 1, 1)


def _next_half_year(day: date) -> date:
    first = half_year_of(day)
    return date(first.year, JULY, 1) if first.month == 1 else date(first.year + 1, 1, 1)


def principal_on(day: date, parts: Iterable[Step], paid: Iterable[Step]) -> int:
    """Cents that bear interest on a day, never below zero."""
    begun = sum(part.cents for part in parts if part.day <= day)
    return max(begun - sum(payment.cents for payment in paid if payment.day < day), 0)


def periods(parts: Iterable[Step], paid: Iterable[Step], until: date, terms: Terms) -> list[Period]:
    """The periods that bear interest, up to and with a day; raises MissingRateError."""
    begins, payments = list(parts), list(paid)
    found = []
    for first, end in pairwise(_cuts(begins, payments, until)):
        principal = principal_on(first, begins, payments)
        if principal:
            rate = terms.rate_of(half_year_of(first))
            found.append(Period(first, end - ONE_DAY, principal, rate))
    return found


def _cuts(parts: list[Step], paid: list[Step], until: date) -> list[date]:
    """The days on which something changes, and the day after the last one."""
    days = {part.day for part in parts if part.day <= until}
    if not days:
        return []
    start, end = min(days), until + ONE_DAY
    days |= {payment.day + ONE_DAY for payment in paid}
    days |= set(_half_years(start, end))
    return sorted({day for day in days if start <= day < end} | {end})


def _half_years(start: date, end: date) -> Iterator[date]:
    day = _next_half_year(start)
    while day < end:
        yield day
        day = _next_half_year(day)


def total(found: Iterable[Period]) -> int:
    """The interest of all periods in cents, each rounded once."""
    return sum(period.cents for period in found)


def parts_of(cents: int, payments: Iterable[Step], not_before: date) -> list[Step]:
    """From when which part of a claim bears interest: the money paid last is claimed first.

    `payments` are those to the carrier. No part begins before `not_before`, the day from which
    the grant is undue. What no payment covers begins there.
    """
    left, found = cents, []
    for payment in sorted(payments, key=lambda one: one.day, reverse=True):
        taken = min(left, payment.cents)
        if taken > 0:
            found.append(Step(max(payment.day, not_before), taken))
            left -= taken
    return [*found, *([Step(not_before, left)] if left > 0 else [])]
