"""What the page of a case in the admin gathers of cases themselves, and who reads it elsewhere."""

from __future__ import annotations

from django.db.models import BigAutoField, CharField

from portal.kernel.audit import LogEntry
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.models_members import Membership

PLACE = "case"
"""The page of a case in the admin, and its print view."""


def of_case(case: Case) -> dict[str, int]:
    """Fills the blank of lists that hang on the case alone."""
    return {"case": case.pk}


MEMBERS = Part(
    Prepared(
        lambda case: Membership.objects.filter(
            case__pk=case, ended_at__isnull=True, user__isnull=False
        ).select_related("user"),
        case=BigAutoField(),
    ),
    of_case,
)
GOALS = Part(
    Prepared(
        lambda case: (
            Case.goals.through.objects.filter(case__pk=case)
            .select_related("programmeoption")
            .order_by("programmeoption__position", "programmeoption__pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
HISTORY = Part(
    Prepared(
        lambda case: LogEntry.objects.filter(
            subject_type=Case._meta.label_lower, subject_id=case
        ).select_related("actor"),
        case=CharField(),
    ),
    lambda case: {"case": str(case.pk)},
)
