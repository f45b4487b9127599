"""What the release of a recovery notice or an interest notice means: the claim in the ledger."""

from __future__ import annotations

from typing import Any

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import free
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.cases.lifecycle import CASE
from projects.decision.models_notices import Notice
from projects.recoveries import lifecycle as life
from projects.recoveries.actions import held, step
from projects.recoveries.guards import interest_done
from projects.recoveries.models import Recovery
from projects.recoveries.queries_claims import (
    claim_key,
    for_standing,
    interest_key,
    interest_of,
)
from projects.review.actions import move

LONGEST = 1000


def claim(by: Any, notice: Notice) -> None:
    """Post the claim that a released notice names, and take the case to its state.

    Part of the release, which asked who may and holds the case. Raises NotAllowed (`changed`:
    the recovery is another one than the draft says, and those of the guards), LedgerError.
    """
    recovery = _of(notice)
    if recovery is None or recovery.cents != notice.content["frozen"]["cents"]:
        raise NotAllowed("changed")
    recovery.notice = notice
    step(recovery, "claim")
    reason = recovery.reason[:LONGEST]
    if recovery.cents:
        note_payment(
            by=by,
            case=notice.case,
            kind=EntryKind.RECOVERY,
            cents=recovery.cents,
            reason=reason,
            key=claim_key(recovery),
            document=notice.number or "",
        )
    _move_case(by, recovery, notice)


def _move_case(by: Any, recovery: Recovery, notice: Notice) -> None:
    case, data = notice.case, {"recovery": recovery.pk, "notice": notice.number}
    event = "revoke" if recovery.is_full else "recover"
    if event in CASE.events(case.state):
        move(case, event, by=by, reason=recovery.reason, **data)
    if recovery.is_full:
        free(by=by, case=case, reason=recovery.reason, key=f"{claim_key(recovery)}:free")


def claim_interest(by: Any, notice: Notice) -> None:
    """Post the interest that a released notice names; raises NotAllowed (`changed`), LedgerError.

    Part of the release, which asked who may and holds the case.
    """
    recovery = _of(notice)
    if recovery is None or interest_done(recovery) != "interest_open":
        raise NotAllowed("changed")
    cents = interest_of(for_standing().get(pk=recovery.pk)).cents
    if cents != notice.content["frozen"]["cents"]:
        raise NotAllowed("changed")
    recovery.interest_notice = notice
    recovery.save(update_fields=["interest_notice"])
    note_payment(
        by=by,
        case=notice.case,
        kind=EntryKind.INTEREST,
        cents=cents,
        reason=f"{notice.get_kind_display()} {notice.number}",
        key=interest_key(recovery),
        document=notice.number or "",
    )
    data = {"recovery": recovery.pk, "cents": cents, "notice": notice.number}
    audit.record(actor=by, subject=notice.case, event="recovery_interest", data=data)


def _of(notice: Notice) -> Recovery | None:
    """The recovery that a draft was written for, held, where it still waits for its notice."""
    key = notice.content.get("frozen", {}).get("recovery")
    found = Recovery.objects.filter(pk=key, case=notice.case).first()
    if found is None:
        return None
    recovery = held(found)
    return recovery if recovery.state in {life.HEARD, life.CLAIMED} else None
