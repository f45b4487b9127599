"""Who may have reports to the programme office made, and who may read them."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role


def may_read_reports(user: Any) -> bool:
    """The office, finance and audit: a report names carriers and is not public."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)


def may_make_report(user: Any) -> bool:
    """The coordination, which answers to the programme office."""
    return has_role(user, Role.COORDINATOR)
