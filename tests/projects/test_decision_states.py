"""Who may do what in which state of deciding: role × state × event, exactly as the table says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases import permissions as cases
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case
from projects.decision import actions, actions_carrier, actions_delivery
from projects.decision import permissions as may
from projects.decision.models_notices import Notice
from projects.review import permissions as review
from tests.factories import decision as make
from tests.factories.accounts import client_for, user
from tests.projects.test_review_states import result_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
STATES = [state.code for state in CASE.states]
OWNER, VISITOR, PLAIN = "owner", "visitor", "plain"
EVERYBODY: tuple[Any, ...] = (*Role, OWNER, VISITOR, PLAIN)
DESK, MINE = {Role.COORDINATOR}, {OWNER}
DECIDE = {"ready", "postponed", "scheduled"}


def sources(event: str) -> set[str]:
    return {state for state in STATES if event in CASE.events(state)}


# Event: who may, and the predicate that its action and its screen ask.
TABLE: dict[str, tuple[set[Any], Callable[[Any, Case], bool]]] = {
    "submit": (MINE, cases.may_submit_case),
    "withdraw": (MINE, cases.may_withdraw_case),
    "begin_review": (DESK, review.may_begin_review),
    "ask": (DESK, review.may_ask),
    "answer": (MINE, review.may_answer),
    "reject_formally": (DESK, review.may_reject_formally),
    "ask_offices": (DESK, review.may_ask_offices),
    "make_ready": (DESK, review.may_make_ready),
    "reopen": (DESK, review.may_reopen),
    "decide_anew": (DESK, may.may_decide_anew),
    "notify": (DESK, lambda person, case: may.may_draft_notice(person, case, "award")),
    "waive": (MINE, may.may_give_up),
}
# In the state beside the table: further offices join those that were asked.
JOINS = {"ask_offices": {"opinion"}}
BY_OFFICE = ("approve", "approve_with_obligations", "reject")
LATER = {"revoke", "recover"}
BY_OTHERS = {
    *("receive_paper", "schedule", "take_off", "postpone", "become_final", "pay_out"),
    *("hand_in_proof", "return_proof", "close"),
}


def people(case: Case) -> dict[Any, Any]:
    found = {role: user(role) for role in Role}
    return {**found, OWNER: case.owner, VISITOR: AnonymousUser(), PLAIN: user()}


def test_every_role_state_and_event() -> None:
    case = make.ready()
    case.is_sealed = True
    wrong = []
    for who, person in people(case).items():
        for state in STATES:
            case.state = state
            for event, (allowed, ask) in TABLE.items():
                expected = who in allowed and state in sources(event) | JOINS.get(event, set())
                if ask(person, case) != expected:
                    wrong.append(f"{event} {state} {who}")
            decides = who in DESK and state in DECIDE
            if may.may_decide_in_office(person, case) != decides:
                wrong.append(f"decide {state} {who}")
    assert not wrong, "\n".join(wrong)
    every = {transition.event for transition in CASE.transitions}
    assert every == set(TABLE) | set(BY_OFFICE) | LATER | BY_OTHERS


def test_what_is_not_built_is_closed() -> None:
    case = make.ready()
    for event in LATER:
        for state in sources(event):
            with pytest.raises(NotAllowed, match=r"_missing|no_recovery"):
                CASE.check(case, state, event, "Darum.")


def steps(fresh: Case, drafted: Case, released: Case, by: Any, owner: bool) -> dict[str, Any]:
    """Each event of deciding with the case that has what its guards ask, and its action."""

    def mine(case: Case) -> Any:
        return case.owner if owner else by

    def decide(ruling: Any) -> Callable[[], Any]:
        return lambda: actions.decide_in_office(by=by, case=fresh, ruling=ruling, key=uuid4())

    draft, out = Notice.objects.get(case=drafted), Notice.objects.get(case=released)
    return {
        "approve": (fresh, decide(make.APPROVE)),
        "approve_with_obligations": (fresh, decide(make.WITH_OBLIGATION)),
        "reject": (fresh, decide(make.REJECT)),
        "decide_anew": (
            drafted,
            lambda: actions.decide_anew(by=by, case=drafted, reason="Neuer Plan."),
        ),
        "notify": (drafted, lambda: make.release(draft, by=by)),
        "waive": (released, lambda: actions_carrier.give_up(by=mine(released), case=released)),
        "become_final": (
            released,
            lambda: actions_delivery.waive_remedy(by=mine(released), notice=out),
        ),
    }


def three() -> tuple[Case, Case, Case]:
    """One to decide, one with a drafted notice, one with a notice that lies in the portal."""
    of = make.small_call()
    drafted, released = make.decided(of=of), make.decided(of=of)
    make.draft(drafted)
    actions_delivery.choose_delivery(by=released.owner, case=released, in_portal=True)
    notice = make.release(make.draft(released))
    actions_delivery.retrieve_notice(by=released.owner, notice=notice)
    return make.ready(of), drafted, released


def test_every_action_in_every_state() -> None:
    found, by = three(), user("coordinator")
    keys = [case.pk for case in found]
    wrong = []
    for state in STATES:
        if state == DRAFT:
            continue
        Case.objects.filter(pk__in=keys).update(state=state)
        for event, (case, act) in steps(*found, by, owner=True).items():
            expected = CASE.find(state, event).target if state in sources(event) else ""
            if event in BY_OFFICE:
                # Without a sitting; what lies on the agenda of one is the body's.
                expected = CASE.find("scheduled", event).target if state in DECIDE else ""
                expected = "" if state == "scheduled" else expected
            if (event, state) in {("waive", "waived"), ("notify", "notified")}:
                expected = state if event == "waive" else ""
            if event == "become_final" and state != "notified":
                expected = state  # the remedy can be waived, the state stays
            reached = result_of(case, act)
            if reached != expected:
                wrong.append(f"{event} {state}: {reached or 'refused'}, not {expected or 'so'}")
    assert not wrong, "\n".join(wrong)


def test_every_action_asks_who_it_is() -> None:
    found = three()
    home = dict(zip(("ready", "approved", "notified"), found, strict=True))
    wrong = []
    for who, person in people(found[2]).items():
        if who == VISITOR:
            continue
        for event, (case, act) in steps(*found, person, owner=False).items():
            is_mine = event in {"waive", "become_final"}
            allowed = who == OWNER if is_mine else who == Role.COORDINATOR
            if bool(result_of(case, act)) != allowed:
                wrong.append(f"{event} {who}")
    assert not wrong, "\n".join(wrong)
    assert {state: Case.objects.get(pk=case.pk).state for state, case in home.items()} == {
        state: state for state in home
    }


def test_the_screens_keep_to_the_table() -> None:
    fresh, drafted, released = three()
    desk, mine = client_for(user("coordinator")), client_for(released.owner)
    place = [released.call.code, released.uuid]
    screens = {
        "case_decide": (desk, [fresh.pk], DECIDE),
        "case_decide_anew": (desk, [drafted.pk], sources("decide_anew")),
        "application_give_up": (mine, place, sources("waive")),
        "application_early_start": (mine, place, set(may.EARLY_START_IN)),
    }
    wrong = []
    for state in STATES:
        if state == DRAFT:
            continue
        Case.objects.filter(pk__in=[fresh.pk, drafted.pk, released.pk]).update(state=state)
        for name, (browser, arguments, states) in screens.items():
            shown = browser.get(reverse(name, args=arguments)).status_code == 200
            if shown != (state in states):
                wrong.append(f"{name} {state}")
    assert not wrong, "\n".join(wrong)


def test_an_own_case_is_nobodys_desk_work() -> None:
    mine = user("coordinator")
    case = make.ready(owner=mine)
    with pytest.raises(PermissionDenied):
        make.decide(case, by=mine)
    decided = make.decided(owner=mine)
    with pytest.raises(PermissionDenied):
        actions.decide_anew(by=mine, case=decided, reason="Neu.")
    draft = make.draft(decided)
    with pytest.raises(PermissionDenied):
        make.release(draft, by=mine)
    assert clock.today() == date(2026, 11, 22)
