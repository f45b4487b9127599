"""Who may post to the ledger and who may read it."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_see_ledger(user: Any) -> bool:
    """The office, finance and audit."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)


def may_post(user: Any) -> bool:
    """The coordination, which answers for the pot; finance and audit only read."""
    return has_role(user, Role.COORDINATOR)
