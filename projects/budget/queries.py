"""Balances of the ledger, summed by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choice
from django.db.models import F, Q, QuerySet, Sum, When

from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod

MOST_LISTED = 5_000
"""Keys that one question lists; databases limit how many it may be."""


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
    """Pots with the share of each theme, by the keys of the periods; two queries.

    Summed by case first: a join of every entry with its case would cost more than all the rest.
    """
    found: dict[int, list[Line]] = {period.pk: [] for period in periods}
    if not found:
        return {}
    entries = _rows(LedgerEntry.objects.filter(period__in=list(found)), case_key=F("case_id"))
    rows = list(entries.values_list("period_id", "kind", "case_key", "total"))
    themes = _themes(list({case for _period, _kind, case, _cents in rows if case}))
    merged: Counter[tuple[int, str, int | None]] = Counter()
    for period, kind, case, cents in rows:
        merged[period, kind, themes.get(case)] += cents
    for (period, kind, theme), cents in merged.items():
        found[period].append(Line(kind, cents, theme=theme))
    return {key: Balance(sums.pot(lines), sums.by_theme(lines)) for key, lines in found.items()}


def _themes(cases: list[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for at in range(0, len(cases), MOST_LISTED):
        keys = cases[at : at + MOST_LISTED]
        found.update(Case.objects.filter(pk__in=keys).order_by().values_list("pk", "theme_id"))
    return found


def _lines(of: Q) -> list[Line]:
    return [_line(row) for row in _rows(LedgerEntry.objects.filter(of))]


def _line(row: dict[str, Any]) -> Line:
    return Line(row["kind"], row["total"])


def _rows(rows: QuerySet[LedgerEntry], **extra: F) -> QuerySet[Any, dict[str, Any]]:
    """Cents by kind, less what counter-entries took back: read from the index alone, in order."""
    net = Sum(Choice(When(corrects__isnull=True, then=F("cents")), default=-F("cents")))
    return rows.order_by().annotate(**extra).values("kind", *extra).annotate(total=net)
