"""Opening hours in OpenStreetMap's short form, with the public holidays of North Rhine-Westphalia.

The library knows the nationwide holidays; Corpus Christi and All Saints' Day (§ 2
Feiertagsgesetz NRW) are added here by writing every rule about `PH` once more for their dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from portal.kernel import clock

COUNTRY, REGION = "DE", "NW"
MAX_LENGTH = 400
# What does not change within this time never changes; looking further is slow.
HORIZON = timedelta(days=366)
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_RULE = re.compile(rf"(?P<days>{_DAY}(?:-{_DAY})?(?:\s*,\s*{_DAY}(?:-{_DAY})?)*)(?P<rest>\W.*|$)")
_PART = re.compile(r'(?:"[^"]*"|[^;"])+')
_PH = re.compile(r"\bPH\b")
_QUOTED = re.compile(r'"[^"]*"')


class HoursError(ValueError):
    """Opening hours that cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a place is open (None: by arrangement), and when that changes next."""

    is_open: bool | None
    change: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of one day: pairs of begin, end and note; nothing means closed."""

    on: date
    spans: tuple[tuple[time, time, str], ...]
    is_holiday: bool


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    import holidays  # here, so that only a process that asks pays the 11 MB

    return frozenset(holidays.country_holidays(COUNTRY, subdiv=REGION, years=year))


@lru_cache(maxsize=16)
def _regional(year: int) -> str:
    """The holidays that only the region has, in the years around one, as a selector of days."""
    import holidays

    around = range(year - 1, year + 2)
    nationwide = holidays.country_holidays(COUNTRY, years=around)
    days = sorted(day for each in around for day in _holidays(each) if day not in nationwide)
    return ",".join(f"{day:%Y %b} {day.day:02d}" for day in days)


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday in North Rhine-Westphalia."""
    return day in _holidays(day.year)


def _with_regional_holidays(text: str, year: int) -> str:
    """The rules, each rule about PH followed by the same for the region's own holidays."""
    rules: list[str] = []
    for part in _PART.findall(text):
        rule = part.strip()
        match = _RULE.match(rule)
        days, rest = (match["days"], match["rest"]) if match else ("", rule)
        if _PH.search(_QUOTED.sub("", rest)):
            raise HoursError(
                _("Please write public holidays as a rule of their own, for example: ; PH off")
            )
        rules.append(rule)
        if _PH.search(days):
            rules.append(f"{_regional(year)}{rest}")
    return "; ".join(rules)


@lru_cache(maxsize=2048)
def _compiled(text: str, year: int) -> Any:
    if len(text) > MAX_LENGTH or "\x00" in text or not text.isprintable():
        raise HoursError(_("Please write the opening hours in one line of at most 400 characters."))
    if re.search(r"\bSH\b", _QUOTED.sub("", text)):
        raise HoursError(
            _("School holidays cannot be reckoned. Please write them into the note instead.")
        )
    try:
        hours = OpeningHours(
            _with_regional_holidays(text, year),
            clock.BERLIN,
            COUNTRY,
            max_interval_days=HORIZON.days,
        )
        hours.next_change(datetime(year, 1, 1, tzinfo=clock.BERLIN))
    except (ParserError, ValueError, OverflowError) as error:
        if isinstance(error, HoursError):
            raise
        raise HoursError(
            _("These opening hours cannot be read. Write them like this: Mo-Fr 09:00-12:30; PH off")
        ) from error
    return hours


def read_hours(text: str, year: int | None = None) -> Any:
    """The hours as an object that answers questions; raises HoursError."""
    return _compiled(text.strip(), year or clock.today().year)


def status(text: str, at: datetime | None = None) -> Status | None:
    """Whether it is open at a moment (default: now); None where no (readable) hours are known."""
    moment = clock.local(at)
    try:
        hours = read_hours(text, moment.year) if text.strip() else None
    except HoursError:
        return None
    if hours is None:
        return None
    _start, end, state, note = next(hours.intervals(moment))
    if state == State.UNKNOWN:
        return Status(None, end, note)
    is_open = state == State.OPEN
    return Status(is_open, _next(hours, moment, State.CLOSED if is_open else State.OPEN), note)


def _next(hours: Any, moment: datetime, wanted: Any) -> datetime | None:
    """When it opens (or closes) next, within a year."""
    for start, _end, state, _note in hours.intervals(moment, moment + HORIZON):
        if state == wanted:
            return start
    return None


def week(text: str, start: date | None = None) -> list[Day]:
    """Seven days from a day (default: today); empty where no (readable) hours are known."""
    first = start or clock.today()
    try:
        hours = read_hours(text, first.year) if text.strip() else None
    except HoursError:
        return []
    if hours is None:
        return []
    return [_day(hours, first + timedelta(days=number)) for number in range(7)]


def _day(hours: Any, on: date) -> Day:
    midnight = datetime.combine(on, time(), tzinfo=clock.BERLIN)
    following = datetime.combine(on + timedelta(days=1), time(), tzinfo=clock.BERLIN)
    spans = tuple(
        (begin.time(), end.time(), note)
        for begin, end, state, note in hours.intervals(midnight, following)
        if state != State.CLOSED
    )
    return Day(on, spans, is_holiday(on))
