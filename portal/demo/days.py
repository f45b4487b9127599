"""When things happen in the demo: so many days from today, or on a week and day of a year."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from portal.kernel import clock

WEEK_DAY = re.compile(r"W\d\d-[1-7](T\d\d:\d\d)?")
"""A week and its day (ISO 8601): it falls on the same day of the week in every year."""


def in_days(days: int) -> date:
    """The day that lies so many days after today."""
    return clock.today() + timedelta(days=days)


def day_of(said: int | date) -> date:
    """A day as a file says it: days from today, or the day itself."""
    return in_days(said) if isinstance(said, int) else said


def moment_of(said: int | datetime, minutes: int = 0) -> datetime:
    """A moment as a file says it: days from now (and some minutes), or the moment itself."""
    if isinstance(said, datetime):
        return said
    return clock.now() + timedelta(days=said, minutes=minutes)


def in_year(said: Any, year: int) -> Any:
    """The content of a file with its weeks and days (`W10-2`, `W10-2T09:30`) read in a year.

    Those with a time become moments in Europe/Berlin, the others days.
    """
    if isinstance(said, dict):
        return {name: in_year(value, year) for name, value in said.items()}
    if isinstance(said, list):
        return [in_year(value, year) for value in said]
    if not isinstance(said, str) or not WEEK_DAY.fullmatch(said):
        return said
    moment = datetime.fromisoformat(f"{year}-{said}").replace(tzinfo=clock.BERLIN)
    return moment if "T" in said else moment.date()
