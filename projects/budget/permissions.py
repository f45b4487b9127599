"""Who may post to the ledger and who may read it."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.budget.models import LedgerEntry
from projects.budget.sums import OF_THE_POT


def may_see_ledger(user: Any) -> bool:
    """The office, finance and audit."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)


def may_post(user: Any) -> bool:
    """The coordination, which answers for the pot; finance and audit only read."""
    return has_role(user, Role.COORDINATOR)


def may_move_money(user: Any) -> bool:
    """Coordination and finance note what was asked for, received and paid; audit only reads."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE)


def may_counter(user: Any, entry: LedgerEntry) -> bool:
    """The coordination those of the pot; those of payments also finance, which notes them."""
    return may_post(user) if entry.kind in OF_THE_POT else may_move_money(user)
