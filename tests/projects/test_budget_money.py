"""Money that moves: drawn down, paid, given back, claimed; and what the ledger never allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from projects.budget import actions, actions_money, queries, sums
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.programmes.models import FundingProgramme
from tests.factories import projects as make
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def awarded(cents: int = 150_000, *, draws_down: bool = True) -> tuple[Any, Case]:
    """A case with money committed to it, and somebody of finance."""
    office, case = user("coordinator"), make.draft(make.call())
    FundingProgramme.objects.update(draws_down=draws_down)
    said = {"by": office, "reason": "Bescheid"}
    actions.allot(period=case.call.period, cents=300_000, key="allot", **said)
    actions.commit(case=case, cents=cents, key="commit", **said)
    return user("finance"), case


class Books:
    """Posts for one case, each posting with a key of its own."""

    def __init__(self, by: Any, case: Case) -> None:
        self.by, self.case, self.number = by, case, 0

    def __call__(self, kind: str, cents: int) -> LedgerEntry:
        self.number += 1
        said = {"by": self.by, "cents": cents, "reason": "Beleg", "key": f"money-{self.number}"}
        if kind in actions_money.OF_A_PERIOD:
            period = self.case.call.period
            return actions_money.note_drawdown(period=period, kind=EntryKind(kind), **said)
        return actions_money.note_payment(case=self.case, kind=EntryKind(kind), **said)

    def refuses(self, code: str, kind: str, cents: int) -> None:
        refused(code, lambda: self(kind, cents))


def refused(code: str, act: Callable[[], Any]) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises(LedgerError) as found:
        act()
    assert (found.value.code, LedgerEntry.objects.count()) == (code, before)
    assert str(found.value)


def test_no_more_is_paid_than_awarded_and_than_the_funder_sent() -> None:
    book = Books(*awarded())
    book.refuses("above_drawn", "disbursement", 1)
    book("drawdown_asked", 100_000)
    book.refuses("above_asked", "drawdown_received", 100_001)
    book("drawdown_received", 100_000)
    book("disbursement", 60_000)
    book.refuses("above_drawn", "disbursement", 40_001)
    book.refuses("above_drawn", "drawdown_returned", 40_001)
    book("disbursement", 40_000)
    book("drawdown_asked", 100_000)
    book("drawdown_received", 100_000)
    book.refuses("above_award", "disbursement", 50_001)
    book("disbursement", 50_000)
    pot = queries.pot_of(book.case.call.period)
    assert (pot.paid, pot.drawn, pot.at_hand, pot.to_pay) == (150_000, 200_000, 50_000, 0)
    assert pot.left == 150_000


def test_without_drawdown_the_award_alone_is_the_limit() -> None:
    book = Books(*awarded(draws_down=False))
    book("disbursement", 150_000)
    book.refuses("above_award", "disbursement", 1)


def test_what_was_paid_is_not_released() -> None:
    by, case = awarded(draws_down=False)
    book, office = Books(by, case), user("coordinator")
    book("disbursement", 100_000)
    said = {"by": office, "case": case, "reason": "Weniger"}
    refused("above_award", lambda: actions.release(cents=50_001, key="r", **said))
    freed = actions.free(by=office, case=case, key="free")
    assert freed is not None
    assert freed.cents == 50_000
    assert actions.free(by=office, case=case, key="again") is None
    assert queries.pot_of_case(case).to_pay == 0


def test_a_claim_is_paid_or_written_off_and_never_more() -> None:
    book = Books(*awarded(draws_down=False))
    book.refuses("above_paid", "recovery", 1)
    book("disbursement", 100_000)
    book("refund", 10_000)
    book.refuses("above_paid", "recovery", 90_001)
    book("recovery", 30_000)
    book.refuses("above_paid", "refund", 60_001)
    book("interest", 1_234)
    book.refuses("above_claim", "recovery_paid", 30_001)
    book("recovery_paid", 20_000)
    book("interest_paid", 1_000)
    book.refuses("above_claim", "write_off", 10_235)
    book("write_off", 10_234)
    pot = queries.pot_of_case(book.case)
    assert (pot.kept, pot.open_claim) == (70_000, 0)
    book.refuses("above_claim", "recovery_paid", 1)


def test_a_payment_that_came_back_is_countered_by_finance() -> None:
    book = Books(*awarded(draws_down=False))
    paid = book("disbursement", 100_000)
    claim = book("recovery", 100_000)
    take_back = {"reason": "IBAN falsch", "by": book.by}
    refused("above_paid", lambda: actions.counter(entry=paid, key="k1", **take_back))
    actions.counter(entry=claim, key="k2", **take_back)
    actions.counter(entry=paid, key="k3", **take_back)
    assert queries.pot_of_case(book.case) == Pot(committed=150_000)
    commitment = LedgerEntry.objects.get(key="commit")
    with pytest.raises(PermissionDenied):
        actions.counter(entry=commitment, key="k4", **take_back)


@pytest.mark.parametrize("role", list(Role))
def test_coordination_and_finance_note_money(role: Role) -> None:
    _finance, case = awarded(draws_down=False)
    book = Books(user(role.value), case)
    if role in {Role.COORDINATOR, Role.FINANCE}:
        assert book("disbursement", 1).by == book.by
        assert book("drawdown_asked", 1).period == case.call.period
        return
    for kind in ("disbursement", "drawdown_asked"):
        with pytest.raises(PermissionDenied):
            book(kind, 1)
    assert not LedgerEntry.objects.filter(kind__in=("disbursement", "drawdown_asked")).exists()


def test_each_action_takes_its_own_kinds() -> None:
    by, case = awarded()
    said: dict[str, Any] = {"by": by, "cents": 1, "reason": "Beleg", "key": "x"}
    for kind in EntryKind:
        if kind not in actions_money.OF_A_PERIOD:
            with pytest.raises(ValueError, match=kind.value):
                actions_money.note_drawdown(period=case.call.period, kind=kind, **said)
        if kind not in actions_money.OF_A_PAYMENT:
            with pytest.raises(ValueError, match=kind.value):
                actions_money.note_payment(case=case, kind=kind, **said)
    assert {each.value for each in EntryKind} == set(sums.EFFECTS)


def test_a_double_click_is_one_payment() -> None:
    by, case = awarded(draws_down=False)
    said: dict[str, Any] = {"by": by, "case": case, "reason": "Beleg", "key": "once"}
    pay = EntryKind.DISBURSEMENT
    first = actions_money.note_payment(kind=pay, cents=100, **said)
    assert actions_money.note_payment(kind=pay, cents=100, **said) == first
    with pytest.raises(LedgerError, match="Formular"):
        actions_money.note_payment(kind=pay, cents=200, **said)
    assert queries.pot_of_case(case).paid == 100


def test_payments_move_nothing_of_what_is_left() -> None:
    for kind in sums.EFFECTS:
        moves = Line(kind, 5).signed
        assert (moves == 0) == (kind not in sums.OF_THE_POT)
