"""Who may draw up the own budget, book on it and read it."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_see_household(user: Any) -> bool:
    """The office, finance and audit."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)


def may_plan(user: Any) -> bool:
    """The coordination, which answers for its budget: plan, forecasts, funders, closing."""
    return has_role(user, Role.COORDINATOR)


def may_book(user: Any) -> bool:
    """Coordination and finance note what came and went; audit only reads."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE)
