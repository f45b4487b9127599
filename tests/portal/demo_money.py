"""The money of the demo's funds, as a reader of the database finds it."""

from __future__ import annotations

from portal.accounts.models import User
from portal.demo.book import Book
from portal.demo.content import read_all
from portal.demo.ledger import load_allotments, load_commitments
from projects.budget.queries import pots_of
from projects.models import Call, Case, FundingPeriod, FundingProgramme, LedgerEntry


def pots_hold_money() -> None:
    """Each period its money once; a case that is awarded holds its amount, once."""
    periods = FundingPeriod.objects.all()
    told = sum(
        period["allotted"] * 100
        for programme in read_all("programmes").values()
        for period in programme["period"]
    )
    assert sum(pot.allotted for pot in pots_of(periods).values()) == told
    case = Case.objects.exclude(state="draft").filter(amount_cents__gt=0).earliest("pk")
    Case.objects.filter(pk=case.pk).update(state="approved")
    book = Book(
        programmes={each.code: each for each in FundingProgramme.objects.all()},
        calls={call.code: call for call in Call.objects.all()},
        users={"coordinator": User.objects.get(email__startswith="koordination@")},
    )
    known = LedgerEntry.objects.count()
    held = pots_of([case.call.period])[case.call.period_id].committed
    for _ in range(2):
        load_allotments(book)
        load_commitments(book)
    assert LedgerEntry.objects.count() == known + 1
    assert pots_of([case.call.period])[case.call.period_id].committed == held + (
        case.amount_cents or 0
    )
