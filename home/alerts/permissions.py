"""Who may write above every page."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_manage_alerts(user: Any) -> bool:
    """The coordination, those who publish, and the administration."""
    return has_role(user, Role.COORDINATOR, Role.APPROVER, Role.ADMIN)
