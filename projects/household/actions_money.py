"""What happens in an agreed year: changes of the plan, postings, forecasts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.household.actions import ask, new_position
from projects.household.keeping import (
    before,
    check_cents,
    check_words,
    day_for,
    locked,
    make,
)
from projects.household.models import BudgetPosition, OwnBudget, OwnProject
from projects.household.models_money import BudgetPosting, Forecast, PlanChange
from projects.household.models_projects import ProjectFunding
from projects.household.permissions import may_book
from projects.household.queries import booked_of, plan_of
from projects.household.sums import INCOME


@transaction.atomic
def change_plan(
    *,
    by: Any,
    position: BudgetPosition,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
) -> PlanChange:
    """Set the plan of a position anew (cents); what was agreed stays visible beside it.

    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    check_cents(cents, least=0)
    check_words(reason, document)
    held = locked(position.budget_id, "change_plan")
    found = before(PlanChange, key, position=position, cents=cents)
    if found:
        return found
    if plan_of(position) == cents:
        raise NotAllowed("same")
    said = {"reason": reason, "document": document, "by": by, "key": key}
    made = make(PlanChange, {"position": position, "cents": cents, **said})
    _log(held, by, "plan_changed", position, cents, reason)
    return made


@transaction.atomic
def add_later(
    *,
    by: Any,
    budget: OwnBudget,
    side: str,
    number: str,
    label: str,
    cents: int,
    reason: str,
    key: str,
    project: OwnProject | None = None,
    document: str = "",
) -> BudgetPosition:
    """A position that the agreed plan did not know: nothing planned at first, then a change.

    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    check_cents(cents)
    check_words(reason, document)
    held = locked(budget.pk, "change_plan")
    known = before(PlanChange, key, cents=cents)
    if known and known.position.budget_id != held.pk:
        raise NotAllowed("key_used")
    if known:
        return known.position
    made = new_position(held, side, number, label, 0, project, by=by)
    said = {"reason": reason, "document": document, "by": by, "key": key}
    make(PlanChange, {"position": made, "cents": cents, **said})
    _log(held, by, "plan_changed", made, cents, reason)
    return made


@transaction.atomic
def book(
    *,
    by: Any,
    position: BudgetPosition,
    cents: int,
    on: date,
    reason: str,
    key: str,
    document: str = "",
    funding: ProjectFunding | None = None,
) -> BudgetPosting:
    """Note money (cents) that came or went on a day of the budget's year.

    The plan is no limit: past it the light turns. Raises PermissionDenied and NotAllowed.
    """
    if not may_book(by):
        raise PermissionDenied
    check_cents(cents)
    check_words(reason, document)
    held = locked(position.budget_id, "post")
    fields = {"position": position, "cents": cents, "on": on, "funding": funding}
    found = before(BudgetPosting, key, **fields, corrects=None)
    if found:
        return found
    _check_day(held, on)
    _check_funding(position, funding)
    said = {"reason": reason, "document": document, "by": by, "key": key}
    made = make(BudgetPosting, {**fields, **said})
    _log(held, by, "budget_posting", position, cents, reason)
    return made


@transaction.atomic
def take_back(
    *, by: Any, posting: BudgetPosting, reason: str, key: str, document: str = ""
) -> BudgetPosting:
    """Take a posting back by a counter-entry, once. Raises PermissionDenied and NotAllowed."""
    if not may_book(by):
        raise PermissionDenied
    check_words(reason, document)
    position = posting.position
    held = locked(position.budget_id, "post")
    fields = {"position": position, "cents": posting.cents, "funding": posting.funding}
    found = before(BudgetPosting, key, **fields, corrects=posting)
    if found:
        return found
    if posting.corrects_id or BudgetPosting.objects.filter(corrects=posting).exists():
        raise NotAllowed("not_counterable")
    said = {"reason": reason, "document": document, "by": by, "key": key}
    made = make(BudgetPosting, {**fields, **said, "on": day_for(held), "corrects": posting})
    _log(held, by, "budget_posting_taken_back", position, posting.cents, reason)
    return made


def _check_day(held: OwnBudget, on: date) -> None:
    if not held.starts_on <= on <= min(held.ends_on, clock.today()):
        raise NotAllowed("day")


def _check_funding(position: BudgetPosition, funding: ProjectFunding | None) -> None:
    if funding is None:
        return
    if position.side != INCOME or funding.project_id != position.project_id:
        raise NotAllowed("funding")


@transaction.atomic
def forecast(
    *,
    by: Any,
    position: BudgetPosition,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
) -> Forecast:
    """Say what is still expected until the year's end, beyond what is booked now (cents).

    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    check_cents(cents, least=0)
    check_words(reason, document)
    held = locked(position.budget_id, "forecast")
    found = before(Forecast, key, position=position, cents=cents)
    if found:
        return found
    said = {"reason": reason, "document": document, "by": by, "key": key}
    known = {"position": position, "cents": cents, "booked_cents": booked_of(position)}
    made = make(Forecast, {**known, **said})
    _log(held, by, "forecast", position, cents, reason)
    return made


def _log(
    held: OwnBudget, by: Any, event: str, position: BudgetPosition, cents: int, reason: str
) -> None:
    data = {"position": position.number, "cents": cents}
    audit.record(actor=by, subject=held, event=event, reason=reason, data=data)
