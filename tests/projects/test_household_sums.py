"""Figures and lights of the own budget."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.household import sums
from projects.household.sums import EXPENDITURE, INCOME, LIGHTS, SIDES, Figures, Limits, Outlook

CENTS = st.integers(0, 10**9)
SOME = st.builds(
    sums.figures,
    st.sampled_from(SIDES),
    original=CENTS,
    plan=CENTS,
    actual=CENTS,
    outlook=st.none() | st.builds(Outlook, CENTS, CENTS),
    is_over=st.booleans(),
)
LIMITS = st.builds(
    lambda a, b, c, d: Limits(min(a, b), max(a, b), max(c, d), min(c, d)),
    *[st.integers(0, 1000)] * 4,
)


@given(st.lists(SOME, max_size=8), st.randoms())
def test_sums_of_positions_lose_no_cent_in_any_order(parts: list[Figures], random: Any) -> None:
    whole = sums.added(parts)
    assert whole == sums.added(random.sample(parts, len(parts)))
    assert whole.expected == sum(part.expected for part in parts)
    assert whole.further == whole.expected - whole.actual
    assert all(part.actual <= part.expected for part in parts)
    assert all(part.unspent >= 0 for part in parts)


@given(st.sampled_from(SIDES), SOME, LIMITS, CENTS)
def test_lights_only_get_worse_the_wrong_way(
    side: str, money: Figures, limits: Limits, more: int
) -> None:
    """More expenditure never calms the light, more income never alarms it."""
    then = Figures(money.original, money.plan, money.actual, money.expected, money.judged + more)
    before = LIGHTS.index(sums.light(side, money, limits))
    after = LIGHTS.index(sums.light(side, then, limits))
    assert after >= before if side == EXPENDITURE else after <= before


@given(CENTS, CENTS, CENTS, CENTS)
def test_what_is_booked_after_a_forecast_is_part_of_it(
    plan: int, booked: int, further: int, later: int
) -> None:
    outlook = Outlook(booked, further)
    money = sums.figures(
        EXPENDITURE, original=plan, plan=plan, actual=booked + later, outlook=outlook
    )
    assert money.expected == booked + max(further, later)


@pytest.mark.parametrize(
    ("side", "plan", "actual", "outlook", "expected", "light"),
    [
        (EXPENDITURE, 1000, 0, None, 1000, "green"),
        (EXPENDITURE, 1000, 900, None, 1000, "green"),
        (EXPENDITURE, 1000, 901, None, 1000, "yellow"),
        (EXPENDITURE, 1000, 1001, None, 1001, "red"),
        (EXPENDITURE, 1000, 100, Outlook(100, 850), 950, "yellow"),
        (EXPENDITURE, 1000, 100, Outlook(100, 901), 1001, "red"),
        (EXPENDITURE, 0, 0, None, 0, "green"),
        (EXPENDITURE, 0, 1, None, 1, "red"),
        (INCOME, 1000, 0, None, 1000, "green"),
        (INCOME, 1000, 500, Outlook(500, 499), 999, "yellow"),
        (INCOME, 1000, 500, Outlook(500, 399), 899, "red"),
        (INCOME, 0, 0, None, 0, "green"),
    ],
)
def test_lights_by_the_usual_limits(
    side: str, plan: int, actual: int, outlook: Outlook | None, expected: int, light: str
) -> None:
    money = sums.figures(side, original=plan, plan=plan, actual=actual, outlook=outlook)
    assert (money.expected, sums.light(side, money, Limits())) == (expected, light)


def test_a_closed_year_expects_what_is_booked() -> None:
    outlook = Outlook(0, 900)
    money = sums.figures(
        INCOME, original=1000, plan=1000, actual=300, outlook=outlook, is_over=True
    )
    assert (money.expected, sums.light(INCOME, money, Limits())) == (300, "red")


@pytest.mark.parametrize(
    ("last", "promised", "received", "standing"),
    [
        ("", 0, 0, "open"),
        ("asked", 0, 0, "asked"),
        ("promised", 500, 0, "promised"),
        ("promised", 500, 100, "partly_received"),
        ("promised", 500, 500, "received"),
        ("refused", 0, 0, "refused"),
    ],
)
def test_how_third_party_money_stands(
    last: str, promised: int, received: int, standing: str
) -> None:
    assert sums.standing(last, promised, received) == standing
