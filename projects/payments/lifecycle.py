"""The life of one payment: from a request or a plan to the day it is executed. No Django here.

Source: § 31 KomHVO NRW (certificates in substance and in figures by two people before the order).
"""

from __future__ import annotations

from portal.kernel.lifecycle import Lifecycle, State, Transition
from projects.cases.lifecycle import gettext_noop

REQUESTED = "requested"
PLANNED = "planned"
SUBSTANCE = "certified_substance"
CERTIFIED = "certified"
ORDERED = "ordered"
EXECUTED = "executed"
CANCELLED = "cancelled"
RETURNED = "returned"

STATES = (
    State(REQUESTED, gettext_noop("asked for by the carrier"), gettext_noop("You asked for it")),
    State(PLANNED, gettext_noop("planned"), gettext_noop("Planned")),
    State(SUBSTANCE, gettext_noop("certified in substance"), gettext_noop("We are checking it")),
    State(CERTIFIED, gettext_noop("certified in figures too"), gettext_noop("It is checked")),
    State(ORDERED, gettext_noop("ordered"), gettext_noop("The money is on its way")),
    State(EXECUTED, gettext_noop("paid"), gettext_noop("Paid")),
    State(CANCELLED, gettext_noop("voided"), gettext_noop("Voided")),
    State(RETURNED, gettext_noop("came back"), gettext_noop("The money came back to us")),
)
BEGUN = (PLANNED, SUBSTANCE, CERTIFIED, ORDERED)
"""What the office answers for and is not paid yet."""
OPEN = (REQUESTED, *BEGUN)
"""What may still be paid."""

PAYMENT = Lifecycle(
    states=STATES,
    transitions=(
        Transition(
            "certify_substance", (REQUESTED, PLANNED), SUBSTANCE, ("payable", "within_award")
        ),
        Transition("certify_figures", (SUBSTANCE,), CERTIFIED, ("payable", "within_award")),
        Transition("order", (CERTIFIED,), ORDERED, ("payable", "within_award", "same_account")),
        Transition("execute", (ORDERED,), EXECUTED, ("payable",)),
        Transition("cancel", OPEN, CANCELLED, needs_reason=True),
        Transition("come_back", (EXECUTED,), RETURNED, needs_reason=True),
    ),
)
