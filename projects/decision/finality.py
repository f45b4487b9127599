"""When a notice is delivered and when it becomes final (Bestandskraft). No Django here.

All numbers come in as data: the office edits them per programme (`DecisionSettings`), because laws
change. Sources of the usual values: § 41 (2) VwVfG NRW (post: the fourth day after dispatch),
§ 9 OZG and § 41 (2a) VwVfG (portal: the day after retrieval, ten days to retrieve), § 74 VwGO (one
month), § 58 (2) VwGO (one year where the remedy notice is wrong or missing), § 31 VwVfG NRW with
§§ 187 to 193 BGB (how days and months are counted).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

POST, PORTAL = "post", "portal"
SATURDAY = 5
FreeDay = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers that laws set: days, months, and whether a day of delivery moves on.

    `moves_delivery`: a delivery by post that the law assumes on a free day counts on the next
    working day. Courts differ; the later day is the safe one.
    """

    post_days: int = 4
    portal_days: int = 1
    retrieval_days: int = 10
    remedy_months: int = 1
    long_remedy_months: int = 12
    moves_delivery: bool = True


@dataclass(frozen=True, slots=True)
class Sending:
    """One try to deliver: by post or in the portal, when, and when it was retrieved there."""

    way: str
    sent_on: date
    retrieved_on: date | None = None


def free_days_of(region: str, country: str = "DE") -> FreeDay:
    """Whether a day is a Saturday, a Sunday or a public holiday of a federal state (`NW`)."""
    return lambda day: day.weekday() >= SATURDAY or day in _holidays(country, region, day.year)


@cache
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    import holidays  # here, so that only a process that asks pays the 11 MB

    return frozenset(holidays.country_holidays(country, subdiv=region, years=year))


def working_day(day: date, is_free: FreeDay) -> date:
    """The day itself, or the next one that is not free (§ 31 (3) VwVfG NRW, § 193 BGB)."""
    while is_free(day):
        day += timedelta(days=1)
    return day


def months_later(day: date, months: int) -> date:
    """The day of the same number months later, else the last one there (§ 188 (2), (3) BGB)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def retrieval_ends_on(sent_on: date, rules: Rules) -> date:
    """The last day on which a notice can be retrieved in the portal."""
    return sent_on + timedelta(days=rules.retrieval_days)


def is_lapsed(sending: Sending, today: date, rules: Rules) -> bool:
    """Whether a notice lay in the portal unretrieved for too long, so that it has to be posted."""
    if sending.way != PORTAL or sending.retrieved_on is not None:
        return False
    return today > retrieval_ends_on(sending.sent_on, rules)


def delivered_on(sending: Sending, rules: Rules, is_free: FreeDay) -> date | None:
    """The day on which a notice counts as delivered (Bekanntgabe).

    None where it was not retrieved, or retrieved after the days to do so.
    """
    if sending.way == POST:
        day = sending.sent_on + timedelta(days=rules.post_days)
        return working_day(day, is_free) if rules.moves_delivery else day
    retrieved = sending.retrieved_on
    if retrieved is None or retrieved > retrieval_ends_on(sending.sent_on, rules):
        return None
    return retrieved + timedelta(days=rules.portal_days)


def first_delivery(sendings: Iterable[Sending], rules: Rules, is_free: FreeDay) -> date | None:
    """The earliest day on which one of several tries counts; None where none does."""
    days = (delivered_on(sending, rules, is_free) for sending in sendings)
    return min((day for day in days if day), default=None)


def remedy_ends_on(delivered: date, rules: Rules, is_free: FreeDay, *, informed: bool) -> date:
    """The last day for a remedy; `informed`: the notice told rightly which one there is."""
    months = rules.remedy_months if informed else rules.long_remedy_months
    return working_day(months_later(delivered, months), is_free)


def final_on(delivered: date, rules: Rules, is_free: FreeDay, *, informed: bool) -> date:
    """The first day on which a notice is final: the one after the last day for a remedy."""
    return remedy_ends_on(delivered, rules, is_free, informed=informed) + timedelta(days=1)
