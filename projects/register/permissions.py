"""Who may take evaluation datasets away, and who says what the register tells of a grant."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.cases.lifecycle import AWARDED
from projects.cases.models import Case
from projects.cases.permissions import may_take_part


def may_export_evaluation(user: Any) -> bool:
    """The coordination, which works with the scientific evaluation."""
    return has_role(user, Role.COORDINATOR)


def may_list_words(user: Any) -> bool:
    """The coordination, which answers for what the register says."""
    return has_role(user, Role.COORDINATOR)


def may_set_words(user: Any, case: Case) -> bool:
    """The coordination, of an awarded application that is not its own."""
    return may_list_words(user) and case.state in AWARDED and not may_take_part(user, case)
