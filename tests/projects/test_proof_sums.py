"""The arithmetic of the proof: by type of financing, in whole cents, to the carrier's benefit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.proof.sums import (
    Account,
    PlanLine,
    counted_costs,
    grant_due,
    real_income,
    sampled,
    settle,
)

CENTS = st.integers(0, 10**9)
ACCOUNTS = st.builds(
    Account,
    financing=st.sampled_from(["share", "gap", "fixed", "full"]),
    awarded=CENTS,
    kept=CENTS,
    costs=CENTS,
    planned_income=CENTS,
    income=CENTS,
    rate_percent=st.integers(1, 100),
    cap=st.none() | CENTS,
    small_claim=st.integers(0, 100_000),
)


def account(financing: str, **fields: int) -> Account:
    return Account(**{"financing": financing, "awarded": 80_000, "kept": 80_000, **fields})


# Awarded and paid 800 € for a plan of 1.000 €.
@pytest.mark.parametrize(
    ("financing", "fields", "grant"),
    [
        ("share", {"costs": 100_000, "rate_percent": 80}, 80_000),
        ("share", {"costs": 90_000, "rate_percent": 80}, 72_000),
        # More than planned is the carrier's: the award is the most.
        ("share", {"costs": 120_000, "rate_percent": 80}, 80_000),
        # 100 € more of others: shared in proportion, so 80 of them.
        ("share", {"costs": 100_000, "rate_percent": 80, "income": 10_000}, 72_000),
        (
            "share",
            {"costs": 100_000, "rate_percent": 80, "planned_income": 20_000, "income": 15_000},
            80_000,
        ),
        # A third of a cent is rounded up.
        ("share", {"costs": 100, "rate_percent": 33}, 33),
        ("share", {"costs": 101, "rate_percent": 33}, 34),
        ("gap", {"costs": 100_000, "income": 20_000}, 80_000),
        ("gap", {"costs": 90_000, "income": 20_000}, 70_000),
        ("gap", {"costs": 100_000, "income": 30_000}, 70_000),
        ("gap", {"costs": 100_000, "income": 130_000}, 0),
        ("fixed", {"costs": 100_000}, 80_000),
        ("fixed", {"costs": 80_000, "income": 50_000}, 80_000),
        ("fixed", {"costs": 79_999}, 79_999),
        ("full", {"costs": 75_000}, 75_000),
        ("full", {"costs": 75_000, "income": 5_000}, 70_000),
        ("full", {"costs": 99_999}, 80_000),
        ("full", {"costs": 99_999, "cap": 50_000}, 50_000),
    ],
)
def test_each_type_of_financing(financing: str, fields: dict[str, int], grant: int) -> None:
    found = settle(account(financing, **fields))
    assert (found.grant, found.pay_back, found.still_to_pay) == (grant, 80_000 - grant, 0)


def test_an_unknown_type_is_no_settlement() -> None:
    with pytest.raises(ValueError, match="loan"):
        grant_due(account("loan", costs=1))


def test_a_small_excess_is_not_asked_back() -> None:
    few = account("full", costs=79_501, small_claim=500)
    assert (settle(few).excess, settle(few).pay_back, settle(few).forgiven) == (499, 0, 499)
    assert settle(replace(few, costs=79_500)).pay_back == 500


def test_what_is_not_paid_yet_is_owed() -> None:
    found = settle(account("full", costs=70_000, kept=50_000))
    assert (found.still_to_pay, found.pay_back) == (20_000, 0)


def test_own_money_goes_in_first() -> None:
    assert real_income(20_000, 5_000, 1_000) == 21_000
    assert real_income(20_000, 25_000, 0) == 25_000


@given(ACCOUNTS)
def test_never_negative_never_above_award_cap_or_costs(said: Account) -> None:
    found = settle(said)
    most = min(said.awarded, said.costs, said.costs if said.cap is None else said.cap)
    assert 0 <= found.grant <= most
    assert min(found.excess, found.pay_back, found.still_to_pay, found.forgiven) >= 0
    assert not (found.excess and found.still_to_pay)
    assert said.kept - found.excess + found.still_to_pay == found.grant
    assert found.pay_back in {0, found.excess}


@given(ACCOUNTS, st.integers(0, 10**6))
def test_more_costs_never_cost_money_and_more_income_never_brings_any(
    said: Account, more: int
) -> None:
    due = grant_due(said)
    assert due <= grant_due(replace(said, costs=said.costs + more)) <= due + more
    assert grant_due(replace(said, income=said.income + more)) <= due
    assert grant_due(replace(said, awarded=said.awarded + more)) >= due


@given(ACCOUNTS)
def test_the_types_stand_in_order(said: Account) -> None:
    def due(financing: str) -> int:
        return grant_due(replace(said, financing=financing))

    assert due("gap") == due("full") <= due("fixed")
    assert due("share") <= due("fixed")


LINES = st.lists(st.builds(PlanLine, planned=CENTS, spent=CENTS, is_allowed=st.booleans()))


@given(LINES, st.integers(0, 100))
def test_over_runs_count_up_to_the_tolerance(lines: list[PlanLine], tolerance: int) -> None:
    counted = counted_costs(lines, tolerance)
    assert 0 <= counted <= sum(line.spent for line in lines)
    assert counted <= counted_costs(lines, 100)
    for line in lines:
        own = line.counted(tolerance)
        assert own == line.spent or own == line.most(tolerance)
        assert line.spent == own + (0 if line.is_allowed else line.excess(tolerance))
        assert line.left + line.spent == line.planned


def test_the_tolerance_is_rounded_up() -> None:
    assert PlanLine(101, 200).counted(20) == 122
    assert PlanLine(0, 200).counted(20) == 0
    assert PlanLine(0, 200, is_allowed=True).counted(20) == 200


AMOUNTS = st.dictionaries(st.integers(1, 10**6), CENTS, max_size=60)


@given(AMOUNTS, st.integers(0, 100), st.integers(1, 10**9), st.text(max_size=5))
def test_the_sample_is_the_same_again(
    amounts: dict[int, int], percent: int, always_from: int, seed: str
) -> None:
    pairs = list(amounts.items())
    rule = {"percent": percent, "always_from": always_from, "seed": seed}
    drawn = sampled(pairs, **rule)
    assert drawn == sampled(pairs[::-1], **rule)
    large = {key for key, cents in pairs if cents >= always_from}
    assert large <= drawn <= set(amounts)
    small = len(pairs) - len(large)
    assert len(drawn - large) == -(-small * percent // 100)


def test_another_seed_draws_others() -> None:
    pairs = [(key, 1) for key in range(100)]
    drawn = {sampled(pairs, percent=10, always_from=10, seed=str(seed)) for seed in range(5)}
    assert len(drawn) == 5
