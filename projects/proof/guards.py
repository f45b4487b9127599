"""The guards of the proof, registered at the lifecycle when the portal starts.

Recoveries register with `register_open_matter` what keeps a case from being closed.
"""

from __future__ import annotations

from collections.abc import Callable

from projects.budget.queries import pot_of_case
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.payments.lifecycle import OPEN
from projects.payments.models_payments import Disbursement
from projects.proof.missing import missing_of
from projects.proof.queries import last_hand_in, settlement_of

_open_matters: list[Callable[[Case], str | None]] = []


def register_open_matter(ask: Callable[[Case], str | None]) -> None:
    """Add a source of what is still open with a case: a stable code of refusal, or None."""
    if ask not in _open_matters:
        _open_matters.append(ask)


def proof(case: Case) -> str | None:
    """Before handing in: nothing is missing. Afterwards: a proof was handed in."""
    if case.state == life.PROOF_CHECK:
        return None if last_hand_in(case) else "no_proof"
    return next((missing.code for missing in missing_of(case)), None)


def settled(case: Case) -> str | None:
    """The result is confirmed, nobody owes anybody anything, and no claim is open.

    After a recovery its notice says how much is claimed; before one nothing may be due back.
    """
    found, pot = settlement_of(case), pot_of_case(case)
    if found is None:
        return "no_result"
    if pot.open_claim:
        return "open_claim"
    is_claimed = case.state == life.RECOVERY and pot.claimed > 0
    tolerated = found.result.excess_cents - found.due_back_cents
    if pot.kept - pot.written_off > found.grant_cents + tolerated and not is_claimed:
        return "due_back"
    if not is_claimed and pot.kept < found.grant_cents:
        return "still_to_pay"
    if Disbursement.objects.filter(case=case, state__in=OPEN).exists():
        return "open_payment"
    return next((code for ask in _open_matters if (code := ask(case))), None)


def register() -> None:
    """Name the guards at the lifecycle."""
    life.CASE.register_guard("proof", proof)
    life.CASE.register_guard("settled", settled)
