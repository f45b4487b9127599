"""When dates take place: rules, changes of clocks, exceptions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.events import recurrence, rules
from home.events.recurrence import Change, Schedule, expand
from portal.kernel import clock
from portal.kernel.clock import BERLIN
from tests.factories.home_events import at

NOW = "2026-11-22 10:00"
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(NOW):
        yield


def starts(schedule: Schedule, first: str, last: str) -> list[str]:
    found = expand(schedule, at(first), at(last))
    return [f"{entry.start:%Y-%m-%d %H:%M}" for entry in found]


# --- the rule -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", ["2026-10-24 02:30", "2026-10-25 02:30", "2026-10-26 02:30"]),
        ("FREQ=WEEKLY;BYDAY=SA", ["2026-10-24 02:30", "2026-10-31 02:30"]),
        ("FREQ=MONTHLY;BYDAY=4SA", ["2026-10-24 02:30", "2026-11-28 02:30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=24", ["2026-10-24 02:30", "2026-11-24 02:30"]),
        ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=24", ["2026-10-24 02:30", "2027-10-24 02:30"]),
    ],
)
def test_wall_clock_time_stays_when_clocks_change(rule: str, expected: list[str]) -> None:
    schedule = Schedule(at("2026-10-24 02:30"), rule=rule)
    found = starts(schedule, "2026-10-24 00:00", "2028-01-01 00:00")
    assert found[: len(expected)] == expected


def test_a_time_that_the_spring_skips_moves_on_an_hour() -> None:
    schedule = Schedule(at("2026-03-28 02:30"), rule="FREQ=DAILY")
    assert starts(schedule, "2026-03-28 00:00", "2026-03-31 00:00") == [
        "2026-03-28 02:30",
        "2026-03-29 03:30",
        "2026-03-30 02:30",
    ]


def test_every_occurrence_lasts_as_long_as_the_first() -> None:
    night = Schedule(at("2026-10-23 22:00"), at("2026-10-24 06:00"), rule="FREQ=DAILY")
    for entry in expand(night, at("2026-10-23 00:00"), at("2026-10-27 00:00")):
        assert entry.end is not None
        lasted = entry.end.timestamp() - entry.start.timestamp()
        assert lasted == timedelta(hours=8).total_seconds()


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "unreadable"),
        ("weekly", "unreadable"),
        ("FREQ=HOURLY", "frequency"),
        ("FREQ=WEEKLY;BYDAY=XX", "weekday"),
        ("FREQ=WEEKLY;BYDAY=2TU", "weekday"),
        ("FREQ=WEEKLY;FREQ=DAILY", "unreadable"),
        ("FREQ=DAILY;INTERVAL=0", "number"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "number"),
        ("FREQ=DAILY;COUNT=-1", "number"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "unsupported"),
        ("FREQ=DAILY;UNTIL=20270231", "date"),
        ("FREQ=DAILY;UNTIL=morgen", "date"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYSETPOS=5;BYMONTHDAY=1", "unsupported"),
        ("FREQ=MONTHLY;BYMONTHDAY=\x00", "number"),
        ("FREQ=MONTHLY;BYMONTHDAY=٣", "number"),
        ("F" * 100_000, "too_long"),
    ],
)
def test_rules_that_the_portal_does_not_follow(rule: str, code: str) -> None:
    with pytest.raises(rules.RuleError) as refused:
        rules.parse(rule)
    assert refused.value.code == code


schedules = st.builds(
    lambda start, rhythm, interval, minutes: Schedule(
        start,
        start + timedelta(minutes=minutes),
        rule=rhythm.format(interval=interval, weekday=WEEKDAYS[start.weekday()], day=start.day),
    ),
    st.builds(
        lambda day, clock_time: datetime.combine(day, clock_time, BERLIN),
        st.dates(date(2004, 1, 1), date(2026, 12, 31)),
        st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0)),
    ),
    st.sampled_from(
        [
            "FREQ=DAILY;INTERVAL={interval}",
            "FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}",
            "FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={day}",
            "FREQ=YEARLY",
        ]
    ),
    st.integers(1, 8),
    st.integers(0, 600),
)


@settings(max_examples=50, deadline=None)
@given(schedules, st.dates(date(2004, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_occurrences_lie_in_the_window_and_follow_the_clock(
    schedule: Schedule, first: date, days: int
) -> None:
    after = datetime.combine(first, datetime.min.time(), BERLIN)
    before = after + timedelta(days=days)
    found = expand(schedule, after, before)
    assert found == sorted(found, key=lambda entry: entry.start)
    for entry in found:
        assert entry.over_at > after
        assert entry.start < before
        planned = recurrence.local(schedule.start).time()
        shifted = (datetime.combine(first, planned) + timedelta(hours=1)).time()
        assert entry.start.time() in {planned, shifted}
    # Near windows together give the wide one: expanding is the same wherever one begins.
    middle = after + timedelta(days=days // 2)
    split = expand(schedule, after, middle) + [
        entry for entry in expand(schedule, middle, before) if entry.start >= middle
    ]
    assert [entry.start for entry in split] == [entry.start for entry in found]


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 29),
        st.sampled_from([recurrence.SKIPPED, recurrence.CANCELLED, recurrence.MOVED]),
        max_size=10,
    )
)
def test_exceptions_are_honoured(kinds: dict[int, str]) -> None:
    first = date(2026, 11, 1)
    days = {first + timedelta(days=n): kind for n, kind in kinds.items()}
    changes = {
        day: Change(kind, at(f"{day} 21:00") if kind == recurrence.MOVED else None, note="Grund")
        for day, kind in days.items()
    }
    schedule = Schedule(at("2026-11-01 17:00"), rule="FREQ=DAILY", changes=changes)
    found = {
        entry.planned_on: entry
        for entry in expand(schedule, at("2026-11-01 00:00"), at("2026-12-01 00:00"))
    }
    for number in range(30):
        day = first + timedelta(days=number)
        kind = days.get(day, recurrence.PLANNED)
        if kind == recurrence.SKIPPED:
            assert day not in found
        else:
            assert found[day].state == kind
            assert found[day].start.hour == (21 if kind == recurrence.MOVED else 17)


def test_a_day_moved_into_the_window_from_outside_appears_once() -> None:
    changes = {date(2026, 11, 24): Change(recurrence.MOVED, at("2027-02-02 17:00"))}
    schedule = Schedule(at("2026-11-24 17:00"), rule="FREQ=WEEKLY;BYDAY=TU", changes=changes)
    found = starts(schedule, "2027-02-01 00:00", "2027-02-08 00:00")
    assert found == ["2027-02-02 17:00", "2027-02-02 17:00"]
    tombstones = expand(
        schedule, at("2026-11-24 00:00"), at("2026-11-25 00:00"), with_moved_away=True
    )
    assert [entry.state for entry in tombstones] == [recurrence.MOVED_AWAY]
    assert starts(schedule, "2026-11-24 00:00", "2026-11-25 00:00") == []
