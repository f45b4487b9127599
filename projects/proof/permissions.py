"""Who may keep receipts, hand a proof in, check it, and close a case."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import (
    READERS,
    may_act_as_owner,
    may_edit_case,
    may_take_part,
)
from projects.review.permissions import may_review

PROVED = frozenset({life.RUNNING, life.PROOF_CHECK, life.RECOVERY, life.CLOSED})
"""States in which there is something to prove, or was."""


def may_see_proof(user: Any, case: Case) -> bool:
    """The people of the case, from the first payment on."""
    return case.state in PROVED and may_take_part(user, case)


def may_keep_receipts(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, while the project runs."""
    return case.state == life.RUNNING and may_edit_case(user, case)


def may_hand_in_proof(user: Any, case: Case) -> bool:
    """Only the owner; whether the proof is complete is a guard of the lifecycle."""
    return may_act_as_owner(user, case) and "hand_in_proof" in life.CASE.events(case.state)


def may_ask_more_time(user: Any, case: Case) -> bool:
    """Only the owner, before the proof is handed in."""
    return may_act_as_owner(user, case) and case.state == life.RUNNING


def may_read_proofs(user: Any) -> bool:
    """Coordination, finance and audit read the list of proofs."""
    return has_role(user, *READERS)


def may_read_proof(user: Any, case: Case) -> bool:
    """They read the proof of a case; nobody in a case of one's own."""
    return may_read_proofs(user) and case.state in PROVED and not may_take_part(user, case)


def may_answer_extension(user: Any, case: Case) -> bool:
    """The coordination, while the proof is waited for."""
    return case.state == life.RUNNING and may_review(user, case)


def may_check_proof(user: Any, case: Case) -> bool:
    """The coordination, once a proof is handed in: receipts, over-runs, result."""
    return case.state == life.PROOF_CHECK and may_review(user, case)


def may_return_proof(user: Any, case: Case) -> bool:
    """The coordination, where the table has a way back to the carrier."""
    return may_review(user, case) and "return_proof" in life.CASE.events(case.state)


def may_close(user: Any, case: Case) -> bool:
    """The coordination; whether everything is settled is a guard."""
    return may_review(user, case) and "close" in life.CASE.events(case.state)
