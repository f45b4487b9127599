"""What is noted of money that moves: drawdowns, payments, refunds, claims and their ends.

The steps before and after (orders, notices, letters) belong to `projects.payments` and
`projects.proof`; here is what the ledger keeps of them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.permissions import may_move_money
from projects.budget.posting import before, begin, check, new
from projects.budget.sums import Line
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod

OF_A_PERIOD = frozenset({EntryKind.ASKED, EntryKind.RECEIVED, EntryKind.RETURNED})
OF_A_PAYMENT = frozenset(
    {
        *(EntryKind.DISBURSEMENT, EntryKind.REFUND, EntryKind.RECOVERY, EntryKind.RECOVERED),
        *(EntryKind.INTEREST, EntryKind.INTEREST_PAID, EntryKind.WRITE_OFF),
    }
)


@transaction.atomic
def note_drawdown(
    *,
    by: Any,
    period: FundingPeriod,
    kind: EntryKind,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
) -> LedgerEntry:
    """Money asked of the funder, received or sent back (cents).

    Raises PermissionDenied, LedgerError, and ValueError for a kind of another sort.
    """
    if kind not in OF_A_PERIOD:
        raise ValueError(kind)
    return _note(by, period, None, kind, cents, reason, key, document)


@transaction.atomic
def note_payment(
    *,
    by: Any,
    case: Case,
    kind: EntryKind,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
) -> LedgerEntry:
    """Money paid to the carrier or back, claimed, or given up (cents).

    Raises PermissionDenied, LedgerError, and ValueError for a kind of another sort.
    """
    if kind not in OF_A_PAYMENT:
        raise ValueError(kind)
    return _note(by, case.call.period, case, kind, cents, reason, key, document)


def _note(
    by: Any,
    period: FundingPeriod,
    case: Case | None,
    kind: EntryKind,
    cents: int,
    reason: str,
    key: str,
    document: str,
) -> LedgerEntry:
    if not may_move_money(by):
        raise PermissionDenied
    draws_down = begin(cents, reason, document, period.pk)
    fields = {"key": key, "period": period, "case": case, "kind": kind, "cents": cents}
    found = before(**fields, corrects=None)
    if found:
        return found
    check(period, case, Line(kind, cents), draws_down=draws_down)
    return new(**fields, by=by, reason=reason, document=document)
