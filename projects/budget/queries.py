"""Balances of the ledger, summed by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    BigAutoField,
    BigIntegerField,
    CharField,
    F,
    Func,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models import Case as Choice

from portal.kernel.prepared import Prepared
from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.budget.sums import Line, Pot
from projects.cases.lifecycle import CLOSED
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


def pot_of(period: FundingPeriod) -> Pot:
    """The balances of a period, in cents; one query."""
    rows = _POT.rows(period=period.pk)
    return sums.pot(Line(kind, int(total)) for kind, total in rows if total is not None)


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


def pot_of_case(case: Case) -> Pot:
    """The balances of one case, in cents; one query."""
    return sums.pot(Line(kind, int(total)) for kind, total in _HELD.rows(case=case.pk))


def pots_of_cases(period: FundingPeriod) -> dict[int, Pot]:
    """The balances of all cases of a period by their keys, in cents; one query."""
    return _by_case(LedgerEntry.objects.filter(period=period, case__isnull=False))


def pots_of_these(keys: Collection[int]) -> dict[int, Pot]:
    """The balances of cases by their keys, in cents, of those that have any; one query."""
    return _by_case(LedgerEntry.objects.filter(case__in=keys))


def _by_case(entries: QuerySet[LedgerEntry]) -> dict[int, Pot]:
    found: dict[int, list[Line]] = {}
    for row in _rows(entries, case_key=F("case_id")):
        found.setdefault(row["case_key"], []).append(_line(row))
    return {key: sums.pot(lines) for key, lines in found.items()}


def pot_to_post(case: Case) -> tuple[Pot, bool]:
    """The balances of one case, in cents, and whether it is closed; one query."""
    rows = dict(_TO_POST.rows(case=case.pk))
    is_closed = rows.pop(CLOSED, None) is not None
    return sums.pot(Line(kind, int(total)) for kind, total in rows.items()), is_closed


def open_commitment(case: Case) -> int:
    """Cents committed to a case and not released."""
    return pot_of_case(case).committed


def shares_by_theme(period: FundingPeriod) -> dict[int | None, int]:
    """Cents of open commitments by the key of the theme; None for cases without one."""
    return balances_of([period])[period.pk].by_theme


Purse = tuple[int | None, str]
"""Money of one funder for one purpose: its key (None: the programme's own), and the words."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The pot of a period, its open commitments by the key of the theme, its money by funder.

    `by_funder`: cents by the key of the funder (None: that of the programme) and the purpose.
    """

    pot: Pot
    by_theme: dict[int | None, int]
    by_funder: dict[Purse, int]


def balances_of(periods: Iterable[FundingPeriod]) -> dict[int, Balance]:
    """Pots with the share of each theme and funder, by the keys of the periods; one query.

    Summed by case first: a join of every entry with its case would cost more than all the rest.
    """
    found: dict[int, list[Line]] = {period.pk: [] for period in periods}
    if not found:
        return {}
    purses: dict[int, dict[Purse, int]] = {key: {} for key in found}
    for period, kind, theme, funder, purpose, total in _balance_rows(list(found)):
        line = Line(kind, int(total), theme=theme)
        if purpose is None:
            found[period].append(line)
        else:
            own = purses[period]
            own[funder, purpose] = own.get((funder, purpose), 0) + line.signed
    return {
        key: Balance(sums.pot(lines), sums.by_theme(lines), purses[key])
        for key, lines in found.items()
    }


def _balance_rows(periods: list[int]) -> list[Any]:
    values = {"periods": periods}
    by_case, by_purse = _BY_CASE.plan(values), _BY_PURSE.plan(values)
    if by_case is None or by_purse is None:
        raise LookupError("periods")
    # Django joins no sums with a table, so the names stand here.
    sql = f"""
        SELECT own.period_id, own.kind, projects_case.theme_id, NULL, NULL, SUM(own.total)
        FROM ({by_case.sql}) own LEFT JOIN projects_case ON projects_case.id = own.case_key
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT own.period_id, own.kind, NULL, own.funder_key, own.purpose_key, own.total
        FROM ({by_purse.sql}) own
    """  # noqa: S608  # only what Django wrote
    filled = [*by_case.filled(values, connection), *by_purse.filled(values, connection)]
    with connection.cursor() as cursor:
        cursor.execute(sql, filled)
        return list(cursor.fetchall())


def purses_of(period: FundingPeriod) -> dict[Purse, int]:
    """The money of a period by funder and purpose, in cents; one query."""
    found: dict[Purse, int] = {}
    for _period, kind, funder, purpose, total in _BY_PURSE.rows(periods=[period.pk]):
        purse = (funder, purpose)
        found[purse] = found.get(purse, 0) + Line(kind, int(total)).signed
    return found


def _line(row: dict[str, Any]) -> Line:
    return Line(row["kind"], row["total"])


def _net() -> Choice:
    """Cents of an entry as it counts: a counter-entry takes back."""
    return Choice(When(corrects__isnull=True, then=F("cents")), default=-F("cents"))


def _rows(rows: QuerySet[LedgerEntry], **extra: F) -> QuerySet[Any, dict[str, Any]]:
    """Cents by kind, less what counter-entries took back: read from the index alone, in order."""
    return rows.order_by().annotate(**extra).values("kind", *extra).annotate(total=Sum(_net()))


def _of_pot(period: Any) -> QuerySet[Any, Any]:
    """The same of one period, kind by kind: nothing to group, so it takes a fifth less."""
    total = Func(_net(), function="SUM", output_field=BigIntegerField())
    rows = [
        LedgerEntry.objects.filter(period__pk=period, kind=kind)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), total)
        for kind in sums.EFFECTS
    ]
    return rows[0].union(*rows[1:], all=True)


_POT = Prepared(_of_pot, period=BigAutoField())
_BY_CASE = Prepared(
    lambda periods: _rows(
        LedgerEntry.objects.filter(period__pk__in=periods), case_key=F("case_id")
    ).values_list("period_id", "kind", "case_key", "total"),
    periods=BigAutoField(),
)
_BY_PURSE = Prepared(
    lambda periods: _rows(
        LedgerEntry.objects.filter(period__pk__in=periods, kind__in=sums.OF_FUNDERS),
        funder_key=F("funder_id"),
        purpose_key=F("purpose"),
    ).values_list("period_id", "kind", "funder_key", "purpose_key", "total"),
    periods=BigAutoField(),
)
_HELD = Prepared(
    lambda case: _rows(LedgerEntry.objects.filter(case__pk=case)).values_list("kind", "total"),
    case=BigAutoField(),
)
_TO_POST = Prepared(
    lambda case: (
        _rows(LedgerEntry.objects.filter(case__pk=case))
        .values_list("kind", "total")
        .union(
            Case.objects.filter(pk=case, state=CLOSED)
            .order_by()
            .values_list(
                Value(CLOSED, output_field=CharField()), Value(1, output_field=BigIntegerField())
            ),
            all=True,
        )
    ),
    case=BigAutoField(),
)
"""No kind of an entry is called like the state of the case."""
