"""Interest day by day: worked examples, and what holds for every claim."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import clock
from projects.payments.models_payments import Disbursement
from projects.recoveries.interest import (
    MissingRateError,
    Step,
    Terms,
    half_year_of,
    parts_of,
    periods,
    principal_on,
    total,
)
from projects.recoveries.queries import disbursements_of
from tests.factories import payments as paying

BASE = {
    "2022-07-01": -88,
    "2023-01-01": 162,
    "2023-07-01": 312,
    "2024-01-01": 362,
    "2024-07-01": 337,
    "2025-01-01": 227,
    "2025-07-01": 127,
}
TERMS = Terms({date.fromisoformat(first): rate for first, rate in BASE.items()}, 500)
DAYS = st.dates(date(2022, 7, 1), date(2025, 12, 31))
CENTS = st.integers(1, 10**9)
STEPS = st.lists(st.builds(Step, DAYS, CENTS), min_size=1, max_size=5)


def day(text: str) -> date:
    return date.fromisoformat(text)


def one(cents: int, start: str) -> list[Step]:
    return [Step(day(start), cents)]


@pytest.mark.parametrize(
    ("cents", "start", "until", "lines"),
    [
        # 1.000 € over a whole year of 365 days: 181 days at 7.27 %, 184 at 6.27 %.
        (100_000, "2025-01-01", "2025-12-31", [(181, 727, 3605), (184, 627, 3161)]),
        # A leap year has 366 days: 182 at 8.62 %, 184 at 8.37 %.
        (100_000, "2024-01-01", "2024-12-31", [(182, 862, 4286), (184, 837, 4208)]),
        # Over the turn of the year and from a rate below zero to one above.
        (50_000, "2022-12-31", "2023-01-01", [(1, 412, 6), (1, 662, 9)]),
        (100_000, "2025-03-15", "2025-03-15", [(1, 727, 20)]),
        (100_000, "2025-03-16", "2025-03-15", []),
    ],
)
def test_worked_examples(
    cents: int, start: str, until: str, lines: list[tuple[int, int, int]]
) -> None:
    found = periods(one(cents, start), [], day(until), TERMS)
    assert [(each.days, each.rate, each.cents) for each in found] == lines
    assert total(found) == sum(line[2] for line in lines)


def test_a_part_payment_counts_from_the_day_after() -> None:
    found = periods(
        one(100_000, "2025-01-01"), [Step(day("2025-01-31"), 40_000)], day("2025-02-28"), TERMS
    )
    assert [(each.principal, each.first, each.last) for each in found] == [
        (100_000, day("2025-01-01"), day("2025-01-31")),
        (60_000, day("2025-02-01"), day("2025-02-28")),
    ]
    # 1.000 € × 7.27 % × 31 / 365 = 6.1745 €; 600 € × 7.27 % × 28 / 365 = 3.3462 €.
    assert [each.cents for each in found] == [617, 335]


def test_what_is_paid_bears_none() -> None:
    paid = [Step(day("2025-01-10"), 100_000)]
    found = periods(one(100_000, "2025-01-01"), paid, day("2025-12-31"), TERMS)
    assert [(each.days, each.last) for each in found] == [(10, day("2025-01-10"))]


def test_a_rate_that_nobody_entered_is_not_guessed() -> None:
    with pytest.raises(MissingRateError) as found:
        periods(one(100, "2025-12-31"), [], day("2026-01-01"), TERMS)
    assert found.value.first_day == day("2026-01-01")
    with pytest.raises(MissingRateError):
        periods(one(100, "2022-06-30"), [], day("2022-07-01"), TERMS)


def test_a_rate_below_zero_is_none() -> None:
    low = Terms({day("2025-01-01"): -600}, 500)
    assert total(periods(one(10**9, "2025-01-01"), [], day("2025-06-30"), low)) == 0


def test_half_a_cent_counts_as_one() -> None:
    # 73.000 cents × 0.01 % × 25 / 365 = 0.5 cents.
    terms = Terms({day("2025-01-01"): 1}, 0)
    found = periods(one(73_000, "2025-01-01"), [], day("2025-01-25"), terms)
    assert [each.exact for each in found] == [Fraction(1, 2)]
    assert total(found) == 1


def test_the_money_paid_last_is_claimed_first() -> None:
    paid = [Step(day("2025-01-10"), 60_000), Step(day("2025-06-10"), 40_000)]
    assert parts_of(50_000, paid, day("2025-01-01")) == [
        Step(day("2025-06-10"), 40_000),
        Step(day("2025-01-10"), 10_000),
    ]
    assert parts_of(50_000, paid, day("2025-08-01")) == [
        Step(day("2025-08-01"), 40_000),
        Step(day("2025-08-01"), 10_000),
    ]
    assert parts_of(500, [], day("2025-08-01")) == [Step(day("2025-08-01"), 500)]


def test_half_years() -> None:
    assert half_year_of(day("2025-06-30")) == day("2025-01-01")
    assert half_year_of(day("2025-07-01")) == day("2025-07-01")
    assert half_year_of(day("2025-12-31")) == day("2025-07-01")


def exact(parts: list[Step], paid: list[Step], until: date) -> Fraction:
    return sum((each.exact for each in periods(parts, paid, until, TERMS)), Fraction(0))


@given(STEPS, st.lists(st.builds(Step, DAYS, CENTS), max_size=4), DAYS)
def test_every_day_is_counted_once(parts: list[Step], paid: list[Step], until: date) -> None:
    """As the sum over single days says it, whatever the periods are."""
    found = periods(parts, paid, until, TERMS)
    counted = {}
    for each in found:
        for number in range(each.days):
            on = each.first + timedelta(days=number)
            assert on not in counted
            counted[on] = each.principal
    first = min(part.day for part in parts)
    every = [first + timedelta(days=n) for n in range(max((until - first).days + 1, 0))]
    owed = {on: owes for on in every if (owes := principal_on(on, parts, paid))}
    assert counted == owed


@given(CENTS, DAYS, DAYS, DAYS)
def test_additive_over_a_split_at_any_day(cents: int, one: date, two: date, three: date) -> None:
    start, split, until = sorted((one, two, three))
    whole = periods([Step(start, cents)], [], until, TERMS)
    before = periods([Step(start, cents)], [], split, TERMS)
    after = periods([Step(split + timedelta(days=1), cents)], [], until, TERMS)
    assert sum(each.exact for each in whole) == sum(each.exact for each in (*before, *after))
    # Rounded, one more cut moves at most a cent.
    assert abs(total(whole) - total(before) - total(after)) <= 1


@given(STEPS, DAYS)
def test_nothing_before_the_first_day(parts: list[Step], until: date) -> None:
    moved = [Step(max(part.day, until + timedelta(days=1)), part.cents) for part in parts]
    assert periods(moved, [], until, TERMS) == []


@given(STEPS, st.lists(st.builds(Step, DAYS, CENTS), max_size=4), DAYS, DAYS, CENTS)
def test_monotone(parts: list[Step], paid: list[Step], one: date, two: date, more: int) -> None:
    early, late = sorted((one, two))
    assert exact(parts, paid, early) <= exact(parts, paid, late)
    assert exact(parts, paid, late) <= exact([*parts, Step(early, more)], paid, late)
    assert exact(parts, [*paid, Step(early, more)], late) <= exact(parts, paid, late)
    assert exact(parts, paid, late) >= 0


@given(CENTS, st.lists(st.builds(Step, DAYS, CENTS), max_size=5), DAYS)
def test_the_parts_make_up_the_claim(cents: int, payments: list[Step], since: date) -> None:
    found = parts_of(cents, payments, since)
    assert sum(part.cents for part in found) == cents
    assert all(part.day >= since and part.cents > 0 for part in found)


@pytest.mark.django_db
def test_interest_begins_when_the_money_left_not_when_somebody_noted_it() -> None:
    with clock.frozen("2026-11-02 10:00"):
        payment = paying.certified()
        paying.ordered(payment)
    with clock.frozen("2026-11-20 10:00"):
        paid = paying.executed(Disbursement.objects.get(pk=payment.pk), on=date(2026, 11, 3))
    assert disbursements_of(paid.case) == [Step(date(2026, 11, 3), paid.cents)]
