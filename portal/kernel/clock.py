"""The one source of "now": tests set it, the rest of the portal only reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
_frozen: datetime | None = None


def now() -> datetime:
    """The current moment as an aware datetime (UTC)."""
    return _frozen or datetime.now(UTC)


def local(moment: datetime | None = None) -> datetime:
    """A moment (default: now) in Europe/Berlin, the time that deadlines are written in."""
    return (moment or now()).astimezone(BERLIN)


def today() -> date:
    """The current calendar day in Europe/Berlin."""
    return local().date()


@contextmanager
def frozen(moment: datetime | str) -> Iterator[datetime]:
    """Stop the clock at a moment (tests only); a naive one is read as Europe/Berlin."""
    global _frozen
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    if at.tzinfo is None:
        at = at.replace(tzinfo=BERLIN)
    before, _frozen = _frozen, at.astimezone(UTC)
    try:
        yield _frozen
    finally:
        _frozen = before
