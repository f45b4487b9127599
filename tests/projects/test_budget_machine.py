"""Any order of postings keeps the ledger's promises, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from projects.budget import actions, queries
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod
from tests.factories import projects as make
from tests.factories.accounts import user

CENTS = st.integers(1, 150_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("allot"), st.integers(0, 1), CENTS),
        st.tuples(st.just("move"), st.integers(0, 1), CENTS),
        st.tuples(st.just("commit"), st.integers(0, 2), CENTS),
        st.tuples(st.just("release"), st.integers(0, 2), CENTS),
        st.tuples(st.just("counter"), st.integers(0, 40), st.just(0)),
    ),
    min_size=4,
    max_size=12,
)
CAP = 200_000


class Office:
    """Two pots of one programme and three cases, with what has been posted, kept by hand."""

    def __init__(self, by: User, periods: list[FundingPeriod], cases: list[Case]) -> None:
        self.by, self.periods, self.cases = by, periods, cases
        self.keys = count(1)
        self.allotted = {period.pk: 0 for period in periods}
        self.held = {case.pk: 0 for case in cases}

    def take(self, what: str, which: int, cents: int) -> None:
        """One step; a refusal must leave everything as it was."""
        said = {"by": self.by, "reason": "Grund", "key": str(next(self.keys))}
        steps: dict[str, Callable[[], Any]] = {
            "allot": lambda: actions.allot(period=self.periods[which], cents=cents, **said),
            "move": lambda: actions.reallocate(
                source=self.periods[which], target=self.periods[1 - which], cents=cents, **said
            ),
            "commit": lambda: actions.commit(case=self.cases[which], cents=cents, **said),
            "release": lambda: actions.release(case=self.cases[which], cents=cents, **said),
            "counter": lambda: self._counter(which, said),
        }
        before = LedgerEntry.objects.count()
        try:
            steps[what]()
        except LedgerError:
            assert LedgerEntry.objects.count() == before
            return
        self._note(before)

    def _counter(self, which: int, said: dict[str, Any]) -> None:
        entries = list(LedgerEntry.objects.order_by("pk"))
        if entries:
            actions.counter(entry=entries[which % len(entries)], **said)

    def _note(self, known: int) -> None:
        for entry in LedgerEntry.objects.order_by("pk")[known:]:
            if entry.case_id:
                self.held[entry.case_id] -= entry.signed_cents
            else:
                self.allotted[entry.period_id] += entry.signed_cents

    def check(self) -> None:
        """Never more committed than allotted, no case above the cap, sums equal the entries."""
        pots = queries.pots_of(self.periods)
        for period in self.periods:
            pot, cases = pots[period.pk], [c for c in self.cases if c.call.period == period]
            assert pot.allotted == self.allotted[period.pk] >= 0
            assert pot.committed == sum(self.held[case.pk] for case in cases) <= pot.allotted
        for case in self.cases:
            assert 0 <= queries.open_commitment(case) == self.held[case.pk] <= CAP

    def check_sums(self) -> None:
        """Every way to reckon says the same as the entries one by one."""
        for period in self.periods:
            pot = queries.pot_of(period)
            entries = LedgerEntry.objects.filter(period=period)
            assert pot == queries.pots_of(self.periods)[period.pk]
            assert pot.left == sum(entry.signed_cents for entry in entries)
            assert sum(queries.shares_by_theme(period).values()) == pot.committed


@pytest.fixture
def world(db: None) -> tuple[User, list[FundingPeriod], list[Case]]:
    of = make.call()
    later = FundingPeriod.objects.create(
        programme=of.programme, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31)
    )
    second = make.call(programme=of.programme)
    second.period = later
    second.save()
    cases = [make.draft(call) for call in (of, of, second)]
    return user("coordinator"), [of.period, later], cases


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_ledger_keeps_its_promises(world: Any, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        office = Office(*world)
        for step in steps:
            office.take(*step)
            office.check()
        office.check_sums()
        transaction.set_rollback(True)
