"""The office's answer to a request for deletion, and what it does (Art. 17 GDPR)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import mails
from portal.accounts.actions import anonymise_user
from portal.accounts.models import User
from portal.accounts.models_requests import (
    CLOSED,
    LONGEST_NOTE,
    OPEN,
    Decision,
    DeletionRequest,
)
from portal.accounts.permissions import holds_office, may_close_deletion
from portal.kernel import audit, clock, registry
from portal.kernel.lifecycle import NotAllowed
from portal.templatetags.formats import date_long


@transaction.atomic
def close_deletion(
    *, by: Any, request: DeletionRequest, decision: str, reason: str = ""
) -> DeletionRequest:
    """Decide on a request for deletion, do it, and tell the person at the address until now.

    Granted: drafts and account go; what the law keeps is named with its day. Partly: drafts alone.
    Both and a refusal are for good. Raises PermissionDenied, and NotAllowed with a code: `state`
    (closed already), `decision` (unknown), `reason` (missing, unless granted), `office_role` (an
    account of the office is not emptied this way).
    """
    locked = DeletionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not may_close_deletion(by, locked):
        raise PermissionDenied
    reason = reason.strip()[:LONGEST_NOTE]
    _refuse_senseless(locked, decision, reason)
    user = User.objects.select_for_update().get(pk=locked.user_id)
    is_granted = decision == Decision.GRANTED
    if is_granted and holds_office(user):
        raise NotAllowed("office_role")
    mails.send_deletion_answer(user, decision, reason)
    outcome, kept = _outcome(user, reason) if is_granted else (reason, [])
    if decision != Decision.REFUSED:
        registry.forget_person(by, user, whole=is_granted)
    if is_granted:
        anonymise_user(user=user, by=by, reason="")
        locked.note = ""
    locked.state, locked.decision, locked.outcome = CLOSED, decision, outcome
    locked.closed_at, locked.closed_by = clock.now(), by
    locked.save()
    audit.record(
        actor=by,
        subject=user,
        event="deletion_closed",
        reason="" if is_granted else reason,
        data={"decision": decision, "kept": kept},
    )
    return locked


def _refuse_senseless(request: DeletionRequest, decision: str, reason: str) -> None:
    if request.state != OPEN:
        raise NotAllowed("state")
    if decision not in Decision.values:
        raise NotAllowed("decision")
    if decision != Decision.GRANTED and not reason:
        raise NotAllowed("reason")


def _outcome(user: User, reason: str) -> tuple[str, list[str]]:
    """What stays, for the office's own record, and the references alone."""
    with translation.override(settings.LANGUAGE_CODE):
        stays = registry.erasure_outlook(user).stays
        lines = [_words(kept) for kept in stays]
    return "\n".join(filter(None, [reason, *lines]))[:LONGEST_NOTE], [kept.name for kept in stays]


def _words(kept: registry.Kept) -> str:
    facts = {"name": kept.name, "day": date_long(kept.until)}
    if kept.at_least:
        return _("%(name)s: at least until %(day)s, because it is not concluded") % facts
    return _("%(name)s: until %(day)s") % facts
