"""The check by the coordination, receipt by receipt and line by line; nothing is overwritten."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.plan import CostItem
from projects.proof import permissions as may
from projects.proof.kinds import Verdict
from projects.proof.models import LONGEST_REASON, Overrun, Receipt, ReceiptCheck
from projects.proof.queries import checks_of, settlement_of
from projects.review.actions import locked, plain_text, require


@transaction.atomic
def judge_receipt(
    *, by: Any, receipt: Receipt, verdict: str, cents: int = 0, reason: str = "", seen: int | None
) -> ReceiptCheck:
    """Say what counts of a receipt: all, less (`cents`) with a reason, or that there is a question.

    `seen` is the newest check that the person saw (None: none). The same verdict again changes
    nothing. Raises PermissionDenied, NotAllowed (`verdict`, `reason`, `long`, `amount`: a cut is
    less than the receipt, `changed`, `settled`, `gone`).
    """
    case = locked(receipt.case)
    require(may.may_check_proof(by, case))
    held = case.receipts.filter(pk=receipt.pk, removed_at__isnull=True).first()
    if held is None:
        raise NotAllowed("gone")
    words = plain_text(reason, LONGEST_REASON)
    accepted = _accepted(held, verdict, cents, words)
    before = checks_of(case).get(held.pk)
    if before and (before.verdict, before.accepted_cents, before.reason) == (
        verdict,
        accepted,
        words,
    ):
        return before
    if settlement_of(case):
        raise NotAllowed("settled")
    if (before.pk if before else None) != seen:
        raise NotAllowed("changed")
    made = ReceiptCheck.objects.create(
        receipt=held,
        version=held.version,
        verdict=verdict,
        accepted_cents=accepted,
        reason=words,
        by=by,
        at=clock.now(),
    )
    data = {"receipt": held.number, "verdict": verdict, "cents": accepted}
    audit.record(actor=by, subject=case, event="receipt_judged", reason=words, data=data)
    return made


def _accepted(receipt: Receipt, verdict: str, cents: int, reason: str) -> int:
    """Cents that count by a verdict; raises NotAllowed."""
    if verdict not in Verdict.values:
        raise NotAllowed("verdict")
    if verdict == Verdict.ACCEPTED:
        return receipt.amount_cents
    if not reason:
        raise NotAllowed("reason")
    if verdict == Verdict.ASKED:
        return 0
    if not 0 <= cents < receipt.amount_cents:
        raise NotAllowed("amount")
    return cents


@transaction.atomic
def allow_overrun(*, by: Any, item: CostItem, reason: str) -> Overrun:
    """Agree that a line is exceeded beyond the tolerance; a second call changes nothing.

    Raises PermissionDenied, NotAllowed (`reason`, `long`, `settled`). Rule: No. 1.2 ANBest-P.
    """
    case = locked(item.case)
    require(may.may_check_proof(by, case))
    before = Overrun.objects.filter(item=item).first()
    if before:
        return before
    if settlement_of(case):
        raise NotAllowed("settled")
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    made = Overrun.objects.create(item=item, reason=words, by=by, at=clock.now())
    audit.record(
        actor=by, subject=case, event="overrun_allowed", reason=words, data={"item": item.pk}
    )
    return made
