"""Who may do what in which state of a recovery and of its case: exactly as the table says."""

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
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case
from projects.recoveries import actions, actions_claims, actions_ends, lifecycle
from projects.recoveries import permissions as may
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import WriteOff
from tests.factories import decision as notices
from tests.factories import recoveries as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
STATES = [state.code for state in lifecycle.STATES]
CASE_STATES = [state.code for state in CASE.states]
OWNER, VISITOR, PLAIN = "owner", "visitor", "plain"
DESK, MONEY, MINE = {Role.COORDINATOR}, {Role.COORDINATOR, Role.FINANCE}, {OWNER}
GRANTED = {"notified", "final", "running", "proof_check", "recovery"}
FULL = GRANTED | {"waived"}

# Event: who may, in which states of the recovery, and the predicate that action and screen ask.
TABLE: dict[str, tuple[set[Any], set[str], Callable[[Any, Recovery], bool]]] = {
    "send_hearing": (DESK, {"opened"}, may.may_send_hearing),
    "answer": (MINE, {"hearing"}, may.may_answer),
    "note_answer": (DESK, {"hearing"}, may.may_note_answer),
    "end_hearing": (DESK, {"hearing", "heard"}, may.may_weigh),
    "drop": (DESK, {"opened", "hearing", "heard"}, may.may_drop),
    "pay": (MONEY, {"claimed"}, may.may_note_payment),
    "order": (MONEY, {"claimed"}, may.may_order_acceptance),
    "plan": (DESK, {"claimed"}, may.may_plan),
    "leave_interest": (DESK, {"claimed"}, may.may_leave_interest),
    "propose_write_off": (MONEY, {"claimed"}, may.may_propose_write_off),
    "settle": (DESK, {"claimed"}, may.may_settle),
}


def people(case: Case) -> dict[Any, Any]:
    found: dict[Any, Any] = {role: user(role) for role in Role}
    return {**found, OWNER: case.owner, VISITOR: AnonymousUser(), PLAIN: user()}


def test_every_role_state_and_event() -> None:
    recovery = make.opened()
    wrong = []
    for who, person in people(recovery.case).items():
        for state in STATES:
            recovery.state = state
            for event, (allowed, states, ask) in TABLE.items():
                if ask(person, recovery) != (who in allowed and state in states):
                    wrong.append(f"{event} {state} {who}")
    assert not wrong, "\n".join(wrong)
    events = {transition.event for transition in lifecycle.RECOVERY.transitions}
    assert events - {"claim"} <= set(TABLE)


def test_every_role_and_state_of_the_case() -> None:
    case = make.paid_case()
    refund = {"running", "proof_check", "recovery", "final", "revoked", "waived"}
    wrong = []
    for who, person in people(case).items():
        for state in CASE_STATES:
            case.state = state
            if may.may_open_recovery(person, case) != (who in DESK and state in FULL):
                wrong.append(f"open {state} {who}")
            if may.may_note_refund(person, case) != (who in MONEY and state in refund):
                wrong.append(f"refund {state} {who}")
    assert not wrong, "\n".join(wrong)


class _UndoError(Exception):
    """Takes back what an action did."""


def done(act: Callable[[], Any]) -> bool:
    """Whether an action did something; nothing of it stays."""
    is_done = False
    try:
        with transaction.atomic():
            try:
                act()
                is_done = True
            except (PermissionDenied, NotAllowed):
                is_done = False
            raise _UndoError
    except _UndoError:
        return is_done


def steps(found: dict[str, Recovery], by: Any, mine: Any) -> dict[str, dict[str, Any]]:
    """Each event with its action, on a recovery that has what its guards ask in its own state."""
    until = clock.today().replace(month=12, day=20)

    def on(state: str, act: Callable[..., Any], **said: Any) -> Callable[[], Any]:
        return lambda: act(recovery=found[state], **said)

    by_state: dict[str, dict[str, Any]] = {}
    for state in STATES:
        plan = [(until, 50_000)]
        by_state[state] = {
            "send_hearing": on(state, actions.send_hearing, by=by, until=until),
            "answer": on(state, actions.answer_hearing, by=mine, text="Ja.", key=uuid4()),
            "note_answer": on(state, actions.note_answer, by=by, text="Ja.", key=uuid4()),
            "end_hearing": on(state, actions.end_hearing, by=by, cents=1, weighing="Nein."),
            "drop": on(state, actions.drop_recovery, by=by, reason="Doch nicht."),
            "pay": on(
                state,
                actions_claims.note_claim_payment,
                by=by,
                paid_for="principal",
                cents=1,
                received_on=clock.today(),
                reason="Beleg",
                key=str(uuid4()),
            ),
            "order": on(state, actions_ends.order_acceptance, by=by, part="principal"),
            "plan": on(
                state, actions_ends.agree_plan, by=by, instalments=plan, reason="R", key=uuid4()
            ),
            "leave_interest": on(state, actions_claims.leave_interest, by=by, reason="Klein."),
            "propose_write_off": on(
                state,
                actions_ends.propose_write_off,
                by=by,
                kind="remission",
                part="principal",
                cents=1,
                reason="R",
                key=uuid4(),
            ),
        }
    return by_state


def one_of_each() -> dict[str, Recovery]:
    """A recovery in each state, reached by the actions."""
    office = user("coordinator")
    settled = make.claimed()
    make.pay_back(settled, 50_000)
    actions_claims.leave_interest(by=office, recovery=settled, reason="Sofort gezahlt.")
    claimed = make.claimed()
    make.rules(claimed.case)
    return {
        "opened": make.opened(),
        "hearing": make.answered(),
        "heard": make.heard(),
        "claimed": claimed,
        "settled": actions_claims.settle_recovery(by=office, recovery=settled),
        "dropped": actions.drop_recovery(by=office, recovery=make.opened(), reason="Nein."),
    }


def test_every_action_in_every_state() -> None:
    found, by = one_of_each(), user("coordinator")
    wrong = []
    for state, recovery in found.items():
        for event, act in steps(found, by, recovery.case.owner)[state].items():
            _who, states, _ask = TABLE[event]
            # Dropping what is dropped changes nothing and says nothing.
            expected = state in states or (event, state) == ("drop", "dropped")
            if done(act) != expected:
                wrong.append(f"{event} {state}: {not expected}")
    assert not wrong, "\n".join(wrong)


def test_every_action_asks_who_it_is() -> None:
    found = one_of_each()
    wrong = []
    for who, person in people(found["claimed"].case).items():
        if who in {VISITOR, OWNER}:
            continue
        for state in STATES:
            for event, act in steps(found, person, person)[state].items():
                allowed, states, _ask = TABLE[event]
                again = (event, state) == ("drop", "dropped")
                expected = who in allowed and state in states
                if not again and done(act) != expected:
                    wrong.append(f"{event} {state} {who}")
    assert not wrong, "\n".join(wrong)


def test_an_own_case_is_nobodys_desk_work() -> None:
    mine = user("coordinator")
    case = make.paid_case(owner=mine)
    with pytest.raises(PermissionDenied):
        make.opened(case, by=mine)
    recovery = make.claimed(case)
    with pytest.raises(PermissionDenied):
        make.pay_back(recovery, 1, by=mine)
    proposed = WriteOff.objects.create(
        recovery=recovery,
        kind="remission",
        part="principal",
        cents=1,
        reason="R",
        proposed_by=user("finance"),
        proposed_at=clock.now(),
        key=uuid4(),
    )
    with pytest.raises(PermissionDenied):
        actions_ends.judge_write_off(by=mine, write_off=proposed, confirmed=True)


def test_the_screens_keep_to_the_table() -> None:
    found, desk = one_of_each(), client_for(user("coordinator"))
    screens = {
        "recovery_hearing": "send_hearing",
        "recovery_note_answer": "note_answer",
        "recovery_end_hearing": "end_hearing",
        "recovery_drop": "drop",
        "recovery_payment": "pay",
        "recovery_plan": "plan",
        "recovery_no_interest": "leave_interest",
        "recovery_write_off": "propose_write_off",
    }
    wrong = []
    for state, recovery in found.items():
        assert desk.get(reverse("recovery", args=[recovery.pk])).status_code == 200
        for name, event in screens.items():
            shown = desk.get(reverse(name, args=[recovery.pk])).status_code == 200
            if shown != (state in TABLE[event][1]):
                wrong.append(f"{name} {state}")
    assert not wrong, "\n".join(wrong)


def test_opening_in_every_state_of_a_case() -> None:
    case, desk = make.paid_case(), client_for(user("coordinator"))
    for state in CASE_STATES:
        if state == DRAFT:
            continue
        Case.objects.filter(pk=case.pk).update(state=state)
        shown = desk.get(reverse("case_recovery_open", args=[case.pk])).status_code == 200
        assert shown == (state in FULL), state


def test_the_case_goes_where_its_own_table_says() -> None:
    """A part: to recovery from the proof; the whole: to revoked from everywhere."""
    for state in sorted(GRANTED):
        whole = make.claimed(make.paid_case(state), cents=make.PAID, legal_way="full_revocation")
        assert Case.objects.get(pk=whole.case_id).state == "revoked", state
    for state, target in (
        ("proof_check", "recovery"),
        ("recovery", "recovery"),
        ("running",) * 2,
        ("waived",) * 2,
    ):
        part = make.claimed(make.paid_case(state))
        assert Case.objects.get(pk=part.case_id).state == target
    for event in ("recover", "revoke"):
        with pytest.raises(NotAllowed, match="no_recovery"):
            CASE.check(make.paid_case(), "proof_check", event, "Darum.")


def test_the_draft_is_asked_for_only_after_the_hearing() -> None:
    found = one_of_each()
    for state, recovery in found.items():
        case = Case.objects.get(pk=recovery.case_id)
        act = lambda case=case: notices.draft(case, "recovery")  # noqa: E731
        assert done(act) == (state == "heard"), state
