"""When a date takes place: expands a rule inside a window. No Django here.

Times are wall-clock times of Europe/Berlin: a meeting at 17 Uhr stays at 17 Uhr when the
clocks change; every occurrence lasts as long as the first (RFC 5545, section 3.8.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from home.events import rules
from portal.kernel.clock import BERLIN

PLANNED, CANCELLED, MOVED, MOVED_AWAY, SKIPPED = (
    "planned",
    "cancelled",
    "moved",
    "moved_away",
    "skipped",
)
# How long a date without an end counts as under way.
ASSUMED_LENGTH = timedelta(hours=2)
MOST_OCCURRENCES = 4000
_FREQUENCY: dict[str, Any] = {
    "DAILY": DAILY,
    "WEEKLY": WEEKLY,
    "MONTHLY": MONTHLY,
    "YEARLY": YEARLY,
}
_STEP = {"DAILY": 1, "WEEKLY": 7}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one occurrence: skipped, cancelled, or moved to another start."""

    kind: str
    new_start: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """First start and end (aware), rule, last day of the series and the changes by day."""

    start: datetime
    end: datetime | None = None
    all_day: bool = False
    rule: str = ""
    until: date | None = None
    status: str = PLANNED
    moved_to: datetime | None = None
    changes: Mapping[date, Change] = field(default_factory=dict, hash=False)

    @property
    def length(self) -> timedelta:
        """How long each occurrence lasts; zero where no end is known."""
        if not self.end:
            return timedelta(0)
        # In UTC: datetimes of one zone would be subtracted as wall-clock times.
        return max(self.end.astimezone(UTC) - self.start.astimezone(UTC), timedelta(0))


class Occurrence(NamedTuple):
    """One time that a date takes place (aware, Europe/Berlin) and what became of it."""

    start: datetime
    end: datetime | None
    all_day: bool
    planned_on: date
    state: str = PLANNED
    other: datetime | None = None
    note: str = ""

    @property
    def over_at(self) -> datetime:
        """The moment from which the occurrence is past."""
        if self.all_day:
            last = (self.end or self.start).astimezone(BERLIN).date()
            return datetime.combine(last + timedelta(days=1), time.min, BERLIN)
        return self.end or self.start + ASSUMED_LENGTH

    @property
    def days(self) -> list[date]:
        """The calendar days it touches (a night until 2 Uhr counts to the evening before)."""
        first, last = self.start.date(), self.start.date()
        if self.end:
            last = self.end.date()
            if not self.all_day and last > first and self.end.hour < 5:
                last -= timedelta(days=1)
        return [first + timedelta(days=n) for n in range(min((last - first).days, 31) + 1)]


def schedule_of(dates: Any, changes: Mapping[date, Change]) -> Schedule:
    """The schedule of a page of a date, or of a row with the same names."""
    return Schedule(
        start=dates.start,
        end=dates.end,
        all_day=dates.all_day,
        rule=rules.of_rhythm(dates.rhythm, local(dates.start), dates.custom_rule),
        until=dates.repeat_until,
        status=dates.status,
        moved_to=dates.moved_to,
        changes=changes,
    )


def expand(
    schedule: Schedule, after: datetime, before: datetime, *, with_moved_away: bool = False
) -> list[Occurrence]:
    """The occurrences not over at `after` that start before `before`, in order of time.

    Skipped ones are left out; one moved elsewhere appears at its new time, at the old one
    only `with_moved_away`.
    """
    days = local(after).date(), local(before).date()
    earliest, latest = after.timestamp(), before.timestamp()
    return [
        occurrence
        for begins, over, occurrence in _of_days(schedule, _moments(schedule), *days)
        if over > earliest
        and begins < latest
        and (with_moved_away or occurrence.state != MOVED_AWAY)
    ]


def planned(schedule: Schedule) -> Occurrence:
    """The first occurrence as planned, changes not asked."""
    return _occurrence(schedule, local(schedule.start))


def bounds(schedule: Schedule) -> tuple[datetime, datetime | None]:
    """First start and last end of a schedule, moves included; no last end for an open series."""
    moved = [change.new_start for change in schedule.changes.values() if change.new_start]
    moved += [schedule.moved_to] if schedule.moved_to else []
    first = min([schedule.start, *moved])
    if schedule.rule and not schedule.until and "COUNT" not in rules.parse(schedule.rule):
        return first, None
    starts = list(_starts(schedule, schedule.start, None)) or [schedule.start]
    ends = [_occurrence(schedule, start).over_at for start in [max(starts), *moved]]
    return first, max(ends)


def _moments(schedule: Schedule) -> tuple[float, ...]:
    """All moments of a schedule: in the hour that comes twice, two of them may count as equal."""
    moments = [schedule.start, schedule.end, schedule.moved_to]
    moments += [change.new_start for change in schedule.changes.values()]
    return tuple(each.timestamp() if each else 0 for each in moments)


@lru_cache(maxsize=2048)
def _of_days(
    schedule: Schedule, moments: tuple[float, ...], first: date, last: date
) -> tuple[tuple[float, float, Occurrence], ...]:
    """Begin and end (seconds) of all that touches some days, in order of time.

    Remembered, as it depends on nothing but its arguments: lists ask the same all day long.
    """
    after = datetime.combine(first, time.min, BERLIN)
    before = datetime.combine(last + timedelta(days=1), time.min, BERLIN)
    found = sorted(_all(schedule, after, before), key=lambda occurrence: occurrence.start)
    return tuple((each.start.timestamp(), each.over_at.timestamp(), each) for each in found)


def _all(schedule: Schedule, after: datetime, before: datetime) -> Iterator[Occurrence]:
    reach = after - max(schedule.length, ASSUMED_LENGTH) - timedelta(days=1)
    seen: set[date] = set()
    for start in _starts(schedule, reach, before):
        change = schedule.changes.get(start.date()) if schedule.rule else _whole(schedule)
        seen.add(start.date())
        yield from _changed(schedule, start, change)
    # Occurrences moved into the window from a day outside it.
    if not schedule.rule:
        if schedule.moved_to and not seen:
            yield from _changed(schedule, schedule.start, _whole(schedule))
        return
    for day, change in schedule.changes.items():
        if change.kind == MOVED and day not in seen and takes_place(schedule, day):
            yield from _changed(schedule, on_day(schedule, day), change)


def takes_place(schedule: Schedule, day: date) -> bool:
    """Whether the rule names that day (changes not asked)."""
    start = datetime.combine(day, time.min, BERLIN)
    return any(s.date() == day for s in _starts(schedule, start, start + timedelta(days=1)))


def _whole(schedule: Schedule) -> Change | None:
    """The change of a date that takes place once, which is its status."""
    return None if schedule.status == PLANNED else Change(schedule.status, schedule.moved_to)


def _changed(schedule: Schedule, start: datetime, change: Change | None) -> Iterator[Occurrence]:
    kind = change.kind if change else PLANNED
    if schedule.status == CANCELLED and kind != SKIPPED:
        kind = CANCELLED
    note = change.note if change else ""
    if kind == MOVED and change and change.new_start:
        to = local(change.new_start)
        yield _occurrence(schedule, to, start.date(), MOVED, start, note)
        yield _occurrence(schedule, start, start.date(), MOVED_AWAY, to, note)
    elif kind != SKIPPED:
        yield _occurrence(schedule, start, start.date(), kind, None, note)


def _occurrence(
    schedule: Schedule,
    start: datetime,
    planned_on: date | None = None,
    state: str = PLANNED,
    other: datetime | None = None,
    note: str = "",
) -> Occurrence:
    begin = start if start.tzinfo is BERLIN else local(start)
    end = local(begin.astimezone(UTC) + schedule.length) if schedule.end else None
    if end and schedule.all_day:
        days = (local(schedule.end or end).date() - local(schedule.start).date()).days
        end = datetime.combine(begin.date() + timedelta(days=days), end.time(), BERLIN)
    return Occurrence(begin, end, schedule.all_day, planned_on or begin.date(), state, other, note)


def local(moment: datetime) -> datetime:
    """The moment in Europe/Berlin; a wall-clock time that the change of clocks skips moves on."""
    return moment.astimezone(UTC).astimezone(BERLIN)


def on_day(schedule: Schedule, day: date) -> datetime:
    """The planned start on a day of the series."""
    return datetime.combine(day, local(schedule.start).time(), BERLIN)


def _starts(schedule: Schedule, after: datetime, before: datetime | None) -> Iterator[datetime]:
    """Planned starts from `after` to `before` (open: to the end of the series)."""
    first = local(schedule.start).replace(tzinfo=None)
    if not schedule.rule:
        yield local(schedule.start)
        return
    parts = rules.parse(schedule.rule)
    last = datetime.combine(schedule.until, time.max) if schedule.until else None
    limit = before.astimezone(BERLIN).replace(tzinfo=None) if before else None
    stops = [moment for moment in (last, limit) if moment]
    begin = _near(first, after.astimezone(BERLIN).replace(tzinfo=None), parts)
    rule: Any = rrule(
        _FREQUENCY[parts["FREQ"]],
        dtstart=begin,
        interval=int(parts.get("INTERVAL", "1")),
        wkst=0,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=min(stops) if stops and "COUNT" not in parts else None,
        byweekday=_weekdays(parts.get("BYDAY", "")),
        bymonthday=_integers(parts.get("BYMONTHDAY", "")),
        bymonth=_integers(parts.get("BYMONTH", "")),
    )
    floor = after.astimezone(BERLIN).replace(tzinfo=None)
    for number, moment in enumerate(rule):
        if number >= MOST_OCCURRENCES or (stops and moment > min(stops)):
            return
        if moment >= floor:
            yield local(moment.replace(tzinfo=BERLIN))


def _near(first: datetime, after: datetime, parts: Mapping[str, str]) -> datetime:
    """A start of the same rhythm shortly before `after`, so that old series expand quickly."""
    step = _STEP.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    if not step or "COUNT" in parts or after <= first:
        return first
    return first + timedelta(days=max((after - first).days // step - 1, 0) * step)


def _weekdays(text: str) -> list[weekday] | None:
    days = [
        weekday(rules.DAYS.index(day[-2:]), int(day[:-2]) if day[:-2] else None)
        for day in (text.split(",") if text else ())
    ]
    return days or None


def _integers(text: str) -> list[int] | None:
    return [int(piece) for piece in text.split(",")] if text else None
