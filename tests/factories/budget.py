"""Money in pots, for tests."""

from __future__ import annotations

import itertools

from portal.accounts.models import User
from projects.budget import actions
from projects.budget.models import LedgerEntry
from projects.calls.models import Call
from tests.factories.accounts import user

_numbers = itertools.count(1)


def funded(call: Call, cents: int = 2_000_000, by: User | None = None) -> LedgerEntry:
    """Allot money to the period of a call."""
    return actions.allot(
        by=by or user("coordinator"),
        period=call.period,
        cents=cents,
        reason="Bescheid des Landes",
        key=f"funded-{next(_numbers)}",
    )
