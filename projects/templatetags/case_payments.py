"""Asks the predicates of paying where a panel knows the reader only through its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from projects.budget.permissions import may_move_money
from projects.cases.models import Case
from projects.payments import permissions as may
from projects.review.permissions import rights_on_page

register = template.Library()


@dataclass(frozen=True, slots=True)
class PaymentRights:
    """What a reader of a case's page in the admin may do with its money."""

    read: bool
    plan: bool


@dataclass(frozen=True, slots=True)
class CarrierRights:
    """What a person of a case may do with its money."""

    account: bool
    ask: bool


@register.simple_tag
def payment_rights(user: Any, case: Case) -> PaymentRights:
    """What the reader may do; shares its questions with the other panels of the page."""
    rights = rights_on_page(user, case)
    plan = rights.read and may_move_money(user) and case.state in may.GRANTED
    return PaymentRights(read=rights.read, plan=plan)


@register.simple_tag
def my_payment_rights(user: Any, case: Case) -> CarrierRights:
    """What a person of the case may do on its page outside the admin."""
    return CarrierRights(
        account=may.may_enter_account(user, case), ask=may.may_ask_payment(user, case)
    )
