"""Balances of the ledger, summed by the database."""

from __future__ import annotations

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Sum

from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


def pot_of(period: FundingPeriod) -> Pot:
    """The balances of a period, in cents; one query."""
    return sums.pot(_lines(Q(period=period)))


def left_in(period: FundingPeriod) -> int:
    """Cents of a period that no commitment holds."""
    return pot_of(period).left


def open_commitment(case: Case) -> int:
    """Cents committed to a case and not released."""
    return sums.pot(_lines(Q(case=case))).committed


def shares_by_theme(period: FundingPeriod) -> dict[int | None, int]:
    """Cents of open commitments by the key of the theme; None for cases without one."""
    rows = LedgerEntry.objects.filter(period=period, kind__in=sums.OF_A_CASE)
    found = _grouped(rows, theme=F("case__theme_id"))
    return sums.by_theme(found)


def _lines(of: Q) -> list[Line]:
    return _grouped(LedgerEntry.objects.filter(of))


def _grouped(rows: models.QuerySet[LedgerEntry], **extra: F) -> list[Line]:
    names = ("kind", "is_counter", *extra)
    grouped = (
        rows.order_by()
        .annotate(
            is_counter=ExpressionWrapper(
                Q(corrects__isnull=False), output_field=models.BooleanField()
            ),
            **extra,
        )
        .values(*names)
        .annotate(total=Sum("cents"))
    )
    return [
        Line(row["kind"], row["total"], bool(row["is_counter"]), theme=row.get("theme"))
        for row in grouped
    ]
