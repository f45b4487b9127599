"""The money of the demo's funds, as a reader of the database finds it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from portal.demo.content import read, read_all
from projects.budget import sums
from projects.budget.models import EntryKind
from projects.budget.queries import pots_of, pots_of_cases
from projects.cases import lifecycle as life
from projects.models import (
    Case,
    ClaimPayment,
    Disbursement,
    DrawdownMove,
    FundingPeriod,
    LedgerEntry,
)
from projects.payments.lifecycle import EXECUTED

PAID = (life.RUNNING, life.PROOF_CHECK, life.RECOVERY, life.CLOSED, life.REVOKED)


def pots_hold_money() -> None:
    """Each period its money once; every promise of the ledger holds, for periods and cases."""
    periods = FundingPeriod.objects.select_related("programme")
    told = sum(
        period["allotted"] * 100
        for programme in read_all("programmes").values()
        for period in programme["period"]
    )
    told += sum(gift["euros"] * 100 for gift in read("household")["gift"])
    pots = pots_of(periods)
    assert sum(pot.allotted for pot in pots.values()) == told
    for period in periods:
        draws_down = period.programme.draws_down
        assert sums.broken(pots[period.pk], draws_down=draws_down) == "", period
        for case, pot in pots_of_cases(period).items():
            assert sums.broken(pot, draws_down=False) == "", case


def ledger_is_what_the_bank_saw() -> None:
    """Money moved only where a payment of the carrier, the funder or a claim stands behind it."""
    payments = Disbursement.objects.filter(state=EXECUTED)
    received = DrawdownMove.objects.filter(kind="received")
    assert cents_of(payments) == _posted(EntryKind.DISBURSEMENT) > 0
    assert cents_of(received) == _posted(EntryKind.RECEIVED) > 0
    claims = LedgerEntry.objects.filter(pk__in=ClaimPayment.objects.values("entry"))
    assert cents_of(claims) == _posted(EntryKind.RECOVERED) > 0
    assert all(each.order_id and each.substance_by_id != each.figures_by_id for each in payments)
    paid = set(payments.values_list("case", flat=True))
    assert paid == set(Case.objects.filter(state__in=PAID).values_list("pk", flat=True))


def _posted(kind: EntryKind) -> int:
    return cents_of(LedgerEntry.objects.filter(kind=kind, corrects=None, counter=None))


def cents_of(rows: QuerySet[Any]) -> int:
    """The cents of rows added up."""
    return rows.aggregate(cents=Sum("cents"))["cents"] or 0
