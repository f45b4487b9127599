"""What the office does at its desk: let somebody apply late, enter what came on paper."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake import mails_desk as mails
from projects.intake.models_desk import LatePermission
from projects.intake.permissions import may_allow_late
from projects.intake.queries_desk import late_of_case


@transaction.atomic
def allow_late(
    *, by: Any, call: Call, until: datetime, reason: str, email: str = "", case_uuid: Any = None
) -> LatePermission:
    """Let one applicant apply to a closed call until a moment, by address or for one draft.

    A second call with the same content changes nothing and sends no second mail. Raises
    PermissionDenied, and ValidationError with a code: `reason`, `open` (the call has not closed),
    `past` (the moment is over), `email`, `draft` (no such draft in that call).
    """
    if not may_allow_late(by):
        raise PermissionDenied
    call = Call.objects.select_for_update().get(pk=call.pk)
    _refuse_senseless(call, until, reason)
    case = _draft(call, case_uuid) if case_uuid else None
    address = (case.owner.email if case else email).strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise _refusal("email", _("Please write an e-mail address.")) from error
    same = {"call": call, "email": address, "case": case, "until": until, "reason": reason.strip()}
    known = LatePermission.objects.filter(**same, revoked_at=None).first()
    if known:
        return known
    permission = LatePermission.objects.create(**same, granted_by=by, granted_at=clock.now())
    _record(by, permission, "late_allowed", permission.reason)
    mails.send_late_allowed(permission)
    return permission


def _refuse_senseless(call: Call, until: datetime, reason: str) -> None:
    now = clock.now()
    if not reason.strip():
        raise _refusal("reason", _("Please write why this is allowed."))
    if now < call.closes_at:
        raise _refusal("open", _("This call has not closed yet: nobody needs a permission."))
    if until <= now:
        raise _refusal("past", _("This moment is already over."))


def _refusal(code: str, text: str) -> ValidationError:
    return ValidationError(text, code=code)


def _draft(call: Call, key: uuids.UUID) -> Case:
    case = Case.objects.select_related("owner").filter(uuid=key, call=call).first()
    if case is None or not case.is_draft:
        raise _refusal("draft", _("There is no draft with this link in this call."))
    return case


def _record(by: Any, permission: LatePermission, event: str, reason: str) -> None:
    data = {"until": permission.until.isoformat(), "call": permission.call.code}
    audit.record(actor=by, subject=permission, event=event, reason=reason, data=data)
    if permission.case:
        audit.record(actor=by, subject=permission.case, event=event, reason=reason, data=data)


def move_late(*, by: Any, case: Case, from_email: str) -> datetime | None:
    """Let a case's new owner be late as its former one was; until when, None where nobody was.

    A permission for this draft changes its address. One for whatever the former owner begins
    stays theirs: the new owner gets the same for this draft alone. No mail: the one about the
    hand-over says it. Part of `hand_over`, which asks whether that may be; call it after.
    """
    held, email = late_of_case(case, from_email), case.owner.email.lower()
    bound = [each for each in held if each.case_id]
    for permission in bound:
        permission.email = email
        permission.save(update_fields=["email"])
    until = max((each.until for each in bound), default=None)
    for general in (each for each in held if each.case_id is None):
        if until is None or general.until > until:
            bound.append(_for_case(general, case, email))
            until = general.until
    for permission in bound:
        _record(by, permission, "late_moved", "")
    return until


def _for_case(general: LatePermission, case: Case, email: str) -> LatePermission:
    """The same permission for one draft, as it was given: who allowed it, when, why."""
    return LatePermission.objects.create(
        call=general.call,
        email=email,
        case=case,
        until=general.until,
        reason=general.reason,
        granted_by=general.granted_by,
        granted_at=general.granted_at,
    )


@transaction.atomic
def revoke_late(*, by: Any, permission: LatePermission, reason: str = "") -> LatePermission:
    """Take a permission back; what was sent by it stays. A second call changes nothing.

    Raises PermissionDenied.
    """
    if not may_allow_late(by):
        raise PermissionDenied
    LatePermission.objects.select_for_update().get(pk=permission.pk)
    found = LatePermission.objects.select_related("call", "case").get(pk=permission.pk)
    if found.revoked_at:
        return found
    found.revoked_at, found.revoked_by = clock.now(), by
    found.save(update_fields=["revoked_at", "revoked_by"])
    _record(by, found, "late_revoked", reason)
    mails.send_late_revoked(found)
    return found
