"""What gathering screens show of proofs: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from portal.kernel import clock
from portal.kernel.registry import Panel
from projects.cases import lifecycle as life
from projects.cases.models import Case, FileKind
from projects.proof.permissions import PROVED
from projects.proof.queries import (
    due_on,
    extensions_of,
    hand_ins_of,
    receipts_of,
    result_of,
)


def _days(case: Case) -> dict[str, Any]:
    """Whether the proof is waited for, until when, and whether it is late."""
    if case.state != life.RUNNING:
        return {"is_open": False, "due": None, "is_late": False}
    due = due_on(case)
    return {"is_open": True, "due": due, "is_late": due < clock.today()}


def case_proof(case: Case) -> dict[str, Any] | None:
    """Receipts, handing in and result in short; None before the first payment."""
    if case.state not in PROVED:
        return None
    receipts = receipts_of(case)
    return {
        "count": len(receipts),
        "spent": sum(receipt.amount_cents for receipt in receipts),
        **_days(case),
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
    letters = [each for each in case.files.all() if each.kind == FileKind.RESULT]
    return {
        **_days(case),
        "letter": next(iter(letters), None),
    }


APPLICATION_PROOF = Panel(
    place="application",
    order=4,
    template="projects/proof/application_proof.html",
    context=my_proof,
)
