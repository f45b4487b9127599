"""Reports to the programme office, for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from projects.budget import actions_money
from projects.budget.models import EntryKind, LedgerEntry
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod
from projects.reports.actions import make_files, make_report
from projects.reports.models import YearReport
from tests.factories import decision
from tests.factories.accounts import user


def asked(period: FundingPeriod, by: User | None = None) -> YearReport:
    """A report whose files the worker has not made yet."""
    return make_report(by=by or user("coordinator"), period=period, key=uuid4())


def made(period: FundingPeriod, by: User | None = None) -> YearReport:
    """A report with its files."""
    report = asked(period, by)
    make_files.func(report.pk)
    return YearReport.objects.get(pk=report.pk)


def paid(case: Case, kind: str, cents: int) -> LedgerEntry:
    """Money that went to the carrier of a case, or came back."""
    said: dict[str, Any] = {"by": user("finance"), "case": case, "reason": "Beleg"}
    return actions_money.note_payment(kind=EntryKind(kind), cents=cents, key=uuid4().hex, **said)


def running(of: Any = None, cents: int = 155_000, **columns: Any) -> Case:
    """A granted project whose money was paid."""
    case = decision.decided(of=of, **columns)
    Case.objects.filter(pk=case.pk).update(state="running", is_sealed=False)
    paid(case, "disbursement", cents)
    return Case.objects.get(pk=case.pk)
