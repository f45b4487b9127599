"""Who may see and keep the members, rules and quotas of bodies."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_see_members(user: Any) -> bool:
    """Who sits in a body is personal data: editors who keep the body's page do not see it."""
    return may_keep_members(user) or has_role(user, Role.AUDITOR)


def may_keep_members(user: Any) -> bool:
    """The coordination, who invites them, and the administration."""
    return has_role(user, Role.COORDINATOR, Role.ADMIN)


def may_keep_rules(user: Any) -> bool:
    """Whoever keeps the members; rules and quotas decide how these are counted."""
    return may_keep_members(user)
