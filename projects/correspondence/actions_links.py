"""Writes on the secret links to the status of a case."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit, clock
from projects.cases.models import Case
from projects.correspondence.models import StatusLink
from projects.correspondence.permissions import may_share_status
from projects.correspondence.queries import hash_of

WORKS_FOR = timedelta(days=365)


@transaction.atomic
def make_status_link(*, by: Any, case: Case) -> str:
    """Make the secret link anew and return its token, which is shown this once.

    An earlier link stops working. Raises PermissionDenied.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_share_status(by, case):
        raise PermissionDenied
    _revoke(case)
    token, now = secrets.token_urlsafe(32), clock.now()
    StatusLink.objects.create(
        case=case,
        token_hash=hash_of(token),
        made_by=by,
        made_at=now,
        expires_at=now + WORKS_FOR,
    )
    audit.record(actor=by, subject=case, event="status_link_made")
    return token


@transaction.atomic
def revoke_status_link(*, by: Any, case: Case) -> None:
    """End the secret link; where there is none nothing happens. Raises PermissionDenied."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_share_status(by, case):
        raise PermissionDenied
    if _revoke(case):
        audit.record(actor=by, subject=case, event="status_link_revoked")


def _revoke(case: Case) -> int:
    links = StatusLink.objects.filter(case=case, revoked_at__isnull=True)
    return links.update(revoked_at=clock.now())
