"""Balances of the ledger, summed by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, QuerySet, Sum

from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


def pot_of(period: FundingPeriod) -> Pot:
    """The balances of a period, in cents; one query."""
    return sums.pot(_lines(Q(period=period)))


def pots_of(periods: Iterable[FundingPeriod]) -> dict[int, Pot]:
    """The balances of several periods by their keys; one query, none without periods."""
    keys = [period.pk for period in periods]
    if not keys:
        return {}
    found: dict[int, list[Line]] = {key: [] for key in keys}
    for row in _rows(LedgerEntry.objects.filter(period__in=keys), period_key=F("period_id")):
        found[row["period_key"]].append(_line(row))
    return {key: sums.pot(lines) for key, lines in found.items()}


def left_in(period: FundingPeriod) -> int:
    """Cents of a period that no commitment holds."""
    return pot_of(period).left


def pot_left(period: FundingPeriod) -> int:
    """Cents that are left, never below zero: information for applicants, never a limit."""
    return max(left_in(period), 0)


def open_commitment(case: Case) -> int:
    """Cents committed to a case and not released."""
    return sums.pot(_lines(Q(case=case))).committed


def shares_by_theme(period: FundingPeriod) -> dict[int | None, int]:
    """Cents of open commitments by the key of the theme; None for cases without one."""
    return balances_of([period])[period.pk].by_theme


@dataclass(frozen=True, slots=True)
class Balance:
    """The pot of a period, and its open commitments in cents by the key of the theme."""

    pot: Pot
    by_theme: dict[int | None, int]


def balances_of(periods: Iterable[FundingPeriod]) -> dict[int, Balance]:
    """Pots with the share of each theme, by the keys of the periods; one query."""
    found: dict[int, list[Line]] = {period.pk: [] for period in periods}
    if found:
        rows = LedgerEntry.objects.filter(period__in=list(found))
        for row in _rows(rows, period_key=F("period_id"), theme=F("case__theme_id")):
            found[row["period_key"]].append(_line(row))
    return {key: Balance(sums.pot(lines), sums.by_theme(lines)) for key, lines in found.items()}


def _lines(of: Q) -> list[Line]:
    return [_line(row) for row in _rows(LedgerEntry.objects.filter(of))]


def _line(row: dict[str, Any]) -> Line:
    return Line(row["kind"], row["total"], bool(row["is_counter"]), theme=row.get("theme"))


def _rows(rows: QuerySet[LedgerEntry], **extra: F) -> QuerySet[Any, dict[str, Any]]:
    is_counter = ExpressionWrapper(Q(corrects__isnull=False), output_field=models.BooleanField())
    grouped = rows.order_by().annotate(is_counter=is_counter, **extra)
    return grouped.values("kind", "is_counter", *extra).annotate(total=Sum("cents"))
