"""Money that nothing holds goes into a later period, as far as the programme allows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel import clock
from projects.budget import actions, queries, sums
from projects.budget.actions_carry import CarryPart, carry_over
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.sums import Pot, broken
from projects.reports.content import content_from
from tests.factories import projects as make
from tests.factories.carrying import periods
from tests.factories.household import funder
from tests.factories.reports import made
from tests.factories.site import home_page
from tests.projects.test_race import at_once

CENTS = st.integers(0, 10**9)


@given(CENTS, CENTS, CENTS, st.integers(0, 100))
def test_no_more_goes_over_than_is_left_and_allowed(
    allotted: int, held: int, gone: int, percent: int
) -> None:
    pot = Pot(allotted=allotted, committed=min(held, allotted), carried_out=gone)
    most = sums.carryable(pot, percent)
    assert 0 <= most <= pot.left
    assert (most + gone) * 100 <= max((allotted + gone) * percent, gone * 100)
    assert sums.carryable(pot, 0) == 0
    assert sums.carryable(pot, 100) == pot.left


@given(CENTS, st.lists(st.integers(-100, 10**9), max_size=6))
def test_an_amount_spread_over_shares_is_all_of_it(cents: int, shares: list[int]) -> None:
    parts = sums.spread(cents, shares)
    assert sum(parts) == min(cents, sum(max(share, 0) for share in shares))
    assert all(0 <= part <= max(share, 0) for part, share in zip(parts, shares, strict=True))


@pytest.fixture
def ended() -> Iterator[None]:
    with clock.frozen("2028-01-10 10:00"):
        yield


def own(cents: int) -> list[CarryPart]:
    return [CarryPart(None, "", cents)]


def refused(code: str, **said: Any) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises(LedgerError) as found:
        carry_over(**{"reason": "Grund", "key": "refused", **said})
    assert found.value.code == code
    assert str(found.value)
    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db
def test_the_rest_goes_over_once_and_what_is_held_stays(ended: None) -> None:
    by, first, second, case = periods()
    actions.allot(by=by, period=first, cents=300_000, reason="Bescheid", key="a")
    actions.commit(by=by, case=case, cents=120_000, reason="Beschluss", key="c")
    said = {"by": by, "source": first, "target": second, "reason": "Übertrag", "key": "k"}
    refused("above_pot", **{**said, "parts": own(180_001)})
    refused("amount", **{**said, "parts": []})
    refused("amount", **{**said, "parts": own(0)})
    out, into = carry_over(**said, parts=own(180_000))
    assert carry_over(**said, parts=own(180_000)) == [out, into]
    refused("key_used", **{**said, "key": "k", "parts": own(1)})
    refused("above_pot", **{**said, "key": "k2", "parts": own(1)})
    old, new = queries.pot_of(first), queries.pot_of(second)
    assert (old.left, old.to_pay, old.carried_out) == (0, 120_000, 180_000)
    assert (new.left, new.carried_in) == (180_000, 180_000)
    assert not out.is_counterable
    actions.reallocate(
        by=by, source=second, target=first, cents=180_000, reason="Zurück", key="back"
    )
    assert queries.left_in(first) == 180_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "percent", "cents", "code"),
    [
        ("none", 100, 1, "carry_rule"),
        ("share", 10, 30_000, ""),
        ("share", 10, 30_001, "carry_rule"),
        ("share", 100, 300_000, ""),
        ("all", 1, 300_000, ""),
    ],
)
def test_the_rule_of_the_programme(
    ended: None, rule: str, percent: int, cents: int, code: str
) -> None:
    by, first, second, _case = periods(rule, percent)
    actions.allot(by=by, period=first, cents=300_000, reason="Bescheid", key="a")
    said = {"by": by, "source": first, "target": second, "parts": own(cents)}
    if code:
        refused(code, **said)
        return
    carry_over(**said, reason="Übertrag", key="k")
    if rule == "share" and percent < 100:
        refused("carry_rule", **{**said, "parts": own(1)})


@pytest.mark.django_db
def test_neither_backwards_nor_elsewhere_nor_too_early() -> None:
    by, first, second, _case = periods()
    other = make.call().period
    actions.allot(by=by, period=first, cents=100, reason="Bescheid", key="a")
    actions.allot(by=by, period=second, cents=100, reason="Bescheid", key="b")
    said = {"by": by, "source": first, "target": second, "parts": own(1)}
    with clock.frozen("2027-11-30 23:00"):
        refused("carry_early", **said)
    with clock.frozen("2027-12-01 01:00"):
        for source, target in ((first, first), (second, first), (first, other)):
            refused("carry_target", **{**said, "source": source, "target": target})
        carry_over(**said, reason="Übertrag", key="k")


@pytest.mark.django_db
def test_money_stays_that_of_its_funder(ended: None) -> None:
    by, first, second, case = periods()
    house, firm = funder(), funder()
    allot = partial(actions.allot, by=by, period=first, reason="Zusage")
    allot(cents=100_000, key="a")
    gift = allot(cents=50_000, key="b", funder=house, purpose="Jugend")
    allot(cents=20_000, key="c", funder=firm)
    actions.commit(by=by, case=case, cents=100_000, reason="Beschluss", key="d")
    said = {"by": by, "source": first, "target": second}
    refused("above_purse", **said, parts=[CarryPart(house, "Jugend", 50_001)])
    refused("above_purse", **said, parts=[CarryPart(house, "", 1)])
    refused("amount", **said, parts=[CarryPart(firm, "", 1), CarryPart(firm, "", 1)])
    parts = [CarryPart(house, "Jugend", 40_000), CarryPart(firm, "", 20_000)]
    carry_over(**said, parts=parts, reason="Übertrag", key="k")
    assert queries.purses_of(second) == {(house.pk, "Jugend"): 40_000, (firm.pk, ""): 20_000}
    assert queries.purses_of(first)[house.pk, "Jugend"] == 10_000
    with pytest.raises(LedgerError) as found:
        actions.counter(by=by, entry=gift, reason="Irrtum", key="x")
    assert found.value.code == "above_pot"
    actions.release(by=by, case=case, cents=100_000, reason="Weniger", key="r")
    with pytest.raises(LedgerError) as found:
        actions.counter(by=by, entry=gift, reason="Irrtum", key="x")
    assert found.value.code == "above_purse"
    said = {**said, "source": second, "target": first, "reason": "Zurück", "key": "y"}
    actions.reallocate(**said, cents=40_000, funder=house, purpose="Jugend")
    back = actions.counter(by=by, entry=gift, reason="Irrtum", key="x")
    assert (back.funder, back.purpose) == (house, "Jugend")


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    allotted=st.lists(st.integers(1, 100_000), min_size=1, max_size=3),
    held=st.integers(1, 100_000),
    percent=st.integers(1, 100),
    tries=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 100_000)), max_size=6),
)
def test_whatever_goes_over_no_cent_is_made_or_lost(
    allotted: list[int], held: int, percent: int, tries: list[tuple[int, int]]
) -> None:
    with transaction.atomic(), clock.frozen("2028-01-10 10:00"):
        by, first, second, case = periods("share", percent)
        purses = [None, funder(), funder()]
        for place, cents in enumerate(allotted):
            said = {"funder": purses[place], "key": f"a{place}", "reason": "Zusage"}
            actions.allot(by=by, period=first, cents=cents, **said)
        actions.commit(
            by=by, case=case, cents=min(held, sum(allotted)), reason="Beschluss", key="c"
        )
        for place, cents in tries:
            try:
                part = CarryPart(purses[place], "", cents)
                said = {"source": first, "target": second, "reason": "x", "key": str(uuid4())}
                carry_over(by=by, parts=[part], **said)
            except LedgerError as error:
                assert error.code in {"above_pot", "above_purse", "carry_rule", "nothing_left"}
        pots = [queries.pot_of(period) for period in (first, second)]
        assert sum(pot.allotted for pot in pots) == sum(allotted)
        assert pots[0].carried_out == pots[1].carried_in <= sum(allotted) * percent // 100
        for period, pot in zip((first, second), pots, strict=True):
            assert pot.left >= 0
            assert broken(pot, draws_down=False) == ""
            assert sum(queries.purses_of(period).values()) == pot.allotted
            assert all(cents >= 0 for cents in queries.purses_of(period).values())
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_carrying_both_ways_and_awarding_at_once_gives_nothing_away_twice() -> None:
    """Carry-over, award and moves between the same two periods: no cent twice, no deadlock."""
    home_page()
    by, first, second, case = periods()
    for key, period in (("a", first), ("b", second)):
        actions.allot(by=by, period=period, cents=100_000, reason="Bescheid", key=key)
    said = {"by": by, "source": first, "target": second, "reason": "Übertrag"}
    with clock.frozen("2028-01-10 10:00"):
        results = at_once(
            [
                partial(carry_over, **said, parts=own(80_000), key="k1"),
                partial(carry_over, **said, parts=own(70_000), key="k2"),
                partial(actions.commit, by=by, case=case, cents=60_000, reason="x", key="c"),
                partial(
                    actions.reallocate,
                    **{**said, "source": second, "target": first},
                    cents=10_000,
                    key="m",
                ),
            ]
        )
    failed = [found for found in results if isinstance(found, Exception)]
    assert all(isinstance(found, LedgerError) for found in failed), failed
    pots = [queries.pot_of(period) for period in (first, second)]
    assert sum(pot.allotted for pot in pots) == 200_000
    assert all(pot.left >= 0 for pot in pots)


@pytest.mark.django_db
def test_the_yearly_report_tells_new_money_from_old(ended: None) -> None:
    by, first, second, _case = periods("all")
    actions.allot(by=by, period=first, cents=5_000, reason="Bescheid", key="a")
    carry_over(by=by, source=first, target=second, parts=own(2_000), reason="Rest", key="c")
    told = {period.pk: content_from(made(period).content).money for period in (first, second)}
    assert (told[first.pk]["allotted"], told[first.pk]["carried_out"]) == (3_000, 2_000)
    assert (told[second.pk]["allotted"], told[second.pk]["carried_in"]) == (2_000, 2_000)
    assert "carried_in" not in told[first.pk]


@pytest.mark.django_db
def test_a_key_that_begins_alike_is_another_one(ended: None) -> None:
    by, first, second, _case = periods("all")
    actions.allot(by=by, period=first, cents=5_000, reason="Bescheid", key="c:allotted")
    carry_over(by=by, source=first, target=second, parts=own(2_000), reason="Rest", key="c")
    assert queries.pot_of(second).carried_in == 2_000
