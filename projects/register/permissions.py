"""Who may take evaluation datasets away."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_export_evaluation(user: Any) -> bool:
    """The coordination, which works with the scientific evaluation."""
    return has_role(user, Role.COORDINATOR)
