"""Any order of postings keeps the ledger's promises, whatever is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.kernel import clock
from projects.budget import actions, actions_money, queries
from projects.budget.actions_carry import CarryPart, carry_over
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod, FundingProgramme
from tests.factories import projects as make
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

OF_PERIODS = ("allot", "move", "drawdown_asked", "drawdown_received", "drawdown_returned")
OF_CASES = (
    *("commit", "release", "disbursement", "refund", "recovery", "recovery_paid"),
    *("interest", "interest_paid", "write_off"),
)
CENTS = st.integers(1, 150_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(OF_PERIODS), st.integers(0, 1), CENTS),
        st.tuples(st.just("carry"), st.integers(0, 1), CENTS),
        st.tuples(st.sampled_from(OF_CASES), st.integers(0, 2), CENTS),
        st.tuples(st.just("counter"), st.integers(0, 40), st.just(0)),
    ),
    min_size=6,
    max_size=20,
)
RICH = [("allot", 0, 250_000), ("drawdown_asked", 0, 200_000), ("drawdown_received", 0, 150_000)]
"""Without it most steps would be refused: there is money to give away."""
CAP = 200_000
AFTER = "2028-01-10 10:00"
"""The first pot's period has ended, so money may be carried over."""
INTO_BANK = {"drawdown_received": 1, "drawdown_returned": -1, "disbursement": -1}
INTO_BANK |= {"refund": 1, "recovery_paid": 1}


class Office:
    """Two pots of one programme and three cases; what has been posted is kept by hand."""

    def __init__(self, by: User, periods: list[FundingPeriod], cases: list[Case]) -> None:
        self.by, self.periods, self.cases = by, periods, cases
        self.keys = count(1)
        self.bank: Counter[int] = Counter()

    def act(self, what: str, which: int, cents: int, key: str) -> Any:
        """Post one step; raises LedgerError."""
        said = {"by": self.by, "reason": "Grund", "key": key}
        if what == "counter":
            return self._counter(which, said)
        if what in actions_money.OF_A_PERIOD:
            period, kind = self.periods[which], EntryKind(what)
            return actions_money.note_drawdown(period=period, kind=kind, cents=cents, **said)
        if what in actions_money.OF_A_PAYMENT:
            case, kind = self.cases[which], EntryKind(what)
            return actions_money.note_payment(case=case, kind=kind, cents=cents, **said)
        steps: dict[str, Callable[[], Any]] = {
            "allot": lambda: actions.allot(period=self.periods[which], cents=cents, **said),
            "move": lambda: actions.reallocate(
                source=self.periods[which], target=self.periods[1 - which], cents=cents, **said
            ),
            "carry": lambda: self._carry(which, cents, said),
            "commit": lambda: actions.commit(case=self.cases[which], cents=cents, **said),
            "release": lambda: actions.release(case=self.cases[which], cents=cents, **said),
        }
        return steps[what]()

    def _carry(self, which: int, cents: int, said: dict[str, Any]) -> None:
        source, target = self.periods[which], self.periods[1 - which]
        parts = [CarryPart(None, "", cents)]
        with clock.frozen(AFTER):
            carry_over(source=source, target=target, parts=parts, **said)

    def _counter(self, which: int, said: dict[str, Any]) -> None:
        entries = list(LedgerEntry.objects.order_by("pk"))
        if entries:
            actions.counter(entry=entries[which % len(entries)], **said)

    def take(self, what: str, which: int, cents: int) -> None:
        """One step; a refusal must leave everything as it was, and the bank sees the rest."""
        before = LedgerEntry.objects.count()
        try:
            self.act(what, which, cents, str(next(self.keys)))
        except LedgerError:
            assert LedgerEntry.objects.count() == before
            return
        self.see(LedgerEntry.objects.order_by("pk")[before:])

    def see(self, entries: Any) -> None:
        """What the bank notes of entries."""
        for entry in entries:
            way = INTO_BANK.get(entry.kind, 0) * (-1 if entry.corrects_id else 1)
            self.bank[entry.period_id] += way * entry.cents

    def check(self) -> None:
        """What the ledger promises of every pot and every case, reckoned entry by entry."""
        for period in self.periods:
            told = _told(LedgerEntry.objects.filter(period=period))
            allotted = told["allotment"] + told["reallocation_in"] - told["reallocation_out"]
            allotted += told["carryover_in"] - told["carryover_out"]
            assert 0 <= told["commitment"] - told["release"] <= allotted
            assert told["drawdown_received"] <= told["drawdown_asked"]
            assert self.bank[period.pk] >= 0
        for case in self.cases:
            _check_case(_told(LedgerEntry.objects.filter(case=case)))

    def check_sums(self) -> None:
        """Every way to reckon says the same as the entries one by one, and as the bank."""
        for period in self.periods:
            pot = queries.pot_of(period)
            entries = LedgerEntry.objects.filter(period=period)
            assert pot == queries.pots_of(self.periods)[period.pk]
            assert pot.left == sum(entry.signed_cents for entry in entries)
            assert pot.at_hand == self.bank[period.pk]
            assert sum(queries.shares_by_theme(period).values()) == pot.committed
            own = [queries.pot_of_case(c) for c in self.cases if c.call.period == period]
            assert pot.kept == sum(each.kept for each in own)
            assert pot.open_claim == sum(each.open_claim for each in own)


def _told(entries: Any) -> Counter[str]:
    """Cents by kind, less what counter-entries took back."""
    found: Counter[str] = Counter()
    for entry in entries:
        found[entry.kind] += -entry.cents if entry.corrects_id else entry.cents
    return found


def _check_case(told: Counter[str]) -> None:
    awarded = told["commitment"] - told["release"]
    back = told["refund"] + told["recovery_paid"]
    claims = told["recovery"] + told["interest"]
    assert 0 <= awarded <= CAP
    assert 0 <= told["disbursement"] - back <= awarded
    assert told["refund"] + told["recovery"] <= told["disbursement"]
    assert told["recovery_paid"] <= told["recovery"]
    assert told["interest_paid"] <= told["interest"]
    assert told["recovery_paid"] + told["interest_paid"] + told["write_off"] <= claims


def _world() -> tuple[User, list[FundingPeriod], list[Case]]:
    of = make.call()
    FundingProgramme.objects.filter(pk=of.programme_id).update(
        draws_down=True, carry_over="share", carry_percent=60
    )
    later = FundingPeriod.objects.create(
        programme=of.programme, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31)
    )
    second = make.call(programme=of.programme)
    second.period = later
    second.save()
    cases = [make.draft(call) for call in (of, of, second)]
    return user("coordinator"), [of.period, later], cases


@pytest.fixture
def world(db: None) -> tuple[User, list[FundingPeriod], list[Case]]:
    return _world()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_ledger_keeps_its_promises(world: Any, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        office = Office(*world)
        for step in [*RICH, *steps]:
            office.take(*step)
            office.check()
        office.check_sums()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_people_who_post_at_once_break_nothing(seed: int) -> None:
    """Three people post in any order, each on a connection of their own."""
    home_page()
    office = Office(*_world())
    for step in [*RICH, ("commit", 0, 120_000), ("commit", 1, 120_000)]:
        office.take(*step)

    def person(name: int) -> Callable[[], int]:
        chance = Random(f"{seed}-{name}")  # noqa: S311  # an order of steps, no secret
        ways = [*OF_PERIODS, *OF_CASES, *("disbursement", "recovery", "refund") * 3]
        plan = [
            (chance.choice(ways), chance.randrange(2), chance.randrange(1, 60_000))
            for _step in range(12)
        ]

        def work() -> int:
            done = 0
            for number, step in enumerate(plan):
                with suppress(LedgerError):
                    office.act(*step, key=f"{name}-{number}")
                    done += 1
            return done

        return work

    results = at_once([person(name) for name in range(3)])
    assert all(isinstance(found, int) for found in results), results
    assert sum(results) > 3
    office.bank.clear()
    office.see(LedgerEntry.objects.all())
    office.check()
    office.check_sums()
