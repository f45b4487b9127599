"""Carrying money that nothing holds over into a later period (Übertrag)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.models_funders import Funder
from projects.budget.permissions import may_post
from projects.budget.posting import LedgerError, before, begin, check, check_purse, new
from projects.budget.queries import pot_of
from projects.budget.queries_carry import may_carry_now
from projects.budget.sums import Line, carryable
from projects.programmes.models import FundingPeriod

SIDES = (("out", EntryKind.CARRIED_OUT), ("in", EntryKind.CARRIED_IN))


@dataclass(frozen=True, slots=True)
class CarryPart:
    """Cents of a funder (None: the programme's own) for a purpose that go over."""

    funder: Funder | None
    purpose: str
    cents: int


@transaction.atomic
def carry_over(
    *,
    by: Any,
    source: FundingPeriod,
    target: FundingPeriod,
    parts: Sequence[CarryPart],
    reason: str,
    key: str,
    document: str = "",
) -> list[LedgerEntry]:
    """Carry money over into a later period of the programme, as far as its rule allows.

    Two entries for each part, both under the locks of both periods. What awards hold stays, also
    what has still to be paid. Raises PermissionDenied and LedgerError.
    """
    if not may_post(by):
        raise PermissionDenied
    # One order, so that the same form sent again makes the same keys.
    parts = sorted(parts, key=lambda part: (_purse(part)[0] or 0, part.purpose))
    total = sum(part.cents for part in parts)
    purses = {_purse(part) for part in parts}
    if not parts or any(part.cents <= 0 for part in parts) or len(purses) < len(parts):
        raise LedgerError("amount")
    draws_down = begin(total, reason, document, source.pk, target.pk)
    found = _made_before(source, target, parts, key)
    if found:
        return found
    source, target = _fresh(source), _fresh(target)
    _check_periods(source, target)
    check(source, None, Line(EntryKind.CARRIED_OUT, total), draws_down=draws_down)
    _check_rule(source, total)
    for part in parts:
        check_purse(source, _purse(part), part.cents)
    return [
        new(**fields, by=by, reason=reason, document=document)
        for fields in _entries(source, target, parts, key)
    ]


def _fresh(period: FundingPeriod) -> FundingPeriod:
    return FundingPeriod.objects.select_related("programme").get(pk=period.pk)


def _purse(part: CarryPart) -> tuple[int | None, str]:
    return part.funder.pk if part.funder else None, part.purpose


def _entries(
    source: FundingPeriod, target: FundingPeriod, parts: Sequence[CarryPart], key: str
) -> list[dict[str, Any]]:
    periods = {EntryKind.CARRIED_OUT: source, EntryKind.CARRIED_IN: target}
    return [
        {
            "key": f"{key}:{place}:{side}",
            "period": periods[kind],
            "kind": kind,
            "cents": part.cents,
            "funder": part.funder,
            "purpose": part.purpose,
        }
        for place, part in enumerate(parts)
        for side, kind in SIDES
    ]


def _made_before(
    source: FundingPeriod, target: FundingPeriod, parts: Sequence[CarryPart], key: str
) -> list[LedgerEntry]:
    """What the same form posted; raises LedgerError `key_used` where it said something else."""
    kinds = [kind for _side, kind in SIDES]
    known = LedgerEntry.objects.filter(key__startswith=f"{key}:", kind__in=kinds).count()
    if not known:
        return []
    found = [before(**fields) for fields in _entries(source, target, parts, key)]
    if known != len(found) or None in found:
        raise LedgerError("key_used")
    return [entry for entry in found if entry]


def _check_periods(source: FundingPeriod, target: FundingPeriod) -> None:
    if source.programme_id != target.programme_id or target.starts_on <= source.ends_on:
        raise LedgerError("carry_target")
    if not may_carry_now(source):
        raise LedgerError("carry_early")


def _check_rule(source: FundingPeriod, total: int) -> None:
    pot = pot_of(source)
    if pot.left <= 0:
        raise LedgerError("nothing_left")
    if total > carryable(pot, source.programme.carry_limit):
        raise LedgerError("carry_rule")
