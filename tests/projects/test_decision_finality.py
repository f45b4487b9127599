"""Delivery and finality: days and months as the law counts them, holidays of NRW, words of sums."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.decision import finality as rule
from projects.decision.words import euro_words, number_words

USUAL, FREE = rule.Rules(), rule.free_days_of("NW")
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("sent", "delivered", "last"),
    [
        ("2026-12-01", "2026-12-07", "2027-01-07"),  # the fifth is a Saturday
        ("2027-01-04", "2027-01-08", "2027-02-08"),
        ("2026-12-22", "2026-12-28", "2027-01-28"),  # on the second day of Christmas
        ("2027-01-26", "2027-02-01", "2027-03-01"),  # the thirtieth is a Saturday
        ("2027-01-25", "2027-01-29", "2027-03-01"),  # no 29 February; the 28th is a Sunday
        ("2028-01-25", "2028-01-31", "2028-02-29"),  # leap year
        ("2027-03-22", "2027-03-30", "2027-04-30"),  # Good Friday to Easter Monday
        ("2026-05-27", "2026-06-01", "2026-07-01"),
        ("2027-04-23", "2027-04-27", "2027-05-28"),  # the 27th is Corpus Christi, free in NRW
    ],
)
def test_by_post_within_a_month(sent: str, delivered: str, last: str) -> None:
    found = rule.delivered_on(rule.Sending(rule.POST, day(sent)), USUAL, FREE)
    assert found == day(delivered)
    assert rule.remedy_ends_on(found, USUAL, FREE, informed=True) == day(last)
    assert rule.final_on(found, USUAL, FREE, informed=True) == day(last) + timedelta(days=1)


def test_a_delivery_that_does_not_move() -> None:
    fixed = rule.Rules(moves_delivery=False)
    sending = rule.Sending(rule.POST, day("2026-12-01"))
    assert rule.delivered_on(sending, fixed, FREE) == day("2026-12-05")
    assert rule.remedy_ends_on(day("2026-12-05"), fixed, FREE, informed=True) == day("2027-01-05")


@pytest.mark.parametrize(
    ("retrieved", "delivered"),
    [
        ("2027-01-04", "2027-01-05"),
        ("2027-01-08", "2027-01-09"),  # a Saturday counts: nothing has to be done on it
        ("2027-01-14", "2027-01-15"),  # the tenth day is the last one
        ("2027-01-15", None),
        (None, None),
    ],
)
def test_in_the_portal(retrieved: str | None, delivered: str | None) -> None:
    sending = rule.Sending(rule.PORTAL, day("2027-01-04"), day(retrieved) if retrieved else None)
    assert rule.delivered_on(sending, USUAL, FREE) == (day(delivered) if delivered else None)


def test_unretrieved_for_too_long() -> None:
    sending = rule.Sending(rule.PORTAL, day("2027-01-04"))
    assert not rule.is_lapsed(sending, day("2027-01-14"), USUAL)
    assert rule.is_lapsed(sending, day("2027-01-15"), USUAL)
    by_post = rule.Sending(rule.POST, day("2027-01-20"))
    assert not rule.is_lapsed(by_post, day("2028-01-01"), USUAL)
    assert rule.first_delivery([sending, by_post], USUAL, FREE) == day("2027-01-25")
    assert rule.first_delivery([sending], USUAL, FREE) is None


def test_a_wrong_remedy_notice_gives_a_year() -> None:
    assert rule.remedy_ends_on(day("2027-02-03"), USUAL, FREE, informed=False) == day("2028-02-03")
    assert rule.remedy_ends_on(day("2028-02-29"), USUAL, FREE, informed=False) == day("2029-02-28")


def test_holidays_are_those_of_the_state() -> None:
    # All Saints is a holiday in NRW, the Reformation is not; in Lower Saxony it is the reverse.
    assert FREE(day("2027-11-01"))
    assert not FREE(day("2028-10-31"))
    assert rule.free_days_of("NI")(day("2028-10-31"))


@given(DAYS, st.integers(0, 30), st.integers(1, 24), st.booleans())
def test_finality_never_comes_early(sent: date, days: int, months: int, is_portal: bool) -> None:
    numbers = rule.Rules(post_days=days, portal_days=days, remedy_months=months)
    way = rule.PORTAL if is_portal else rule.POST
    found = rule.delivered_on(rule.Sending(way, sent, sent), numbers, FREE)
    assert found is not None
    assert found >= sent + timedelta(days=days)
    last = rule.remedy_ends_on(found, numbers, FREE, informed=True)
    assert not FREE(last)
    assert last >= rule.months_later(found, months) > found
    assert last - rule.months_later(found, months) <= timedelta(days=5)
    assert rule.final_on(found, numbers, FREE, informed=True) > last


@given(DAYS, st.integers(0, 36))
def test_months_keep_the_day_or_take_the_last(start: date, months: int) -> None:
    end = rule.months_later(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(DAYS, DAYS, st.integers(1, 24))
def test_later_sent_is_never_final_earlier(one: date, other: date, months: int) -> None:
    numbers = rule.Rules(remedy_months=months)
    early, late = sorted((one, other))
    ends = [
        rule.final_on(found, numbers, FREE, informed=True)
        for each in (early, late)
        if (found := rule.delivered_on(rule.Sending(rule.POST, each), numbers, FREE))
    ]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "null Euro"),
        (100, "ein Euro"),
        (1_250, "zwölf Euro und fünfzig Cent"),
        (2_101, "einundzwanzig Euro und ein Cent"),
        (155_000, "eintausendfünfhundertfünfzig Euro"),
        (1_000_000, "zehntausend Euro"),
        (10_100, "einhundertein Euro"),
        (
            12_345_678,
            "einhundertdreiundzwanzigtausendvierhundertsechsundfünfzig Euro und "
            "achtundsiebzig Cent",
        ),
        (100_000_000, "eine Million Euro"),
        (10**13, "einhundert Milliarden Euro"),
    ],
)
def test_amounts_in_words(cents: int, words: str) -> None:
    assert euro_words(cents) == words


def test_what_has_no_words() -> None:
    for number in (-1, 10**12):
        with pytest.raises(ValueError, match=str(number)):
            number_words(number)
