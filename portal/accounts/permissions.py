"""Who may do what with accounts and what their owners ask for."""

from __future__ import annotations

from typing import Any

from portal.accounts.models_requests import DataExport, DeletionRequest
from portal.accounts.roles import STAFF, Role, has_role
from portal.kernel import clock


def may_use_account(user: Any) -> bool:
    """Whoever is signed in with an account that is open."""
    return bool(getattr(user, "is_authenticated", False) and user.is_active)


def may_download_export(user: Any, export: DataExport) -> bool:
    """Only the person whose data it is, as long as it is offered."""
    if export.made_at is None or export.expires_at is None or export.expires_at <= clock.now():
        return False
    return may_use_account(user) and export.user_id == user.pk


def may_list_deletions(user: Any) -> bool:
    """The coordination, who knows the cases, and the administration, who empties accounts."""
    return has_role(user, Role.COORDINATOR, Role.ADMIN)


def may_close_deletion(user: Any, request: DeletionRequest) -> bool:
    """Whoever may list them, but nobody their own."""
    return may_list_deletions(user) and request.user_id != user.pk


def holds_office(user: Any) -> bool:
    """Whether an account works for the office, open or closed: asked before it is emptied."""
    names = [role.group_name for role in STAFF]
    is_staff = bool(user.is_superuser or user.is_staff)
    return is_staff or bool(user.groups.filter(name__in=names).exists())
