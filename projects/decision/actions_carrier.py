"""What the carrier asks for or gives up: an early start, the grant itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import free
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import may_act_as_owner
from projects.decision import permissions as may
from projects.decision.models import LATEST_YEAR, LONGEST_REASON
from projects.decision.models_notices import EarlyStartRequest, Notice
from projects.decision.queries import early_start_request
from projects.review.actions import locked, move, plain_text, require
from projects.review.mails import tell_step


@transaction.atomic
def give_up(*, by: Any, case: Case, reason: str = "") -> Case:
    """The carrier gives an awarded grant up (Verzicht): its money is free for others.

    Drafts of notices go with it; a second call changes nothing. Raises PermissionDenied,
    NotAllowed (`long`).
    """
    case = locked(case)
    require(may_act_as_owner(by, case))
    if case.state == life.WAIVED:
        return case
    require(may.may_give_up(by, case))
    words = plain_text(reason, LONGEST_REASON)
    move(case, "waive", by=by, reason=words)
    Notice.objects.filter(case=case, released_at__isnull=True).delete()
    free(by=by, case=case, reason=words, key=f"waived:{case.pk}")
    tell_step(case)
    return case


@transaction.atomic
def ask_early_start(*, by: Any, case: Case, starts_on: date, reason: str) -> EarlyStartRequest:
    """Ask the office to consent to a start before the decision; it answers with a notice.

    The same request again changes nothing. Raises PermissionDenied, NotAllowed (`reason`, `long`,
    `starts_on`: it has passed, or is absurd). Rule: no start before the notice without consent
    (No. 1.3 of the administrative rules on § 44 LHO NRW).
    """
    case = locked(case)
    require(may.may_ask_early_start(by, case))
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    if not clock.today() <= starts_on or starts_on.year > LATEST_YEAR:
        raise NotAllowed("starts_on")
    before = early_start_request(case)
    if before and (before.starts_on, before.reason) == (starts_on, words):
        return before
    made = EarlyStartRequest.objects.create(
        case=case, starts_on=starts_on, reason=words, by=by, at=clock.now()
    )
    data = {"starts_on": starts_on.isoformat()}
    audit.record(actor=by, subject=case, event="early_start_asked", data=data)
    return made
