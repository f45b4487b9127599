"""What the office does with the list of applications that must leave a trace."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.offices.models import Office
from portal.kernel import audit
from projects.cases.models import Case
from projects.cases.permissions import may_assign_office, may_export_cases


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


@transaction.atomic
def assign_office(*, by: Any, case: Case, office: Office | None) -> Case:
    """Say which municipal office accompanies a case (None: none any more).

    The same office again changes nothing. Raises PermissionDenied.
    """
    locked = Case.objects.select_for_update().filter(pk=case.pk).first()
    if locked is None or not may_assign_office(by, locked):
        raise PermissionDenied
    if locked.office_id == (office.pk if office else None):
        return locked
    locked.office = office
    locked.save(update_fields=["office"])
    audit.record(
        actor=by,
        subject=locked,
        event="office_assigned",
        data={"office": office.code if office else ""},
    )
    return locked
