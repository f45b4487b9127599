"""Money: what holds for any amounts, not only for those of the examples."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.amounts import Amount
from projects.cases.plan import CostItem
from projects.intake.sums import (
    FIXED,
    FULL,
    GAP,
    RATE,
    SHARE,
    TOO_FEW_COSTS,
    UNBALANCED,
    UNEQUAL,
    misfits,
)
from projects.programmes.fields import EuroField
from tests.factories import projects as make

CENTS = st.integers(min_value=1, max_value=10**9)


@settings(max_examples=50, deadline=None)
@given(CENTS, CENTS)
def test_what_is_paid_whole_equals_the_costs(asked: int, more: int) -> None:
    for financing in (FULL, GAP):
        known = {"financing": financing, "rate": 100, "asked": asked, "others": None}
        assert misfits(costs=asked, **known) == []  # type: ignore[arg-type]
        assert misfits(costs=asked + more, **known) == [UNEQUAL]  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(CENTS, CENTS, CENTS)
def test_costs_equal_the_grant_and_other_money(asked: int, others: int, more: int) -> None:
    def found(costs: int) -> list[str]:
        return misfits(financing=FULL, rate=100, asked=asked, costs=costs, others=others)

    assert found(asked + others) == []
    assert found(asked + others + more) == [UNBALANCED]


@settings(max_examples=50, deadline=None)
@given(CENTS, st.integers(1, 99))
def test_a_share_is_never_exceeded(costs: int, rate: int) -> None:
    def found(asked: int) -> list[str]:
        return misfits(financing=SHARE, rate=rate, asked=asked, costs=costs, others=None)

    most = costs * rate // 100
    assert found(most) == []
    assert found(most + 1) == [RATE]


@settings(max_examples=50, deadline=None)
@given(CENTS, CENTS)
def test_a_fixed_sum_is_never_more_than_the_costs(costs: int, more: int) -> None:
    def found(asked: int) -> list[str]:
        return misfits(financing=FIXED, rate=100, asked=asked, costs=costs, others=None)

    assert found(costs) == []
    assert found(costs + more) == [TOO_FEW_COSTS]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**13))
def test_an_amount_survives_the_form(cents: int) -> None:
    field = EuroField(required=False)
    assert field.clean(Amount(cents).plain()) == cents
    assert field.clean(str(Amount(cents))) == cents
    assert field.clean(field.prepare_value(cents)) == cents
    assert not field.has_changed(cents, Amount(cents).plain())


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_a_message(text: str) -> None:
    from django.core.exceptions import ValidationError

    try:
        cents = EuroField(required=False).clean(text)
    except ValidationError as error:
        assert error.messages
    else:
        assert cents is None or 0 <= cents <= 10**13


@pytest.mark.django_db
def test_the_database_refuses_what_makes_no_sense() -> None:
    from portal.kernel import clock

    with clock.frozen("2026-11-22 10:00"):
        case = make.draft()
    wrong: list[dict[str, Any]] = [
        {"amount_cents": -1},
        {"starts_on": date(2027, 5, 2), "ends_on": date(2027, 5, 1)},
        {"state": "submitted"},
        {"number": "LKS-2026-0001"},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            type(case).objects.filter(pk=case.pk).update(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        CostItem.objects.create(case=case, amount_cents=-1)
