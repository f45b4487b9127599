"""Recurrence rules of dates: a safe part of RFC 5545 (section 3.3.10). No Django here."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# What each frequency may be narrowed by; more would allow rules that never come true.
NARROWED_BY: dict[str, frozenset[str]] = {
    "DAILY": frozenset(),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH"}),
}
MAX_INTERVAL = 100
MAX_COUNT = 500
MAX_LENGTH = 200
LEAP_YEAR = 2024
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")
_UNTIL = re.compile(r"^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$")


class RuleError(ValueError):
    """A rule that the portal cannot follow; `code` says why (stable English code)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@lru_cache(maxsize=1000)
def parse(rule: str) -> Mapping[str, str]:
    """The parts of a rule such as `FREQ=WEEKLY;BYDAY=TU`; raises RuleError."""
    if len(rule) > MAX_LENGTH:
        raise RuleError("too_long")
    parts: dict[str, str] = {}
    for piece in rule.strip().upper().removeprefix("RRULE:").strip(";").split(";"):
        key, equals, value = (text.strip() for text in piece.partition("="))
        if not equals or not value or key in parts:
            raise RuleError("unreadable")
        parts[key] = value
    _check(parts)
    return MappingProxyType(parts)


def normal(rule: str) -> str:
    """A rule in one way of writing, without its UNTIL; raises RuleError."""
    return ";".join(f"{key}={value}" for key, value in parse(rule).items() if key != "UNTIL")


def of_rhythm(rhythm: str, first: date, custom: str = "") -> str:
    """The rule of a named rhythm that begins on a day; any other rhythm goes by its own rule."""
    day = DAYS[first.weekday()]
    # The fifth weekday of a month is its last: not every month has a fifth.
    week = (first.day - 1) // 7 + 1
    return {
        "": "",
        "daily": "FREQ=DAILY",
        "weekly": f"FREQ=WEEKLY;BYDAY={day}",
        "fortnightly": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
        "monthly_weekday": f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{day}",
        "monthly_day": f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
        "yearly": f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={first.day}",
    }.get(rhythm, custom)


def until(rule: str) -> date | None:
    """The last day that a rule names itself (UNTIL); raises RuleError."""
    return _day_of(parse(rule).get("UNTIL", ""))


def _check(parts: Mapping[str, str]) -> None:
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise RuleError("frequency")
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} | NARROWED_BY[frequency]
    if set(parts) - known or {"COUNT", "UNTIL"} <= set(parts):
        raise RuleError("unsupported")
    _whole(parts.get("INTERVAL", "1"), MAX_INTERVAL)
    _whole(parts.get("COUNT", "1"), MAX_COUNT)
    if parts.get("WKST", "MO") != "MO":
        raise RuleError("unsupported")
    if "UNTIL" in parts:
        _day_of(parts["UNTIL"])
    _check_days(parts.get("BYDAY", ""), frequency)
    _check_days_of_month(parts)


def _whole(text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= most:
        raise RuleError("number")
    return int(text)


def _day_of(text: str) -> date | None:
    if not text:
        return None
    found = _UNTIL.match(text)
    if not found:
        raise RuleError("date")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise RuleError("date") from error


def _check_days(text: str, frequency: str) -> None:
    for day in text.split(",") if text else ():
        found = _DAY.match(day)
        if not found or (found[1] and frequency == "WEEKLY"):
            raise RuleError("weekday")


def _check_days_of_month(parts: Mapping[str, str]) -> None:
    """Refuse days that no month has, such as 30 February (the rule would never come true)."""
    days = _numbers(parts.get("BYMONTHDAY", ""), 31, signed=True)
    months = _numbers(parts.get("BYMONTH", ""), 12)
    longest = [calendar.monthrange(LEAP_YEAR, month)[1] for month in months or range(1, 13)]
    if days and not any(abs(day) <= length for day in days for length in longest):
        raise RuleError("never")


def _numbers(text: str, most: int, *, signed: bool = False) -> list[int]:
    found = []
    for piece in text.split(",") if text else ():
        digits = piece.lstrip("+-") if signed else piece
        number = _whole(digits, most)
        found.append(-number if piece.startswith("-") else number)
    return found
