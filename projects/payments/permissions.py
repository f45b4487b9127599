"""Who may plan, certify, order and note payments, draw money down, and say which account counts."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.budget.permissions import may_move_money
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import READERS, may_act_as_owner, may_take_part
from projects.decision.permissions import may_read_decisions
from projects.payments import lifecycle as pay
from projects.payments.models_payments import Disbursement, PaymentOrder

GRANTED = frozenset({life.NOTIFIED, life.FINAL, life.RUNNING})
"""States in which payments are planned and the account is named."""
PAYABLE = frozenset({life.FINAL, life.RUNNING})
"""States in which money may be paid: the notice is final (Bestandskraft)."""


def may_list_payments(user: Any) -> bool:
    """Coordination, finance and audit."""
    return has_role(user, *READERS)


def may_read_payments(user: Any, case: Case) -> bool:
    """They; nobody in a case of one's own."""
    return may_read_decisions(user, case)


def may_work(user: Any, case: Case) -> bool:
    """Coordination and finance; nobody in a case of one's own."""
    return may_move_money(user) and may_read_payments(user, case)


def may_plan(user: Any, case: Case) -> bool:
    """Coordination and finance, once the award notice is out."""
    return may_work(user, case) and case.state in GRANTED


def may_name_account(user: Any, case: Case) -> bool:
    """Coordination and finance, for a carrier that wrote on paper; the carrier confirms it."""
    return may_plan(user, case)


def may_do(user: Any, payment: Disbursement, event: str) -> bool:
    """Whether a person may take a payment through an event of its lifecycle.

    A concluded case never changes. In substance certifies the coordination, which knows the
    project; in figures a second person, never the one who certified in substance. So whoever
    drafted a payment never gives both.
    """
    case = payment.case
    if event not in pay.PAYMENT.events(payment.state) or case.state == life.CLOSED:
        return False
    if not may_work(user, case):
        return False
    if event == "certify_substance":
        return has_role(user, Role.COORDINATOR)
    if event == "certify_figures":
        return payment.substance_by_id != user.pk
    return True


def may_read_order(user: Any, order: PaymentOrder, cases: list[Case]) -> bool:
    """Whoever reads payments; nobody where one's own case is among those paid."""
    return may_list_payments(user) and not any(may_take_part(user, case) for case in cases)


def may_draw_down(user: Any) -> bool:
    """Coordination and finance ask the funder for money and note what comes."""
    return may_move_money(user)


def may_enter_account(user: Any, case: Case) -> bool:
    """Only the owner, from the notice until the proof of use."""
    return may_act_as_owner(user, case) and case.state in GRANTED


def may_ask_payment(user: Any, case: Case) -> bool:
    """Only the owner, once the notice is final."""
    return may_act_as_owner(user, case) and case.state in PAYABLE
