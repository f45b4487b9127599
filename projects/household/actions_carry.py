"""Carrying unspent money of a closed year over into a later budget (Übertrag)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.household.actions import ask, new_position
from projects.household.keeping import before, check_words, day_for, locked, make
from projects.household.models import LONGEST_NAME, LONGEST_NUMBER, BudgetPosition, OwnBudget
from projects.household.models_money import BudgetCarry, BudgetPosting, PlanChange
from projects.household.queries import Row, plan_of
from projects.household.queries_carry import leftover_of, position_with
from projects.household.sums import EXPENDITURE, INCOME


@transaction.atomic
def carry_over(
    *,
    by: Any,
    source: OwnBudget,
    target: OwnBudget,
    positions: Iterable[int],
    reason: str,
    key: str,
) -> BudgetPosting:
    """Carry what chosen positions (keys) of a closed year did not use over into a later budget.

    In the target an income position takes in the sum and the positions of the same numbers get more
    plan; what does not exist there is made. No more goes over than the year has left. Both budgets
    are held, always in the same order. Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    check_words(reason)
    old, new = _held(source, target)
    found = before(BudgetPosting, key)
    if found:
        return _same(found, old, new)
    left = leftover_of(old)
    wanted = set(positions)
    rows = left.chosen(wanted)
    if not left.surplus:
        raise NotAllowed("nothing_left")
    _check(rows, wanted, left.surplus)
    said = {"reason": reason, "document": str(old)[:LONGEST_NAME], "by": by}
    posting = _taken_in(old, new, sum(row.money.unspent for row in rows), said, key)
    for row in rows:
        make(
            BudgetCarry,
            {
                "source": row.position,
                "target": new,
                "posting": posting,
                "cents": row.money.unspent,
            },
            taken="carried",
        )
        _widened(new, row, said, f"{key}:{row.position.pk}")
    for held in (old, new):
        data = {"cents": posting.cents, "source": old.pk, "target": new.pk}
        audit.record(actor=by, subject=held, event="own_budget_carried", reason=reason, data=data)
    return posting


def _held(source: OwnBudget, target: OwnBudget) -> tuple[OwnBudget, OwnBudget]:
    """Both budgets under their locks; raises NotAllowed."""
    events = {source.pk: "carry_over", target.pk: "fund"}
    if len(events) < 2:
        raise NotAllowed("carry_target")
    held = {pk: OwnBudget.objects.select_for_update().get(pk=pk) for pk in sorted(events)}
    old, new = held[source.pk], held[target.pk]
    locked(old.pk, events[old.pk])
    if new.is_closed or new.starts_on <= old.ends_on:
        raise NotAllowed("carry_target")
    return old, new


def _same(found: BudgetPosting, old: OwnBudget, new: OwnBudget) -> BudgetPosting:
    known = found.carries.filter(source__budget=old, target=new)
    if not known.exists():
        raise NotAllowed("key_used")
    return found


def _check(rows: list[Row], wanted: set[int], surplus: int) -> None:
    if not wanted:
        raise NotAllowed("none_chosen")
    if len(rows) != len(wanted):
        raise NotAllowed("carried")
    if sum(row.money.unspent for row in rows) > surplus:
        raise NotAllowed("above_surplus")


def _taken_in(
    old: OwnBudget, new: OwnBudget, cents: int, said: dict[str, Any], key: str
) -> BudgetPosting:
    """The income position of the carry-over, with its plan and its money."""
    with translation.override(settings.LANGUAGE_CODE):
        label = (_("Carry-over from %(budget)s") % {"budget": old})[:LONGEST_NAME]
        number = f"{_('CO')}-{old.pk}"[:LONGEST_NUMBER]
    position = position_with(new, number) or new_position(
        new, INCOME, number, label, 0, None, by=said["by"]
    )
    _planned(new, position, cents, said, f"{key}:income")
    fields = {"position": position, "cents": cents, "on": day_for(new), "funding": None}
    return make(BudgetPosting, {**fields, **said, "key": key})


def _widened(new: OwnBudget, row: Row, said: dict[str, Any], key: str) -> None:
    """More plan for the same position of the next year."""
    old = row.position
    position = position_with(new, old.number)
    if position and position.side != EXPENDITURE:
        raise NotAllowed("carry_target")
    position = position or new_position(
        new, EXPENDITURE, old.number, old.label, 0, None, by=said["by"]
    )
    _planned(new, position, row.money.unspent, said, key)


def _planned(
    new: OwnBudget, position: BudgetPosition, cents: int, said: dict[str, Any], key: str
) -> None:
    """Raise the plan: of a draft itself, of an agreed one by a change beside it."""
    if new.is_draft:
        position.planned_cents += cents
        position.save(update_fields=["planned_cents"])
        return
    plan = plan_of(position) + cents
    make(PlanChange, {"position": position, "cents": plan, **said, "key": key})
