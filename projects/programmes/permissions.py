"""Who may see and change programmes, their rules, periods and calls."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role

READERS = (Role.COORDINATOR, Role.ADMIN, Role.FINANCE, Role.AUDITOR)
MANAGERS = (Role.COORDINATOR, Role.ADMIN)


def may_view_programmes(user: Any) -> bool:
    """Coordination, administration, finance and audit read them in the admin."""
    return has_role(user, *READERS)


def may_manage_programmes(user: Any) -> bool:
    """Coordination and administration create and change them."""
    return has_role(user, *MANAGERS)
