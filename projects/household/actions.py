"""Drawing up the own budget: the year, its projects and positions, agreeing and closing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.household.keeping import before, check_cents, check_line, check_words, locked, make
from projects.household.lifecycle import AGREED, CLOSED
from projects.household.models import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    MOST_PERCENT,
    BudgetPosition,
    OwnBudget,
    OwnProject,
)
from projects.household.permissions import may_plan
from projects.household.sums import SIDES, Limits


def ask(by: Any) -> None:
    """Only those who draw the budget up; raises PermissionDenied."""
    if not may_plan(by):
        raise PermissionDenied


@transaction.atomic
def open_budget(
    *,
    by: Any,
    title: str,
    starts_on: date,
    ends_on: date,
    key: UUID,
    limits: Limits | None = None,
) -> OwnBudget:
    """Begin a year's budget as a draft. Raises PermissionDenied and NotAllowed."""
    ask(by)
    marks = limits or Limits()
    _check(title, starts_on, ends_on, marks)
    said = {"title": title, "starts_on": starts_on, "ends_on": ends_on}
    found = before(OwnBudget, key, **said)
    if found:
        return found
    made = make(OwnBudget, {"by": by, "key": key, **said, **_marks(marks)})
    audit.record(actor=by, subject=made, event="own_budget_opened")
    return made


@transaction.atomic
def change_budget(
    *, by: Any, budget: OwnBudget, title: str, starts_on: date, ends_on: date, limits: Limits
) -> OwnBudget:
    """Rename a draft, move its days, set its lights; of an agreed one only title and lights.

    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    _check(title, starts_on, ends_on, limits)
    held = locked(budget.pk, "fund")
    if not held.is_draft and (starts_on, ends_on) != (held.starts_on, held.ends_on):
        raise NotAllowed("state")
    before_it = {name: getattr(held, name) for name in _marks(limits)}
    for name, value in {"title": title, **_marks(limits)}.items():
        setattr(held, name, value)
    held.starts_on, held.ends_on = starts_on, ends_on
    held.save()
    audit.record(actor=by, subject=held, event="own_budget_changed", data={"before": before_it})
    return held


def _check(title: str, starts_on: date, ends_on: date, limits: Limits) -> None:
    check_line(title, LONGEST_NAME, "title")
    if ends_on < starts_on:
        raise NotAllowed("days")
    values = _marks(limits).values()
    if not all(0 <= each <= MOST_PERCENT for each in values):
        raise NotAllowed("limits")
    if limits.red_above < limits.yellow_above or limits.yellow_below < limits.red_below:
        raise NotAllowed("limits")


def _marks(limits: Limits) -> dict[str, int]:
    return {name: getattr(limits, name) for name in Limits.__dataclass_fields__}


@transaction.atomic
def add_project(*, by: Any, budget: OwnBudget, name: str) -> OwnProject:
    """Name an own project of the year. Raises PermissionDenied and NotAllowed."""
    ask(by)
    held = locked(budget.pk, "fund")
    check_line(name, LONGEST_NAME, "name")
    made = make(OwnProject, {"budget": held, "name": name}, taken="name")
    audit.record(actor=by, subject=held, event="own_project_added", data={"name": name})
    return made


@transaction.atomic
def add_position(
    *,
    by: Any,
    budget: OwnBudget,
    side: str,
    number: str,
    label: str,
    cents: int,
    project: OwnProject | None = None,
) -> BudgetPosition:
    """Put a position into a draft, with its plan in cents. Raises PermissionDenied, NotAllowed."""
    ask(by)
    held = locked(budget.pk, "draw_up")
    return new_position(held, side, number, label, cents, project, by=by)


def new_position(
    held: OwnBudget,
    side: str,
    number: str,
    label: str,
    cents: int,
    project: OwnProject | None,
    *,
    by: Any,
) -> BudgetPosition:
    """The row of a position; only within the lock of its budget. Raises NotAllowed."""
    _check_position(held, number, label, cents, project)
    if side not in SIDES:
        raise NotAllowed("label")
    said = {"side": side, "number": number, "label": label, "project": project}
    made = make(BudgetPosition, {"budget": held, "planned_cents": cents, **said}, taken="number")
    data = {"number": number, "label": label, "cents": cents}
    audit.record(actor=by, subject=held, event="position_added", data=data)
    return made


@transaction.atomic
def change_position(
    *,
    by: Any,
    position: BudgetPosition,
    number: str,
    label: str,
    cents: int,
    project: OwnProject | None = None,
) -> BudgetPosition:
    """Rewrite a position of a draft. Raises PermissionDenied and NotAllowed."""
    ask(by)
    held = locked(position.budget_id, "draw_up")
    _check_position(held, number, label, cents, project)
    others = BudgetPosition.objects.filter(budget=held, number=number).exclude(pk=position.pk)
    if others.exists():
        raise NotAllowed("number")
    data = {"number": position.number, "label": position.label, "cents": position.planned_cents}
    position.number, position.label, position.project = number, label, project
    position.planned_cents = cents
    position.save()
    audit.record(actor=by, subject=held, event="position_changed", data={"before": data})
    return position


@transaction.atomic
def drop_position(*, by: Any, position: BudgetPosition) -> None:
    """Take a position out of a draft; raises PermissionDenied, NotAllowed (`in_use`)."""
    ask(by)
    held = locked(position.budget_id, "draw_up")
    data = {"number": position.number, "label": position.label, "cents": position.planned_cents}
    try:
        position.delete()
    except ProtectedError as error:
        raise NotAllowed("in_use") from error
    audit.record(actor=by, subject=held, event="position_dropped", data=data)


def _check_position(
    held: OwnBudget, number: str, label: str, cents: int, project: OwnProject | None
) -> None:
    check_line(number, LONGEST_NUMBER, "number")
    check_line(label, LONGEST_NAME, "label")
    check_cents(cents, least=0)
    if project and project.budget_id != held.pk:
        raise NotAllowed("project")


@transaction.atomic
def agree_budget(*, by: Any, budget: OwnBudget) -> OwnBudget:
    """Agree the plan: from now on it changes only by rows beside it.

    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    held = locked(budget.pk, "agree")
    if not held.positions.exists():
        raise NotAllowed("positions")
    held.state, held.agreed_at = AGREED, clock.now()
    held.save(update_fields=["state", "agreed_at"])
    audit.record(actor=by, subject=held, event="own_budget_agreed")
    return held


@transaction.atomic
def close_budget(*, by: Any, budget: OwnBudget, reason: str) -> OwnBudget:
    """Close the year: nothing is booked any more. Raises PermissionDenied and NotAllowed."""
    ask(by)
    check_words(reason)
    held = locked(budget.pk, "close")
    held.state, held.closed_at = CLOSED, clock.now()
    held.save(update_fields=["state", "closed_at"])
    audit.record(actor=by, subject=held, event="own_budget_closed", reason=reason)
    return held
