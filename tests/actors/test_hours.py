"""Opening hours: German holidays, words, and whatever editors type."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actors.organisations.hours import HoursError, is_holiday, read_hours, status, week
from actors.organisations.validators import check_hours
from actors.organisations.wording import now_line, week_lines
from portal.kernel import clock

OFFICE = "Mo-Fr 09:00-12:30, Th 14:00-18:00; PH off"
ALWAYS = "24/7"


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        ("2026-11-23 08:59", False, "2026-11-23 09:00"),
        ("2026-11-23 09:00", True, "2026-11-23 12:30"),
        ("2026-11-23 12:30", False, "2026-11-24 09:00"),
        ("2026-11-26 13:00", False, "2026-11-26 14:00"),
        ("2026-11-27 13:00", False, "2026-11-30 09:00"),
        # Nationwide holidays: Christmas runs into a weekend, Easter Monday ends one.
        ("2026-12-25 10:00", False, "2026-12-28 09:00"),
        ("2026-04-03 10:00", False, "2026-04-07 09:00"),
        ("2026-10-02 13:00", False, "2026-10-05 09:00"),
        # Only in North Rhine-Westphalia (and some others): Corpus Christi, All Saints' Day.
        ("2026-06-03 13:00", False, "2026-06-05 09:00"),
        ("2026-06-04 10:00", False, "2026-06-05 09:00"),
        ("2027-11-01 10:00", False, "2027-11-02 09:00"),
        # No holiday here: Epiphany, Assumption Day, Reformation Day.
        ("2027-01-06 10:00", True, "2027-01-06 12:30"),
        ("2025-10-31 10:00", True, "2025-10-31 12:30"),
        # New Year is seen from the old one, and the clock change on a Sunday hurts nothing.
        ("2026-12-31 19:00", False, "2027-01-04 09:00"),
        ("2026-10-23 19:00", False, "2026-10-26 09:00"),
    ],
)
def test_holidays_of_the_region_are_closed(moment: str, is_open: bool, change: str) -> None:
    with clock.frozen(moment):
        current = status(OFFICE)
    assert current is not None
    assert current.is_open is is_open
    assert current.change == datetime.fromisoformat(change).replace(tzinfo=clock.BERLIN)


def test_a_place_may_open_on_holidays_only() -> None:
    with clock.frozen("2026-06-04 15:00"):
        assert status("PH 14:00-17:00").is_open is True
        assert status("Su,PH 14:00-17:00").is_open is True
        assert status("Su 14:00-17:00").is_open is False


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 10:00", "Open now, until 12:30"),
        ("2026-11-23 08:00", "Closed, opens today at 9:00"),
        ("2026-11-22 08:00", "Closed, opens tomorrow at 9:00"),
        ("2026-11-27 13:00", "Closed, opens on Monday at 9:00"),
        ("2026-06-04 10:00", "Public holiday: closed, opens tomorrow at 9:00"),
    ],
)
def test_the_state_is_said_in_words(moment: str, words: str) -> None:
    with clock.frozen(moment), translation.override("en"):
        line = now_line(OFFICE)
    assert line is not None
    assert line.text == words


def test_what_is_not_regular_is_said_too() -> None:
    with clock.frozen("2026-11-23 10:00"), translation.override("en"):
        assert now_line("") is None
        assert now_line("   ") is None
        assert now_line("nonsense") is None
        assert now_line(ALWAYS).text == "Open around the clock"
        assert now_line("off").text == "Closed"
        assert now_line("Mo-Su unknown").text == "By arrangement"
        assert now_line('Mo-Su unknown "please ring"').text == "please ring"
        assert now_line('Mo-Fr 09:00-17:00 "with appointment"').text.endswith("(with appointment)")
        assert (
            now_line("2026 Dec 14 09:00-10:00").text == "Closed, opens on 14 December 2026 at 9:00"
        )
        assert now_line("Mo 08:00-24:00; Tu 00:00-06:00").text == "Open now"


def test_the_week_shows_spans_and_holidays() -> None:
    with clock.frozen("2026-12-23 10:00"), translation.override("en"):
        days = week(OFFICE)
        lines = week_lines(OFFICE)
    assert [day.on.day for day in days] == [23, 24, 25, 26, 27, 28, 29]
    assert [len(day.spans) for day in days] == [1, 2, 0, 0, 0, 1, 1]
    assert [day.is_holiday for day in days] == [False, False, True, True, False, False, False]
    assert lines[1].hours == "9:00 to 12:30, 14:00 to 18:00"
    assert (lines[2].hours, lines[2].note) == ("closed", "public holiday")
    assert [line.is_today for line in lines] == [True] + [False] * 6
    assert week(ALWAYS, date(2026, 11, 23))[0].spans
    with translation.override("en"):
        assert week_lines(ALWAYS)[0].hours == "all day"
        assert week_lines("Mo-Su 20:00-26:00")[3].hours == "0:00 to 2:00, 20:00 to midnight"
    assert week("") == week("nonsense") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "cannot be read"),
        ("Mo-Fr 9-17", "cannot be read"),
        ("montags 9 bis 12", "cannot be read"),
        ("Mo-Fr 25:00-26:00", "cannot be read"),
        ("Mo-Fr 09:00-12:00, PH off", "rule of their own"),
        ("Mo-Fr 09:00-12:00 PH off", "rule of their own"),
        ("Mo-Fr 09:00-12:00; SH off", "School holidays"),
        ("Mo-Fr 09:00-12:00\x00", "one line"),
        ("Mo-Fr 09:00-12:00\nSa 10:00-12:00", "one line"),
        ("Mo 09:00-12:00; " * 7000, "one line"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(text: str, hint: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=hint):
        check_hours(text)


@given(st.dates(min_value=date(2003, 1, 1), max_value=date(2040, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_no_holiday_is_missed_in_any_year(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=clock.BERLIN)
    assert status("Mo-Su 09:00-17:00; PH off", noon).is_open is not is_holiday(day)


PIECES = st.sampled_from(
    [
        *("Mo", "Fr", "Su", "PH", "SH", "-", ",", ";", "off", "09:00", "12:30", "26:00", "24/7"),
        *("||", "+", "easter", "2026", "Dec", "week", "[1]", "unknown", "(", ")", " ", '"'),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
@example("easter -9999999999 days 10:00-12:00")
@example("week 53/99999999999")
@example("PH -1 day off")
@settings(max_examples=150, deadline=None)
def test_any_text_is_either_understood_or_refused(text: str) -> None:
    """Never anything else than HoursError, and what is understood can be shown."""
    try:
        read_hours(text, 2026)
    except HoursError:
        return
    with clock.frozen("2026-11-23 10:00"):
        assert len(week(text)) == 7
        assert now_line(text) is not None
