"""Money of funders for an own project: whom the coordination asks, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.models import LONGEST_PURPOSE
from projects.budget.models_funders import Funder
from projects.household.actions import ask
from projects.household.keeping import before, check_cents, check_words, locked, make
from projects.household.models import OwnProject
from projects.household.models_projects import FundingKind, FundingStep, ProjectFunding
from projects.household.sums import REFUSED


@transaction.atomic
def add_funder(
    *, by: Any, project: OwnProject, funder: Funder, purpose: str = ""
) -> ProjectFunding:
    """Name somebody who may give money for a project. Raises PermissionDenied and NotAllowed."""
    ask(by)
    held = locked(project.budget_id, "fund")
    if len(purpose) > LONGEST_PURPOSE or "\0" in purpose:
        raise NotAllowed("document")
    fields = {"project": project, "funder": funder, "purpose": purpose}
    made = make(ProjectFunding, fields, taken="funder")
    audit.record(actor=by, subject=held, event="funder_added", data={"project": project.name})
    return made


@transaction.atomic
def note_step(
    *,
    by: Any,
    funding: ProjectFunding,
    kind: str,
    cents: int,
    on: date,
    reason: str,
    key: str,
) -> FundingStep:
    """Note what was asked of a funder, promised or refused (cents), and on which day.

    What comes in is booked on an income position (`projects.household.actions_money.book`).
    Raises PermissionDenied and NotAllowed.
    """
    ask(by)
    check_cents(cents, least=0 if kind == REFUSED else 1)
    check_words(reason)
    held = locked(funding.project.budget_id, "fund")
    fields = {"funding": funding, "kind": kind, "cents": cents, "on": on}
    found = before(FundingStep, key, **fields)
    if found:
        return found
    if kind not in FundingKind.values or on > clock.today():
        raise NotAllowed("day")
    made = make(FundingStep, {**fields, "reason": reason, "by": by, "key": key})
    data = {"funding": funding.pk, "kind": kind, "cents": cents}
    audit.record(actor=by, subject=held, event="funding_step", reason=reason, data=data)
    return made
