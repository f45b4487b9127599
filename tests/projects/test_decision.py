"""Decisions of the office: limit, pot, cap, four eyes, and deciding anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.budget.posting import LedgerError
from projects.budget.queries import left_in, open_commitment
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.decision import actions, guards, queries
from projects.decision.actions import Ruling
from projects.decision.kinds import DecidedBy
from projects.decision.models import Decision
from tests.factories import decision as make
from tests.factories import projects as funding
from tests.factories import review as work
from tests.factories.accounts import user
from tests.factories.site import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def events(case: Case) -> Counter[str]:
    return Counter(audit.history(case).values_list("event", flat=True))


def test_an_award_of_the_office() -> None:
    case = make.ready()
    OutgoingMail.objects.all().delete()
    decision = make.decide(case, make.WITH_OBLIGATION)
    case.refresh_from_db()
    assert case.state == "approved_with_obligations"
    assert (decision.rule, decision.decided_on) == (make.RULE, date(2026, 11, 22))
    assert open_commitment(case) == 120_000
    assert left_in(case.call.period) == 880_000
    assert [each.text for each in queries.open_obligations(case)]
    assert [each.text for each in queries.open_conditions(case)]
    found = events(case)
    assert (found["schedule"], found["approve_with_obligations"]) == (1, 1)
    mail = OutgoingMail.objects.get()
    assert "120" not in mail.text
    assert make.RULE not in mail.text


def test_a_rejection_holds_no_money() -> None:
    case = make.decided(make.REJECT)
    assert case.state == "rejected"
    assert open_commitment(case) == 0
    assert events(case)["reject"] == 1


def test_the_same_click_twice_decides_once() -> None:
    case, by, key = make.ready(), user("coordinator"), uuid4()
    first = make.decide(case, by=by, key=key)
    assert make.decide(case, by=by, key=key) == first
    with pytest.raises(PermissionDenied):
        make.decide(case, by=by)
    assert Decision.objects.count() == 1
    assert open_commitment(case) == 155_000


CONTRADICTIONS = [
    ("outcome", replace(make.APPROVE, outcome="maybe")),
    ("outcome", Ruling("postponed", reason="Später.")),
    ("reason", Ruling("rejected", reason=" \x00 ")),
    ("long", replace(make.APPROVE, reason="x" * 100_000)),
    ("amount", replace(make.APPROVE, cents=0)),
    ("amount", replace(make.APPROVE, cents=-5)),
    ("amount", replace(make.APPROVE, cents=10**30)),
    ("amount", replace(make.REJECT, cents=100)),
    ("above_asked", replace(make.APPROVE, cents=155_001)),
    ("obligations", replace(make.APPROVE, obligations=[("Melden.", date(2027, 1, 1))])),
    ("obligations", replace(make.WITH_OBLIGATION, obligations=[])),
    ("obligations", replace(make.REJECT, conditions=["Nie."])),
    ("obligations", replace(make.WITH_OBLIGATION, obligations=[(" ", date(2027, 1, 1))])),
    ("long", replace(make.APPROVE, conditions=["x"] * 31)),
    ("due", replace(make.WITH_OBLIGATION, obligations=[("Ja.", date(2026, 11, 21))])),
    ("due", replace(make.WITH_OBLIGATION, obligations=[("Ja.", date(9999, 1, 1))])),
]


def test_rulings_that_contradict_themselves() -> None:
    case, by = make.ready(), user("coordinator")
    for code, ruling in CONTRADICTIONS:
        with pytest.raises(NotAllowed) as refused:
            make.decide(case, ruling, by=by)
        assert refused.value.code == code, ruling
    case.refresh_from_db()
    assert case.state == "ready"
    assert not Decision.objects.exists()
    assert open_commitment(case) == 0


def test_limit_pot_and_cap() -> None:
    for of, code in (
        (make.small_call(154_999), "above_limit"),
        (make.small_call(0), "office_never"),
    ):
        with pytest.raises(NotAllowed, match=code):
            make.decide(make.ready(of), replace(make.APPROVE, cents=100))
    poor = make.ready(make.small_call(pot=154_999))
    with pytest.raises(LedgerError) as refused:
        make.decide(poor)
    assert refused.value.code == "above_pot"
    capped = make.ready()
    capped.rules.cap_cents = 100_000
    capped.rules.save()
    with pytest.raises(LedgerError) as refused:
        make.decide(capped)
    assert refused.value.code == "above_cap"
    assert not Decision.objects.exists()
    assert set(Case.objects.values_list("state", flat=True)) == {"ready"}


def test_a_programme_without_settings_is_never_decided_alone() -> None:
    with pytest.raises(NotAllowed, match="office_never"):
        make.decide(work.ready(of=funding.call()))


def test_four_eyes() -> None:
    clerk = user("coordinator")
    case = work.ready(clerk, make.small_call(four_eyes=True))
    with pytest.raises(NotAllowed, match="four_eyes"):
        make.decide(case, by=clerk)
    assert make.decide(case).by != clerk


def test_only_the_coordination_decides() -> None:
    case = make.ready()
    for role in (None, "applicant", "finance", "auditor", "committee", "office"):
        with pytest.raises(PermissionDenied):
            make.decide(case, by=user(role))
    with pytest.raises(PermissionDenied):
        make.decide(make.ready(owner=(mine := user("coordinator"))), by=mine)


def test_deciding_anew_frees_the_money() -> None:
    case, by = make.decide(make.ready()).case, user("coordinator")
    with pytest.raises(NotAllowed, match="reason"):
        actions.decide_anew(by=by, case=case, reason=" ")
    actions.decide_anew(by=by, case=case, reason="Der Plan hat sich geändert.")
    case.refresh_from_db()
    assert case.state == "scheduled"
    assert open_commitment(case) == 0
    assert queries.current_decision(case) is None
    with pytest.raises(PermissionDenied):
        actions.decide_anew(by=by, case=case, reason="Noch einmal.")
    make.decide(case, make.WITH_OBLIGATION)
    case.refresh_from_db()
    assert case.state == "approved_with_obligations"
    assert open_commitment(case) == 120_000
    assert (events(case)["decide_anew"], events(case)["schedule"]) == (1, 1)


def test_what_lies_on_an_agenda_is_not_decided_by_the_office() -> None:
    case = make.ready()
    Case.objects.filter(pk=case.pk).update(state="scheduled")
    with pytest.raises(NotAllowed, match="on_agenda"):
        make.decide(case)


def test_a_body_uses_the_same_core(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a sitting asks besides is tested with the sitting mode.
    monkeypatch.setattr(guards, "_body_checks", [])
    monkeypatch.setattr(guards, "_sittings", [])
    case, by = work.ready(of=make.small_call(0)), user("coordinator")
    with pytest.raises(NotAllowed, match="no_sitting"), transaction.atomic():
        _by_body(case, by)
    guards.register_sitting(_always)
    _by_body(case, by)
    case.refresh_from_db()
    assert case.state == "approved"
    assert queries.current_decision(case).ground == "Beschluss 3/2027"  # type: ignore[union-attr]


def _always(case: Case) -> bool:
    return True


def _by_body(case: Case, by: object) -> None:
    actions.carry_out(
        by=by,
        case=case,
        ruling=make.APPROVE,
        key=uuid4(),
        decided_by=DecidedBy.BODY,
        resolution="Beschluss 3/2027",
        decided_on=clock.today(),
    )


def test_no_transition_without_a_fresh_decision() -> None:
    case = make.decided()
    Case.objects.filter(pk=case.pk).update(state="scheduled")
    case.refresh_from_db()
    for event in ("approve", "approve_with_obligations"):
        with pytest.raises(NotAllowed, match="no_decision"):
            CASE.check(case, "scheduled", event, "Darum.")
    with pytest.raises(NotAllowed, match="no_notice"):
        CASE.check(case, "approved", "notify")


def test_obligations_and_conditions_are_settled_once() -> None:
    case, by = make.decided(make.WITH_OBLIGATION), user("coordinator")
    (due,), (condition,) = queries.open_obligations(case), queries.open_conditions(case)
    with pytest.raises(NotAllowed, match="future"):
        actions.settle_obligation(by=by, obligation=due, done_on=date(2026, 11, 23))
    for _twice in range(2):
        actions.settle_obligation(by=by, obligation=due, done_on=date(2026, 11, 22))
        actions.meet_condition(by=by, condition=condition, met_on=date(2026, 11, 22))
    assert queries.open_obligations(case) == queries.open_conditions(case) == []
    assert (events(case)["obligation_done"], events(case)["condition_met"]) == (1, 1)
    for person in (case.owner, user("finance")):
        with pytest.raises(PermissionDenied):
            actions.meet_condition(by=person, condition=condition, met_on=date(2026, 11, 22))


def test_the_database_refuses_a_decision_without_ground_or_amount() -> None:
    case, by = make.ready(), user("coordinator")
    fields = {"case": case, "by": by, "at": clock.now(), "decided_on": clock.today()}
    for wrong in (
        {"outcome": "approved", "awarded_cents": 5, "decided_by": "office"},
        {"outcome": "approved", "awarded_cents": 0, "decided_by": "office", "rule": "x"},
        {"outcome": "rejected", "awarded_cents": 5, "decided_by": "body", "resolution": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**fields, **wrong)


class MoneyHolds(TestCase):
    """Whatever is decided in whatever order, the ledger holds exactly the current awards."""

    @settings(max_examples=4, deadline=None)
    @given(st.lists(st.integers(1, 155_000), min_size=1, max_size=2))
    def test_the_ledger_follows_the_decisions(self, amounts: list[int]) -> None:
        home_page()
        with clock.frozen("2026-11-22 10:00"):
            case, by = make.ready(make.small_call(pot=160_000)), user("coordinator")
            for cents in amounts:
                make.decide(case, replace(make.APPROVE, cents=cents), by=by)
                assert open_commitment(case) == cents
                assert left_in(case.call.period) == 160_000 - cents
                actions.decide_anew(by=by, case=case, reason="Neu.")
            assert left_in(case.call.period) == 160_000
