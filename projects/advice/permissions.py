"""Who may read and write the advice log."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.advice.models import Advice


def may_list_advice(user: Any) -> bool:
    """Only the coordination: people speak in confidence; finance and audit need none of it."""
    return has_role(user, Role.COORDINATOR)


def may_write_advice(user: Any, advice: Advice | None = None) -> bool:
    """Whoever may read it; what was forgotten stays as it is."""
    return may_list_advice(user) and (advice is None or advice.forgotten_at is None)


def may_set_retention(user: Any) -> bool:
    """The coordination, who answers for what is written down."""
    return may_list_advice(user)
