"""Asks the predicates of deciding where a panel knows the reader only through its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.cases.permissions import may_act_as_owner, may_edit_case
from projects.decision import permissions as may
from projects.review.permissions import rights_on_page

register = template.Library()


@dataclass(frozen=True, slots=True)
class DecisionRights:
    """What a reader of a case's page in the admin may do in its decision."""

    read: bool
    work: bool
    decide: bool
    anew: bool


@dataclass(frozen=True, slots=True)
class CarrierRights:
    """What a person of a case may do with its letters."""

    choose: bool
    retrieve: bool
    own: bool
    give_up: bool
    ask_start: bool


@register.simple_tag
def decision_rights(user: Any, case: Case) -> DecisionRights:
    """What the reader may do; shares its questions with the other panels of the page."""
    rights = rights_on_page(user, case)
    events = CASE.events(case.state)
    return DecisionRights(
        read=rights.read,
        work=rights.work,
        decide=rights.work and case.state in may.OFFICE_DECIDES_IN,
        anew=rights.work and "decide_anew" in events,
    )


@register.simple_tag
def carrier_rights(user: Any, case: Case) -> CarrierRights:
    """What a person of the case may do on its page outside the admin."""
    return CarrierRights(
        choose=may.may_choose_delivery(user, case),
        retrieve=may_edit_case(user, case),
        own=may_act_as_owner(user, case),
        give_up=may.may_give_up(user, case),
        ask_start=may.may_ask_early_start(user, case),
    )
