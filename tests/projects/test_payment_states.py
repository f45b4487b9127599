"""Who may do what in which state of a payment and its case: exactly as the table says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case
from projects.payments import actions
from projects.payments import permissions as may
from projects.payments.actions_orders import order_payments
from projects.payments.lifecycle import PAYMENT
from projects.payments.models_payments import Disbursement
from tests.factories import members
from tests.factories import payments as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
OWNER, EDITING, VISITOR, PLAIN = "owner", "editing", "visitor", "plain"
SIGNER, DRAFTER = "signer in substance", "drafter"
BOTH = {Role.COORDINATOR, Role.FINANCE}
STATES = [state.code for state in PAYMENT.states]
CASE_STATES = [state.code for state in CASE.states if state.code != DRAFT]
# Event: who may.
TABLE: dict[str, set[Any]] = {
    "certify_substance": {Role.COORDINATOR, SIGNER, DRAFTER},
    "certify_figures": {*BOTH, DRAFTER},
    "order": {*BOTH, SIGNER, DRAFTER},
    "execute": {*BOTH, SIGNER, DRAFTER},
    "cancel": {*BOTH, SIGNER, DRAFTER},
    "come_back": {*BOTH, SIGNER, DRAFTER},
}


class Scene:
    """A payment that stands in any state, with everybody who could touch it."""

    def __init__(self) -> None:
        self.case = make.payee()
        self.signer, self.drafter = user("coordinator"), user("coordinator")
        payment = make.in_substance(make.planned(self.case, by=self.drafter), by=self.signer)
        self.payment = make.executed(make_figures(payment))
        self.people: dict[Any, Any] = {role: user(role) for role in Role} | {
            OWNER: self.case.owner,
            EDITING: members.member(self.case, "edit"),
            VISITOR: AnonymousUser(),
            PLAIN: user(),
            SIGNER: self.signer,
            DRAFTER: self.drafter,
        }

    def stand(self, state: str, case_state: str = "running") -> Disbursement:
        """Put the payment and its case into states."""
        Case.objects.filter(pk=self.case.pk).update(state=case_state)
        Disbursement.objects.filter(pk=self.payment.pk).update(state=state)
        return Disbursement.objects.select_related("case__call__programme").get(pk=self.payment.pk)

    def acts(self, payment: Disbursement, by: Any) -> dict[str, Callable[[], Any]]:
        """Each event with its action."""
        said = {"by": by, "payment": payment}
        return {
            "certify_substance": lambda: actions.certify_substance(**said),
            "certify_figures": lambda: actions.certify_figures(**said),
            "order": lambda: order_payments(by=by, payments=[payment], key=uuid4()),
            "execute": lambda: actions.execute_payment(**said, executed_on=clock.today()),
            "cancel": lambda: actions.cancel_payment(**said, reason="Darum."),
            "come_back": lambda: actions.note_come_back(**said, reason="Darum."),
        }


def make_figures(payment: Disbursement) -> Disbursement:
    return actions.certify_figures(by=user("finance"), payment=payment)


def outcome(act: Callable[[], Any]) -> str:
    """What became of it, taken back afterwards: the state reached, or why not."""
    try:
        with transaction.atomic():
            found = act()
            if not isinstance(found, Disbursement):
                found = found.payments.get()
            raise Undone(found.state)
    except Undone as undone:
        return str(undone)
    except PermissionDenied:
        return "denied"
    except (NotAllowed, LedgerError) as refused:
        return f"refused {refused.code}"


class Undone(Exception):
    """Carries the state out of a transaction that is taken back."""


def test_every_role_state_and_event() -> None:
    scene = Scene()
    assert {each.event for each in PAYMENT.transitions} == set(TABLE)
    wrong = []
    for state in STATES:
        payment = scene.stand(state)
        for who, person in scene.people.items():
            for event, allowed in TABLE.items():
                expected = who in allowed and event in PAYMENT.events(state)
                if may.may_do(person, payment, event) != expected:
                    wrong.append(f"{event} {state} {who}")
    assert not wrong, "\n".join(wrong)


def test_every_action_in_every_state() -> None:
    """The ledger holds the payment already, so executing it again posts nothing new."""
    scene = Scene()
    person = scene.people[Role.COORDINATOR]
    wrong = []
    for state in STATES:
        payment = scene.stand(state)
        for event, act in scene.acts(payment, person).items():
            known = event in PAYMENT.events(state)
            found = outcome(act)
            again = {"execute": "executed", "cancel": "cancelled", "come_back": "returned"}
            if known:
                expected = PAYMENT.find(state, event).target
            elif again.get(event) == state:
                expected = state  # a second click changes nothing
            else:
                expected = "refused state" if event == "order" else "denied"
            if found != expected:
                wrong.append(f"{event} {state}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_every_action_asks_who_it_is() -> None:
    scene = Scene()
    wrong = []
    for who, person in scene.people.items():
        if who == VISITOR:
            continue
        for event, allowed in TABLE.items():
            source = PAYMENT.ways_from  # the first state that the event leads from
            state = next(each for each in STATES if event in [w.event for w in source(each)])
            payment = scene.stand(state)
            found = outcome(scene.acts(payment, person)[event])
            if (found == "denied") != (who not in allowed):
                wrong.append(f"{event} {who}: {found}")
    assert not wrong, "\n".join(wrong)


def test_the_state_of_the_case_decides_as_well() -> None:
    scene = Scene()
    person = scene.people[Role.COORDINATOR]
    wrong = []
    for case_state in CASE_STATES:
        payable = case_state in {"final", "running"}
        for event in ("certify_substance", "order", "execute", "cancel"):
            state = next(each for each in STATES if event in PAYMENT.events(each))
            found = outcome(scene.acts(scene.stand(state, case_state), person)[event])
            expected = PAYMENT.find(state, event).target
            if case_state == "closed":
                expected = "denied"
            elif event != "cancel" and not payable:
                expected = "refused not_final"
            if event == "order" and case_state == "closed":
                expected = "refused not_final"
            if found != expected:
                wrong.append(f"{event} {case_state}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_who_plans_and_who_names_the_account_in_which_state() -> None:
    case = make.payee()
    people = {role: user(role) for role in Role} | {OWNER: case.owner, PLAIN: user()}
    granted, payable = {"notified", "final", "running"}, {"final", "running"}
    wrong = []
    for state in CASE_STATES:
        case.state = state
        for who, person in people.items():
            asked = {
                "plan": (may.may_plan, who in BOTH and state in granted),
                "name": (may.may_name_account, who in BOTH and state in granted),
                "enter": (may.may_enter_account, who == OWNER and state in granted),
                "ask": (may.may_ask_payment, who == OWNER and state in payable),
            }
            wrong += [
                f"{name} {state} {who}"
                for name, (ask, expected) in asked.items()
                if ask(person, case) != expected
            ]
    assert not wrong, "\n".join(wrong)


def test_the_screens_keep_to_the_table() -> None:
    scene = Scene()
    wrong = []
    for who in (Role.COORDINATOR, Role.FINANCE, Role.AUDITOR, SIGNER):
        browser = client_for(scene.people[who])
        for state in STATES:
            payment = scene.stand(state)
            page = browser.get(reverse("payments:payment", args=[payment.pk]))
            shown = set(page.context["steps"]) | ({"order"} if page.context["may_order"] else set())
            expected = {
                event
                for event, allowed in TABLE.items()
                if who in allowed and event in PAYMENT.events(state)
            }
            if shown != expected:
                wrong.append(f"{state} {who}: {shown}")
    assert not wrong, "\n".join(wrong)
