"""Who may do what in which state of the proof: role × state × event, exactly as the table says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind, LedgerEntry
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.proof import actions
from projects.proof import permissions as may
from projects.proof.models import Receipt
from projects.proof.models_proof import Closing, HandIn, ProofResult
from projects.proof.queries import receipts_of
from tests.factories import members
from tests.factories import projects as funding
from tests.factories import proof as make
from tests.factories.accounts import user
from tests.factories.site import home_page
from tests.projects.test_race import at_once

STATES = [state.code for state in CASE.states]
OWNER, WRITER, READER, VISITOR, PLAIN = "owner", "writer", "reader", "visitor", "plain"
DESK, MINE, TEAM = {Role.COORDINATOR}, {OWNER}, {OWNER, WRITER}
OFFICE = {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}
PROVED = {"running", "proof_check", "recovery", "closed"}
# What is done: who may, in which states, and the predicate that action and screen ask.
TABLE: dict[str, tuple[set[Any], set[str], Callable[[Any, Case], bool]]] = {
    "see": ({*TEAM, READER}, PROVED, may.may_see_proof),
    "receipts": (TEAM, {"running"}, may.may_keep_receipts),
    "hand_in_proof": (MINE, {"running"}, may.may_hand_in_proof),
    "more_time": (MINE, {"running"}, may.may_ask_more_time),
    "read": (OFFICE, PROVED, may.may_read_proof),
    "answer_extension": (DESK, {"running"}, may.may_answer_extension),
    "check": (DESK, {"proof_check"}, may.may_check_proof),
    "return_proof": (DESK, {"proof_check"}, may.may_return_proof),
    "close": (DESK, {"proof_check", "recovery"}, may.may_close),
}


def people(case: Case) -> dict[Any, Any]:
    found: dict[Any, Any] = {role: user(role) for role in Role}
    found |= {OWNER: case.owner, VISITOR: AnonymousUser(), PLAIN: user()}
    return found | {WRITER: members.member(case, "edit"), READER: members.member(case, "view")}


@pytest.mark.django_db
@pytest.mark.usefixtures("office_open")
def test_every_role_state_and_event() -> None:
    case, wrong = make.running(), []
    for who, person in people(case).items():
        for state in STATES:
            case.state = state
            for event, (allowed, states, ask) in TABLE.items():
                if ask(person, case) != (who in allowed and state in states):
                    wrong.append(f"{event} {state} {who}")
    assert not wrong, "\n".join(wrong)
    for transition in CASE.transitions:
        if transition.event in TABLE:
            assert TABLE[transition.event][1] == set(transition.sources)


@pytest.mark.django_db
@pytest.mark.usefixtures("office_open")
@pytest.mark.parametrize("state", STATES)
def test_the_actions_refuse_in_every_other_state(state: str) -> None:
    case = make.handed_in()
    boss, result = user("coordinator"), make.reckoned(case)
    receipt = receipts_of(case)[0]
    held: dict[str, Any] = {"state": state, "is_sealed": False}
    if state == "draft":
        held |= {"number": None, "submitted_at": None}
    Case.objects.filter(pk=case.pk).update(**held)
    steps: dict[str, tuple[set[str], Callable[[], Any]]] = {
        "receipts": ({"running"}, lambda: make.receipt(case)),
        "report": ({"running"}, lambda: make.told(case)),
        # Handed in already: a second click changes nothing.
        "hand_in": (
            {"running", "proof_check"},
            lambda: actions.hand_in_proof(by=case.owner, case=case),
        ),
        "judge": ({"proof_check"}, lambda: make.judge(receipt, "cut", cents=1, reason="Weil.")),
        "settle": (
            {"proof_check"},
            lambda: actions.settle_proof(by=boss, case=case, key=uuid4()),
        ),
        "confirm": (
            {"proof_check"},
            lambda: actions.confirm_result(by=user("coordinator"), result=result),
        ),
        "return": (
            {"proof_check"},
            lambda: actions.return_proof(by=boss, case=case, reason="Darum."),
        ),
    }
    for name, (states, act) in steps.items():
        if state in states:
            continue
        with pytest.raises(PermissionDenied):
            act()
        case.refresh_from_db()
        assert case.state == state, name
    if state not in {"proof_check", "recovery", "closed"}:
        with pytest.raises(PermissionDenied):
            actions.close_case(by=boss, case=case)
    assert HandIn.objects.count() == ProofResult.objects.count() == 1
    assert not Closing.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("office_open")
@pytest.mark.parametrize("role", [*Role])
def test_nobody_else_does_it(role: Role) -> None:
    case = make.handed_in()
    person, receipt = user(role), receipts_of(case)[0]
    steps = [
        lambda: make.judge(receipt, "accepted", by=person),
        lambda: actions.settle_proof(by=person, case=case, key=uuid4()),
        lambda: actions.return_proof(by=person, case=case, reason="Darum."),
        lambda: actions.close_case(by=person, case=case),
    ]
    if role != Role.COORDINATOR:
        for act in steps:
            with pytest.raises(PermissionDenied):
                act()
        return
    steps[0]()
    with pytest.raises(NotAllowed):
        steps[3]()


@pytest.mark.django_db
@pytest.mark.usefixtures("office_open")
def test_nobody_checks_a_proof_of_ones_own() -> None:
    boss = user("coordinator")
    case = make.handed_in(make.running(owner=boss))
    with pytest.raises(PermissionDenied):
        make.judge(receipts_of(case)[0], "accepted", by=boss)
    with pytest.raises(PermissionDenied):
        actions.close_case(by=boss, case=case)


@pytest.mark.django_db(transaction=True)
def test_two_windows_hand_in_at_once() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.running()
        make.receipt(case)
        make.told(case)
        job = partial(actions.hand_in_proof, by=case.owner, case=case)
        results = at_once([job, job, job])
    assert not [found for found in results if isinstance(found, Exception)]
    assert HandIn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_receipts_added_at_once_have_numbers_of_their_own() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.running()
        at_once([partial(make.receipt, case) for _each in range(3)])
    assert sorted(Receipt.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_closing_and_a_posting_at_once_never_both_count() -> None:
    home_page()
    funding.theme()
    with clock.frozen("2026-11-22 10:00"):
        case = make.handed_in()
        make.settled(case)
        refund = partial(
            note_payment,
            by=user("finance"),
            case=case,
            kind=EntryKind.REFUND,
            cents=1,
            reason="Zurück",
            key="at-once",
        )
        close = partial(actions.close_case, by=user("coordinator"), case=case)
        results = at_once([refund, close])
    refused = [found for found in results if isinstance(found, Exception)]
    assert [getattr(found, "code", "") for found in refused] in (["case_closed"], ["still_to_pay"])
    is_closed = Case.objects.get(pk=case.pk).state == "closed"
    assert is_closed != LedgerEntry.objects.filter(key="at-once").exists()
