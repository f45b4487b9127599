"""The guards of paying: of each payment, and of the case that its first payment sets running."""

from __future__ import annotations

from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.queries import open_conditions
from projects.payments import lifecycle as pay
from projects.payments.models_payments import Disbursement
from projects.payments.permissions import PAYABLE
from projects.payments.queries import account_that_counts, accounts_of, money_of


def payable(payment: Disbursement) -> str | None:
    """The notice is final, no condition is open, and the carrier confirmed an account."""
    case = payment.case
    if case.state not in PAYABLE:
        return "not_final"
    if open_conditions(case):
        return "conditions"
    return None if account_that_counts(accounts_of(case)) else "no_account"


def within_award(payment: Disbursement) -> str | None:
    """Together with what is paid and planned it stays within the award."""
    return "above_award" if payment.cents > money_of(payment.case, but=payment).free else None


def same_account(payment: Disbursement) -> str | None:
    """The account is still the one that was certified."""
    account = account_that_counts(accounts_of(payment.case))
    return None if account and account.pk == payment.bank_id else "account_changed"


def payment(case: Case) -> str | None:
    """A payment that two people certified is executed, and no condition is open."""
    paid = Disbursement.objects.filter(case=case, state=pay.EXECUTED).exists()
    return None if paid and not open_conditions(case) else "no_payment"


def register() -> None:
    """Name the guards at both lifecycles."""
    pay.PAYMENT.register_guard("payable", payable)
    pay.PAYMENT.register_guard("within_award", within_award)
    pay.PAYMENT.register_guard("same_account", same_account)
    life.CASE.register_guard("payment", payment)
