"""Leaves a trace of applications that are taken out of the portal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit
from projects.cases.models import Case
from projects.cases.permissions import may_view_case


@transaction.atomic
def take_package(*, by: Any, case: Case) -> None:
    """Note who downloads a whole application; raises PermissionDenied.

    Rule: Art. 5 (2) GDPR, accountability for personal data that leaves.
    """
    if not may_view_case(by, case):
        raise PermissionDenied
    audit.record(actor=by, subject=case, event="package_taken")
