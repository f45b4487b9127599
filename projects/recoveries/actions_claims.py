"""Payments on claims, refunds before any claim, interest that is left, and the end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import free
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import LedgerError
from projects.cases.lifecycle import REVOKED, WAIVED
from projects.cases.models import Case
from projects.decision.kinds import NoticeKind
from projects.decision.models import LONGEST_REASON
from projects.decision.models_notices import Notice
from projects.recoveries import lifecycle as life
from projects.recoveries import permissions as may
from projects.recoveries.actions import held, step
from projects.recoveries.kinds import PaidFor
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import ClaimPayment
from projects.recoveries.queries_claims import claim_key, standing_of
from projects.review.actions import locked, plain_text, require

PAYMENT_KINDS = {
    PaidFor.PRINCIPAL: EntryKind.RECOVERED,
    PaidFor.INTEREST: EntryKind.INTEREST_PAID,
}


@transaction.atomic
def note_claim_payment(
    *,
    by: Any,
    recovery: Recovery,
    paid_for: str,
    cents: int,
    received_on: date,
    reason: str,
    key: str,
    document: str = "",
) -> ClaimPayment:
    """Note money that came in on a claim or its interest (cents), with its day.

    The same key again gives the first payment back. Raises PermissionDenied, NotAllowed
    (`received_on`), LedgerError (`above_claim`: more than is owed of that part, and those of the
    ledger).
    """
    recovery = held(recovery)
    require(may.may_note_payment(by, recovery))
    before = ClaimPayment.objects.filter(recovery=recovery, entry__key=key).first()
    if before and (before.entry.cents, before.paid_for) == (cents, paid_for):
        return before
    _check_received(recovery, received_on)
    standing = standing_of(recovery)
    part = PaidFor(paid_for)
    owed = standing.open_principal if part == PaidFor.PRINCIPAL else standing.open_interest
    if before is None and cents > owed:
        raise LedgerError("above_claim")
    entry = note_payment(
        by=by,
        case=recovery.case,
        kind=PAYMENT_KINDS[part],
        cents=cents,
        reason=reason,
        key=key,
        document=document,
    )
    made = ClaimPayment.objects.create(
        recovery=recovery, paid_for=part, received_on=received_on, entry=entry
    )
    _drop_interest_draft(recovery)
    data = {"recovery": recovery.pk, "cents": cents, "for": paid_for, "on": received_on.isoformat()}
    audit.record(actor=by, subject=recovery.case, event="recovery_paid", data=data)
    return made


def _check_received(recovery: Recovery, received_on: date) -> None:
    released = recovery.notice.released_at if recovery.notice else None
    if released is None or not clock.local(released).date() <= received_on <= clock.today():
        raise NotAllowed("received_on")


def _drop_interest_draft(recovery: Recovery) -> None:
    """A payment changes the interest, so a draft that names the old sum goes."""
    drafts = Notice.objects.filter(case=recovery.case, released_at__isnull=True)
    drafts.filter(kind=NoticeKind.INTEREST).delete()


@transaction.atomic
def note_refund(
    *, by: Any, case: Case, cents: int, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Note money that the carrier gave back of its own accord, before any notice (cents).

    Raises PermissionDenied, LedgerError (`above_paid`: more than was paid out, and others).
    """
    case = locked(case)
    require(may.may_note_refund(by, case))
    return note_payment(
        by=by,
        case=case,
        kind=EntryKind.REFUND,
        cents=cents,
        reason=reason,
        key=key,
        document=document,
    )


@transaction.atomic
def leave_interest(*, by: Any, recovery: Recovery, reason: str) -> Recovery:
    """Claim no interest, with the reason (§ 49a (3) sentence 2 VwVfG NRW); last words count.

    Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    recovery = held(recovery)
    require(may.may_leave_interest(by, recovery))
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    recovery.no_interest_reason = words
    recovery.save(update_fields=["no_interest_reason"])
    _drop_interest_draft(recovery)
    data = {"recovery": recovery.pk}
    event = "recovery_interest_left"
    audit.record(actor=by, subject=recovery.case, event=event, reason=words, data=data)
    return recovery


@transaction.atomic
def settle_recovery(*, by: Any, recovery: Recovery) -> Recovery:
    """End a recovery of which nothing is owed any more; a second call changes nothing.

    What a revoked or waived case still held is free then. Raises PermissionDenied, NotAllowed
    (`open_claim`, `interest_open`, `rate_missing`).
    """
    recovery = held(recovery)
    if recovery.state == life.SETTLED:
        return recovery
    require(may.may_settle(by, recovery))
    recovery.ended_at = clock.now()
    step(recovery, "settle")
    if recovery.case.state in {REVOKED, WAIVED}:
        key = f"{claim_key(recovery)}:settled"
        free(by=by, case=recovery.case, reason=recovery.reason, key=key)
    data = {"recovery": recovery.pk, "cents": recovery.cents}
    audit.record(actor=by, subject=recovery.case, event="recovery_settled", data=data)
    return recovery
