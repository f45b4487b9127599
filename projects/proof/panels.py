"""What gathering screens show of proofs: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.cases import lifecycle as life
from projects.cases.models import Case, FileKind
from projects.proof.permissions import PROVED
from projects.proof.queries import (
    due_on,
    extensions_of,
    hand_ins_of,
    is_overdue,
    receipts_of,
    result_of,
)


def case_proof(case: Case) -> dict[str, Any] | None:
    """Receipts, handing in and result in short; None before the first payment."""
    if case.state not in PROVED:
        return None
    receipts, is_open = receipts_of(case), case.state == life.RUNNING
    return {
        "count": len(receipts),
        "spent": sum(receipt.amount_cents for receipt in receipts),
        "due": due_on(case) if is_open else None,
        "is_late": is_open and is_overdue(case),
        "hand_ins": hand_ins_of(case),
        "extensions": extensions_of(case),
        "result": result_of(case),
    }


CASE_PROOF = Panel(
    place="case",
    order=9,
    template="projects/proof/admin/case_proof.html",
    context=case_proof,
)


def my_proof(case: Case) -> dict[str, Any] | None:
    """Until when the proof is due, and the way to it; None before the first payment."""
    if case.state not in PROVED:
        return None
    is_open = case.state == life.RUNNING
    letters = [each for each in case.files.all() if each.kind == FileKind.RESULT]
    return {
        "is_open": is_open,
        "due": due_on(case) if is_open else None,
        "is_late": is_open and is_overdue(case),
        "letter": next(iter(letters), None),
    }


APPLICATION_PROOF = Panel(
    place="application",
    order=4,
    template="projects/proof/application_proof.html",
    context=my_proof,
)
