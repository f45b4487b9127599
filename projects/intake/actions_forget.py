"""Forgetting a person: drafts go, sent applications stay without an account behind them."""

from __future__ import annotations

from typing import Any

from portal.kernel import audit, clock
from portal.kernel.registry import Erasure
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.correspondence.models import StatusLink
from projects.correspondence.models_reminders import ReminderStop
from projects.intake.actions import remove_draft
from projects.intake.models_desk import LatePermission
from projects.intake.queries_forget import drafts_to_forget, outlook_of


def forget_person(by: Any, user: Any, whole: bool) -> None:
    """Delete the person's drafts and, where all is to go, their part in everything else.

    Sent applications, their messages and log entries stay (Art. 17 (3) b GDPR). Part of
    `close_deletion`, which asks who may; a second call finds nothing left.
    """
    for case in drafts_to_forget(user).select_for_update().order_by("pk"):
        audit.record(actor=by, subject=case, event="draft_deleted")
        remove_draft(case)
    if not whole:
        return
    _end_parts(by, user)
    owned = Case.objects.filter(owner=user)
    links = StatusLink.objects.filter(case__in=owned, revoked_at__isnull=True)
    links.update(revoked_at=clock.now())
    ReminderStop.objects.filter(person=user).delete()
    # What such a permission let in keeps its file; the address is that of the emptied account.
    nowhere = f"geloescht-{user.pk}@invalid.invalid"
    late = LatePermission.objects.filter(email=user.email.lower())
    late.exclude(call__in=owned.values("call")).update(reason="")
    late.update(email=nowhere)


def _end_parts(by: Any, user: Any) -> None:
    """End the person's memberships, and invitations that they sent and nobody took."""
    ended = {"ended_at": clock.now(), "token_hash": None, "email": ""}
    working = Membership.objects.filter(ended_at=None).select_related("case")
    for member in working.filter(user=user):
        audit.record(
            actor=by, subject=member.case, event="member_removed", data={"member": member.pk}
        )
    working.filter(user=user).update(**ended)
    working.filter(user=None, invited_by=user).update(**ended)
    Membership.objects.filter(user=None, email=user.email.lower()).update(**ended)


ERASURE = Erasure(outlook_of, forget_person)
