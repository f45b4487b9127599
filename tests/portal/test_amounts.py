"""Amounts: what people type, arithmetic, display."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.amounts import MAX_CENTS, Amount, AmountError, total


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.550,00", 155000),
        ("1550", 155000),
        ("1 550 €", 155000),
        ("1.550", 155000),
        ("12,5", 1250),
        ("12.50", 1250),
        ("0", 0),
        ("0,01", 1),
        ("1.000.000,99", 100000099),
        ("1550 EUR", 155000),
        ("\u00a01\u202f550,-".replace("-", ""), 155000),
    ],
)
def test_reads_what_people_type(typed: str, cents: int) -> None:
    assert Amount.parse(typed) == Amount(cents)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "format"),
        ("abc", "format"),
        ("-5", "negative"),
        ("1,234", "format"),
        ("1.55.0", "format"),
        ("12,345", "format"),
        ("1" * 15, "too_large"),
        ("9" * 200, "format"),
        ("١٢", "format"),
        ("1e5", "format"),
        ("\x00", "format"),
    ],
)
def test_refuses_what_is_no_amount(typed: str, code: str) -> None:
    with pytest.raises(AmountError) as error:
        Amount.parse(typed)
    assert error.value.code == code


@given(st.integers(min_value=0, max_value=MAX_CENTS))
def test_display_reads_back(cents: int) -> None:
    assert Amount.parse(str(Amount(cents))) == Amount(cents)
    assert Amount.parse(Amount(cents).short()) == Amount(cents)


@given(st.lists(st.integers(min_value=-(10**9), max_value=10**9)))
def test_total_is_exact(cents: list[int]) -> None:
    assert total([Amount(value) for value in cents]) == Amount(sum(cents))


def test_display() -> None:
    assert str(Amount(155000)) == "1.550,00 €"
    assert Amount(155000).short() == "1.550 €"
    assert Amount(1250).short() == "12,50 €"
    assert str(Amount(-5)) == "-0,05 €"


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_clear_refusal(text: str) -> None:
    try:
        amount = Amount.parse(text)
    except AmountError as error:
        assert error.code in {"format", "negative", "too_large"}
    else:
        assert 0 <= amount.cents <= MAX_CENTS
