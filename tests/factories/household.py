"""Own budgets of the coordination, for tests."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from projects.budget.models_funders import Funder
from projects.household import actions, actions_money, actions_projects
from projects.household.models import BudgetPosition, OwnBudget
from projects.household.models_money import BudgetPosting
from projects.household.models_projects import ProjectFunding

_numbers = itertools.count(1)


def funder(**fields: Any) -> Funder:
    """A foundation."""
    number = next(_numbers)
    known = {"code": f"stiftung-{number}", "labels": {"de": f"Stiftung {number}"}}
    return Funder.objects.create(**{"kind": "foundation", **known, **fields})


def budget(by: User, year: int = 2026, **fields: Any) -> OwnBudget:
    """A draft for a year."""
    days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    said = {"title": f"Budget {year}", "key": uuid4(), **days, **fields}
    return actions.open_budget(by=by, **said)


def position(
    by: User, of: OwnBudget, side: str = "expenditure", cents: int = 100_000, **fields: Any
) -> BudgetPosition:
    """A position of a draft."""
    number = next(_numbers)
    said = {"number": f"P{number}", "label": f"Posten {number}", "side": side, **fields}
    return actions.add_position(by=by, budget=of, cents=cents, **said)


def agreed(
    by: User, income: int = 100_000, expenditure: int = 100_000, year: int = 2026
) -> tuple[OwnBudget, BudgetPosition, BudgetPosition]:
    """An agreed budget with one position of each side: the budget, income, expenditure."""
    of = budget(by, year)
    income_row = position(by, of, "income", income)
    row = position(by, of, "expenditure", expenditure)
    return actions.agree_budget(by=by, budget=of), income_row, row


def booked(by: User, on: BudgetPosition, cents: int, **fields: Any) -> BudgetPosting:
    """Money booked on the first day of the year."""
    said = {"on": on.budget.starts_on, "reason": "Rechnung", "key": str(uuid4()), **fields}
    return actions_money.book(by=by, position=on, cents=cents, **said)


def funding(by: User, of: OwnBudget, name: str = "Stadtteilfest") -> ProjectFunding:
    """A project of the year with a funder."""
    project = actions.add_project(by=by, budget=of, name=name)
    return actions_projects.add_funder(by=by, project=project, funder=funder())
