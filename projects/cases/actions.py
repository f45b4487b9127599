"""What the office does with the list of applications that must leave a trace."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit
from projects.cases.permissions import may_export_cases


@transaction.atomic
def take_list_away(*, by: Any, file_format: str, rows: int, filters: dict[str, str]) -> None:
    """Note who takes the applications out of the portal as a file, which ones and how many.

    The entry hangs on the person's account, because a list is no record of its own. Raises
    PermissionDenied. Rule: Art. 5 (2) GDPR, accountability for personal data that leaves.
    """
    if not may_export_cases(by):
        raise PermissionDenied
    audit.record(
        actor=by,
        subject=by,
        event="applications_exported",
        data={"format": file_format, "rows": rows, "filters": filters},
    )
