"""The one lifecycle of a case, state × event, exhaustively."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.management.commands.draw_lifecycle import TARGET
from projects.cases import lifecycle_words
from projects.cases.lifecycle import CASE, applicant_events
from projects.cases.models import Case, state_choices
from projects.cases.ways import as_markdown, stations
from projects.intake import actions
from tests.factories import projects as make
from tests.factories.accounts import client_for, user

STATES = [state.code for state in CASE.states]
EVENTS = sorted({transition.event for transition in CASE.transitions})
BEFORE = [
    "submitted",
    "under_review",
    "clarification",
    "opinion",
    "ready",
    "scheduled",
    "postponed",
]
DECIDED = ["approved", "approved_with_obligations"]
GRANTED = ["notified", "final", "running"]
# event: from these states to that one
EXPECTED: dict[str, tuple[list[str], str]] = {
    "submit": (["draft"], "submitted"),
    "receive_paper": (["draft"], "submitted"),
    "withdraw": ([*BEFORE, *DECIDED, "rejected"], "withdrawn"),
    "begin_review": (["submitted"], "under_review"),
    "ask": (["under_review", "opinion"], "clarification"),
    "answer": (["clarification"], "under_review"),
    "reject_formally": (["under_review"], "rejected_formally"),
    "ask_offices": (["under_review"], "opinion"),
    "make_ready": (["under_review", "opinion"], "ready"),
    "reopen": (["opinion", "ready", "rejected_formally"], "under_review"),
    "schedule": (["ready", "postponed"], "scheduled"),
    "take_off": (["scheduled"], "ready"),
    "postpone": (["scheduled"], "postponed"),
    "approve": (["scheduled"], "approved"),
    "approve_with_obligations": (["scheduled"], "approved_with_obligations"),
    "reject": (["scheduled"], "rejected"),
    "decide_anew": ([*DECIDED, "rejected"], "scheduled"),
    "notify": (DECIDED, "notified"),
    "become_final": (["notified"], "final"),
    "waive": (GRANTED, "waived"),
    "revoke": ([*GRANTED, "proof_check", "recovery"], "revoked"),
    "pay_out": (["final"], "running"),
    "hand_in_proof": (["running"], "proof_check"),
    "return_proof": (["proof_check"], "running"),
    "recover": (["proof_check"], "recovery"),
    "close": (["proof_check", "recovery"], "closed"),
}
REASONS = {
    *("ask", "reject_formally", "reopen", "take_off", "postpone", "reject", "decide_anew"),
    *("revoke", "return_proof", "recover"),
}
# Who acts; everything else is the coordination's.
OTHERS = {
    "applicant": {"submit", "withdraw", "answer", "waive", "hand_in_proof"},
    "committee": {"postpone", "approve", "approve_with_obligations", "reject", "decide_anew"},
    "finance": {"pay_out"},
    "portal": {"become_final"},
}
REVIEW = {
    *("begin_review", "ask", "answer", "reject_formally", "ask_offices", "make_ready", "reopen"),
}
DECISION = {
    *("schedule", "take_off", "postpone", "approve", "approve_with_obligations", "reject"),
    *("decide_anew", "notify", "become_final", "waive"),
}
BUILT = {"submit", "withdraw", "receive_paper", "pay_out"} | REVIEW | DECISION


def test_the_table_is_complete() -> None:
    assert set(EVENTS) == set(EXPECTED)
    targets = {target for _sources, target in EXPECTED.values()}
    assert targets | {"draft"} == set(STATES)
    assert len(STATES) == len(set(STATES))
    assert [code for code, _label in state_choices()] == STATES
    assert set(EVENTS) == set(lifecycle_words.EVENTS)
    assert {g for t in CASE.transitions for g in t.guards} == set(lifecycle_words.GUARDS)
    others = {event: who for who, events in OTHERS.items() for event in events}
    for transition in CASE.transitions:
        assert transition.who == others.get(transition.event, "coordination"), transition.event


@pytest.mark.django_db
def test_the_pages_are_drawn_from_the_table() -> None:
    shown = client_for(user("auditor")).get(reverse("cases:lifecycle"))
    text = " ".join(strip_tags(shown.content.decode()).split())
    for state in CASE.states:
        assert f'id="state-{state.code}"' in shown.content.decode()
        assert _(state.public) in text
    for words in (lifecycle_words.EVENTS, lifecycle_words.GUARDS, lifecycle_words.WHO):
        for word in words.values():
            assert _(word) in text
    # A way whose check nobody built is marked, one that is built is not.
    still = [way for place in stations() for way in place.ways if not way.is_open]
    assert text.count("noch nicht im Portal") == len(still)
    assert {way.event for way in still}.isdisjoint({"einreichen", "zurückziehen"})


@pytest.mark.django_db
def test_the_documentation_says_what_the_table_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == as_markdown(), "manage.py draw_lifecycle"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_every_state_and_event(state: str, event: str) -> None:
    sources, target = EXPECTED[event]
    if state not in sources:
        with pytest.raises(NotAllowed) as refusal:
            CASE.find(state, event)
        assert refusal.value.code == "state"
        return
    transition = CASE.find(state, event)
    assert transition.target == target
    assert transition.needs_reason == (event in REASONS)
    if event not in BUILT:
        with pytest.raises(NotAllowed) as refusal:
            CASE.check(object(), state, event, "because")
        assert refusal.value.code.endswith("_missing")


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_what_the_applicant_may_do_in_every_state(state: str) -> None:
    with clock.frozen("2026-11-22 10:00"):
        case = make.draft() if state == "draft" else make.submitted()
        # What is rejected can be withdrawn only as long as nobody was told.
        Case.objects.filter(pk=case.pk).update(state=state, is_sealed=True)
        case.refresh_from_db()
        expected = [e for e in ("submit", "withdraw") if state in EXPECTED[e][0]]
        assert applicant_events(state) == expected

        def attempt(action: Any) -> bool:
            try:
                action(by=case.owner, case=case)
            except Exception as refusal:
                assert type(refusal).__name__ in {"NotAllowed", "PermissionDenied"}
                return False
            case.refresh_from_db()
            return case.state != state

        assert attempt(actions.withdraw_application) == ("withdraw" in expected)
        Case.objects.filter(pk=case.pk).update(state=state)
        case.refresh_from_db()
        assert attempt(actions.submit_application) == ("submit" in expected)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "moment", "code"),
    [
        ({}, "2026-12-11 18:00", "call_closed"),
        ({"consent": False}, "2026-11-22 10:00", "incomplete"),
    ],
)
def test_submitting_is_guarded(columns: dict[str, Any], moment: str, code: str) -> None:
    with clock.frozen("2026-11-22 10:00"):
        case = make.draft(**columns)
    with clock.frozen(moment), pytest.raises(NotAllowed) as refusal:
        actions.submit_application(by=case.owner, case=case)
    assert refusal.value.code == code
    case.refresh_from_db()
    assert case.is_draft
