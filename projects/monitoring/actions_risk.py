"""The office judges how a running project stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.monitoring import permissions as may
from projects.monitoring.kinds_risk import Level
from projects.monitoring.models import LONGEST_TEXT, RiskMark
from projects.review.actions import locked, plain_text, require


@transaction.atomic
def set_risk(
    *, by: Any, case: Case, level: str, reason: str, next_step: str, key: UUID
) -> RiskMark:
    """Set the risk flag with its reason; earlier ones stay. The same key is the same flag.

    Raises PermissionDenied, NotAllowed (`level`, `reason`, `next_step`: missing where the project
    is not on track, `long`).
    """
    case = locked(case)
    require(may.may_guide(by, case))
    before = RiskMark.objects.filter(key=key).first()
    if before:
        require(before.case_id == case.pk)
        return before
    if level not in Level.values:
        raise NotAllowed("level")
    words, step = plain_text(reason, LONGEST_TEXT), plain_text(next_step, LONGEST_TEXT)
    if not words:
        raise NotAllowed("reason")
    if level != Level.GREEN and not step:
        raise NotAllowed("next_step")
    made = RiskMark.objects.create(
        case=case, level=level, reason=words, next_step=step, key=key, by=by, at=clock.now()
    )
    # The words stay in the flag: the log of a case is read by more people.
    audit.record(actor=by, subject=case, event="risk_set", data={"level": level})
    return made
