"""Who may take over earlier applications and projects."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_import(user: Any) -> bool:
    """Only the coordination moves an office in."""
    return has_role(user, Role.COORDINATOR)
