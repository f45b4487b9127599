"""The office's desk for tests."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group, Permission

from portal.accounts.roles import ADMIN_ROLES
from portal.kernel import clock
from projects.intake.models_desk import LatePermission
from tests.factories import projects as make
from tests.factories.accounts import user


def admin_access() -> None:
    """Let the roles of the admin into the admin."""
    access = Permission.objects.get(codename="access_admin")
    for role in ADMIN_ROLES:
        Group.objects.get_or_create(name=role.group_name)[0].permissions.add(access)


def late() -> LatePermission:
    """Somebody may apply to a closed call until tomorrow."""
    call = make.call(opens_at=make.berlin("2026-01-01 08:00"), closes_at=clock.now())
    return LatePermission.objects.create(
        call=call,
        email="spaet@example.org",
        until=clock.now() + timedelta(days=1),
        reason="Krank.",
        granted_by=user("coordinator"),
    )
