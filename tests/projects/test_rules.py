"""Money and cost lines: what holds for any amounts, not only for those of the examples."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.amounts import Amount
from projects.cases.plan import CostItem
from projects.intake.rules import COSTS, problems
from projects.programmes.fields import EuroField
from tests.factories import projects as make

CENTS = st.integers(min_value=1, max_value=10**9)
PAYABLE = SimpleNamespace(is_eligible=True)


def application(amount: int, lines: list[int], cap: int = 10**12, rate: int = 100) -> Any:
    """A complete application with these amounts, in memory."""
    items = [SimpleNamespace(label="x", category=PAYABLE, amount_cents=cents) for cents in lines]
    period = SimpleNamespace(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    text = dict.fromkeys(
        ["carrier_name", "carrier_kind", "contact_name", "contact_email", "title", "summary"], "x"
    )
    return SimpleNamespace(
        **text,
        theme_id=1,
        consent=True,
        unreadable={},
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        amount_cents=amount,
        rules=SimpleNamespace(cap_cents=cap, rate_percent=rate),
        call=SimpleNamespace(period=period),
        cost_items=SimpleNamespace(all=lambda: items),
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=30))
def test_lines_that_add_up_are_fine(lines: list[int]) -> None:
    assert problems(application(sum(lines), lines)) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=30), st.integers(1, 10**6))
def test_lines_that_do_not_add_up_are_named(lines: list[int], more: int) -> None:
    for amount in (sum(lines) + more, sum(lines) - more):
        if amount > 0:
            found = problems(application(amount, lines))
            assert [problem.field for problem in found] == [COSTS]


@settings(max_examples=50, deadline=None)
@given(CENTS, st.integers(1, 10**9))
def test_the_cap_is_a_limit_to_the_cent(cap: int, more: int) -> None:
    assert problems(application(cap, [cap], cap=cap)) == []
    beyond = problems(application(cap + more, [cap + more], cap=cap))
    assert [problem.field for problem in beyond] == ["amount"]


@settings(max_examples=50, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=10), st.integers(1, 99))
def test_a_share_is_never_exceeded(lines: list[int], rate: int) -> None:
    most = sum(lines) * rate // 100
    if most:
        assert problems(application(most, lines, rate=rate)) == []
    assert COSTS in {p.field for p in problems(application(most + 1, lines, rate=rate))}


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
