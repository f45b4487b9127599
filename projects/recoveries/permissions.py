"""Who may claim money back, answer in a hearing, note payments, and give claims up."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.cases import lifecycle as cases
from projects.cases.models import Case
from projects.cases.permissions import may_edit_case, may_take_part
from projects.decision.permissions import may_read_decisions
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import WriteOff
from projects.review.permissions import may_review

PARTIAL_IN = frozenset({cases.RUNNING, cases.PROOF_CHECK, cases.RECOVERY, cases.WAIVED})
"""States in which a part of a grant is claimed back; also after it was given up."""
FULL_IN = PARTIAL_IN | {cases.NOTIFIED, cases.FINAL}
"""States in which a grant is revoked as a whole."""
REFUND_IN = PARTIAL_IN | {cases.FINAL, cases.REVOKED}
"""States in which the carrier gives money back of its own accord."""


def may_see_recoveries(user: Any, case: Case) -> bool:
    """Coordination, finance and audit; nobody in a case of one's own."""
    return may_read_decisions(user, case)


def may_list_claims(user: Any) -> bool:
    """Coordination, finance and audit."""
    return has_role(user, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)


def may_open_recovery(user: Any, case: Case) -> bool:
    """The coordination, from the award notice on; one at a time is the database's."""
    return may_review(user, case) and case.state in FULL_IN


def may_work_on(user: Any, recovery: Recovery, event: str) -> bool:
    """The coordination, where the recovery's own table knows the event."""
    return may_review(user, recovery.case) and event in life.RECOVERY.events(recovery.state)


def may_send_hearing(user: Any, recovery: Recovery) -> bool:
    """The coordination, once."""
    return may_work_on(user, recovery, "send_hearing")


def may_weigh(user: Any, recovery: Recovery) -> bool:
    """The coordination, from the hearing until the notice."""
    return recovery.state in {life.HEARING, life.HEARD} and may_review(user, recovery.case)


def may_drop(user: Any, recovery: Recovery) -> bool:
    """The coordination, before the notice."""
    return may_work_on(user, recovery, "drop")


def may_settle(user: Any, recovery: Recovery) -> bool:
    """The coordination; whether nothing is owed is a guard."""
    return may_work_on(user, recovery, "settle")


def may_answer(user: Any, recovery: Recovery) -> bool:
    """The owner and members who fill in together, until the office ends the hearing."""
    return recovery.state == life.HEARING and may_edit_case(user, recovery.case)


def may_note_answer(user: Any, recovery: Recovery) -> bool:
    """The coordination, what came by post, by mail or was said."""
    return recovery.state == life.HEARING and may_review(user, recovery.case)


def may_read_hearing(user: Any, recovery: Recovery) -> bool:
    """The people of a case once the letter is sent; the office always."""
    if recovery.hearing_sent_at and may_take_part(user, recovery.case):
        return True
    return may_see_recoveries(user, recovery.case)


def _keeps_money(user: Any, case: Case) -> bool:
    return has_role(user, Role.COORDINATOR, Role.FINANCE) and may_see_recoveries(user, case)


def may_note_payment(user: Any, recovery: Recovery) -> bool:
    """Coordination and finance, while the claim runs."""
    return recovery.state == life.CLAIMED and _keeps_money(user, recovery.case)


def may_note_refund(user: Any, case: Case) -> bool:
    """Coordination and finance, after money was paid (what the ledger checks)."""
    return case.state in REFUND_IN and _keeps_money(user, case)


def may_order_acceptance(user: Any, recovery: Recovery) -> bool:
    """Coordination and finance; never who drafted the notice is the action's (four eyes)."""
    return recovery.state == life.CLAIMED and _keeps_money(user, recovery.case)


def may_plan(user: Any, recovery: Recovery) -> bool:
    """The coordination, while the claim runs."""
    return recovery.state == life.CLAIMED and may_review(user, recovery.case)


def may_leave_interest(user: Any, recovery: Recovery) -> bool:
    """The coordination, before an interest notice."""
    return may_plan(user, recovery) and recovery.interest_notice_id is None


def may_propose_write_off(user: Any, recovery: Recovery) -> bool:
    """Coordination and finance, while the claim runs."""
    return may_note_payment(user, recovery)


def may_judge_write_off(user: Any, write_off: WriteOff) -> bool:
    """The coordination, but never who proposed it (four eyes)."""
    return (
        write_off.is_waiting
        and write_off.proposed_by_id != getattr(user, "pk", None)
        and may_plan(user, write_off.recovery)
    )
