"""Orders to the cash office, instalments, and claims that are given up by two people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.budget.posting import LedgerError
from projects.decision.models import LATEST_YEAR, LONGEST_REASON
from projects.recoveries import mails
from projects.recoveries import permissions as may
from projects.recoveries.actions import held
from projects.recoveries.kinds import PaidFor, WriteOffKind
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import (
    AcceptanceOrder,
    ClaimReminder,
    Instalment,
    PaymentPlan,
    WriteOff,
)
from projects.recoveries.pdfs import OrderFacts, order_pdf
from projects.recoveries.queries import settings_of
from projects.recoveries.queries_claims import due_on, standing_of
from projects.recoveries.queries_due import reminders_due
from projects.review.actions import plain_text, require

MOST_INSTALMENTS = 60
LONGEST_LEDGER_REASON = 1000


@transaction.atomic
def order_acceptance(*, by: Any, recovery: Recovery, part: str) -> AcceptanceOrder:
    """Order the cash office to accept what a notice claims: an archived PDF, once per part.

    Raises PermissionDenied, NotAllowed (`no_recovery`: nothing is claimed of that part,
    `no_account`, `four_eyes`: who drafted the notice reckoned it). Rule: § 31 KomHVO NRW.
    """
    recovery = held(recovery)
    before = AcceptanceOrder.objects.filter(recovery=recovery, part=part).first()
    if before:
        return before
    require(may.may_order_acceptance(by, recovery))
    notice = recovery.notice if part == PaidFor.PRINCIPAL else recovery.interest_notice
    standing = standing_of(recovery)
    cents = standing.claimed if part == PaidFor.PRINCIPAL else standing.interest
    if notice is None or not cents:
        raise NotAllowed("no_recovery")
    if notice.drafted_by_id == by.pk:
        raise NotAllowed("four_eyes")
    rules = settings_of(recovery.case.call.programme)
    account = rules.account if part == PaidFor.PRINCIPAL else rules.interest_account
    if not rules.product or not account:
        raise NotAllowed("no_account")
    made = AcceptanceOrder(
        recovery=recovery,
        part=part,
        number=f"{notice.number}-A",
        cents=cents,
        product=rules.product,
        account=account,
        by=by,
        at=clock.now(),
    )
    pdf = order_pdf(OrderFacts(made, notice, due_on(notice)))
    made.sha256 = sha256(pdf).hexdigest()
    made.file.save("order.pdf", ContentFile(pdf), save=False)
    made.save()
    data = {"order": made.number, "cents": cents, "sha256": made.sha256}
    audit.record(actor=by, subject=recovery.case, event="recovery_ordered", data=data)
    return made


@transaction.atomic
def agree_plan(
    *,
    by: Any,
    recovery: Recovery,
    instalments: Sequence[tuple[date, int]],
    reason: str,
    key: UUID,
) -> PaymentPlan:
    """Let a claim be paid in instalments (day, cents); a new plan takes the place of the old one.

    They make up what is owed of the claim. Raises PermissionDenied, NotAllowed (`instalments`,
    `reason`, `long`).
    """
    recovery = held(recovery)
    before = PaymentPlan.objects.filter(key=key, recovery=recovery).first()
    if before:
        return before
    require(may.may_plan(by, recovery))
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    standing = standing_of(recovery)
    _check_instalments(instalments, standing.open_principal)
    made = PaymentPlan.objects.create(
        recovery=recovery,
        reason=words,
        paid_before_cents=standing.paid + standing.written_off,
        by=by,
        at=clock.now(),
        key=key,
    )
    Instalment.objects.bulk_create(
        Instalment(plan=made, due_on=day, cents=cents) for day, cents in instalments
    )
    data = {"recovery": recovery.pk, "count": len(instalments)}
    audit.record(actor=by, subject=recovery.case, event="recovery_plan", reason=words, data=data)
    mails.tell_plan(recovery)
    return made


def _check_instalments(instalments: Sequence[tuple[date, int]], owed: int) -> None:
    days = [day for day, _cents in instalments]
    if not 1 <= len(days) <= MOST_INSTALMENTS or sorted(set(days)) != days:
        raise NotAllowed("instalments")
    if days[0] < clock.today() or days[-1].year > LATEST_YEAR:
        raise NotAllowed("instalments")
    if any(cents <= 0 for _day, cents in instalments):
        raise NotAllowed("instalments")
    if sum(cents for _day, cents in instalments) != owed:
        raise NotAllowed("instalments")


@transaction.atomic
def propose_write_off(
    *, by: Any, recovery: Recovery, kind: str, part: str, cents: int, reason: str, key: UUID
) -> WriteOff:
    """Propose to give up what is owed, or a part of it (cents); another person confirms it.

    Raises PermissionDenied, NotAllowed (`state`: no such kind, `amount`, `above_claim`, `reason`,
    `long`).
    """
    recovery = held(recovery)
    before = WriteOff.objects.filter(key=key, recovery=recovery).first()
    if before:
        return before
    require(may.may_propose_write_off(by, recovery))
    if kind not in WriteOffKind.values or part not in PaidFor.values:
        raise NotAllowed("state")
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    if cents <= 0:
        raise NotAllowed("amount")
    if cents > _owed(recovery, part):
        raise NotAllowed("above_claim")
    made = WriteOff.objects.create(
        recovery=recovery,
        kind=kind,
        part=part,
        cents=cents,
        reason=words,
        proposed_by=by,
        proposed_at=clock.now(),
        key=key,
    )
    data = {"recovery": recovery.pk, "cents": cents, "kind": kind}
    event = "write_off_proposed"
    audit.record(actor=by, subject=recovery.case, event=event, reason=words, data=data)
    return made


def _owed(recovery: Recovery, part: str) -> int:
    standing = standing_of(recovery)
    return standing.open_principal if part == PaidFor.PRINCIPAL else standing.open_interest


@transaction.atomic
def judge_write_off(*, by: Any, write_off: WriteOff, confirmed: bool) -> WriteOff:
    """Confirm a write-off that somebody else proposed, or refuse it; a second call changes nothing.

    Raises PermissionDenied, LedgerError (`above_claim`: meanwhile less is owed).
    """
    recovery = held(write_off.recovery)
    found = WriteOff.objects.select_for_update().get(pk=write_off.pk)
    found.recovery = recovery
    if not found.is_waiting:
        return found
    require(may.may_judge_write_off(by, found))
    data = {"recovery": recovery.pk, "cents": found.cents, "kind": found.kind}
    event = "write_off_confirmed" if confirmed else "write_off_refused"
    if confirmed:
        if found.cents > _owed(recovery, found.part):
            raise LedgerError("above_claim")
        found.entry = note_payment(
            by=by,
            case=recovery.case,
            kind=EntryKind.WRITE_OFF,
            cents=found.cents,
            reason=found.reason[:LONGEST_LEDGER_REASON],
            key=f"write-off:{found.pk}",
            document=str(found.get_kind_display()),
        )
        found.confirmed_by, found.confirmed_at = by, clock.now()
    else:
        found.refused_at = clock.now()
    found.save()
    audit.record(actor=by, subject=recovery.case, event=event, reason=found.reason, data=data)
    return found


@transaction.atomic
def remind_of_claims() -> int:
    """Remind carriers of payments, once before their day and once after; returns how many.

    Part of the regular work.
    """
    count = 0
    for recovery, due, is_late in reminders_due():
        _made, is_new = ClaimReminder.objects.get_or_create(
            recovery=recovery, due_on=due.day, is_late=is_late, defaults={"at": clock.now()}
        )
        if is_new:
            mails.tell_due(recovery, due, is_late=is_late)
            count += 1
    return count
