"""What gathering screens show of payments: the page of a case, the applicant's page."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.payments import lifecycle as pay
from projects.payments.permissions import GRANTED
from projects.payments.queries import (
    account_that_counts,
    account_that_waits,
    accounts_of,
    payments_of,
    shown_money,
)


def case_payments(case: Case) -> dict[str, Any] | None:
    """Account, payments and what is left of the award; nothing before a notice."""
    payments, accounts = payments_of(case), accounts_of(case)
    if case.state not in GRANTED and not payments and not accounts:
        return None
    return {
        "payments": payments,
        "account": account_that_counts(accounts),
        "waiting": account_that_waits(accounts),
        "money": shown_money(case),
    }


CASE_PAYMENTS = Panel(
    place="case",
    order=9,
    template="projects/payments/admin/case_payments.html",
    context=case_payments,
)


def my_payments(case: Case) -> dict[str, Any] | None:
    """What was paid, what comes next, and to which account; nothing before a notice."""
    found = case_payments(case)
    if found is None:
        return None
    shown = [each for each in found["payments"] if each.state != pay.CANCELLED]
    coming = [each for each in shown if each.state in pay.OPEN]
    coming.sort(key=lambda each: each.due_on)
    asked = any(each.state == pay.REQUESTED for each in shown)
    return found | {"payments": shown, "next": next(iter(coming), None), "asked": asked}


APPLICATION_PAYMENTS = Panel(
    place="application",
    order=6,
    template="projects/payments/application_payments.html",
    context=my_payments,
)
