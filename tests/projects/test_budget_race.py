"""Several postings at once: the pot is never given away twice."""

from __future__ import annotations

from functools import partial

import pytest

from projects.budget import actions, queries
from projects.budget.models import LedgerEntry
from projects.budget.posting import LedgerError
from tests.factories import projects as make
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_awards_that_together_exceed_the_pot() -> None:
    home_page()
    by, call = user("coordinator"), make.call()
    actions.allot(by=by, period=call.period, cents=150_000, reason="Bescheid", key="a")
    cases = [make.draft(call) for _ in range(2)]
    award = partial(actions.commit, by=by, cents=100_000, reason="Beschluss")
    results = at_once([partial(award, case=case, key=f"c{case.pk}") for case in cases])
    refused = [found for found in results if isinstance(found, LedgerError)]
    assert [error.code for error in refused] == ["above_pot"]
    assert sum(isinstance(found, LedgerEntry) for found in results) == 1
    assert queries.left_in(call.period) == 50_000


def test_the_same_award_at_once_is_posted_once() -> None:
    home_page()
    by, case = user("coordinator"), make.draft(make.call())
    actions.allot(by=by, period=case.call.period, cents=300_000, reason="Bescheid", key="a")

    def press() -> int:
        return actions.commit(by=by, case=case, cents=90_000, reason="Beschluss", key="c").pk

    assert len(set(at_once([press] * 3))) == 1
    assert queries.open_commitment(case) == 90_000


def test_one_key_on_two_pots_at_once_is_one_entry() -> None:
    """The lock of one period does not hold back the other: the key has to."""
    home_page()
    by, periods = user("coordinator"), [make.call().period for _ in range(3)]
    post = partial(actions.allot, by=by, cents=100, reason="Bescheid", key="same")
    results = at_once([partial(post, period=period) for period in periods])
    refused = [found for found in results if isinstance(found, LedgerError)]
    assert [error.code for error in refused] == ["key_used"] * 2
    assert LedgerEntry.objects.count() == 1
