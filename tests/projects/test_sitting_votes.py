"""Motions and open votes: majority, tie, recusal, quorum, pot, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.budget.queries import left_in, open_commitment
from projects.cases.models import Case
from projects.decision.actions import Ruling, carry_out, decide_anew
from projects.decision.models import Decision
from projects.sittings import actions, guards
from projects.sittings import actions_recusals as recusals
from projects.sittings.actions_agenda import vote_anew
from projects.sittings.models import Motion
from projects.sittings.models_votes import OpenVote
from projects.sittings.queries import pots_of_sitting
from tests.factories import sittings as make
from tests.factories.accounts import user
from tests.factories.bodies import committee, member, rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]

DUTIES = Ruling(
    "approved_with_obligations",
    120_000,
    "Gut.",
    obligations=[("Bitte melden Sie den Aufbau an.", date(2027, 3, 15))],
    conditions=["Die Erlaubnis liegt vor."],
)


def test_a_carried_motion_becomes_resolution_and_decision() -> None:
    _meeting, (item,) = make.opened(make.ready())
    motion = make.motion(item, DUTIES)
    motion = make.vote(item, "yyyna")
    case = Case.objects.get(pk=item.case_id)
    assert (motion.state, motion.yes, motion.no, motion.abstain) == ("carried", 3, 1, 1)
    assert motion.why == "majority"
    decision = Decision.objects.get(case=case)
    assert motion.decision == decision
    assert motion.resolution is not None
    assert (decision.decided_by, decision.resolution) == ("body", motion.resolution.number)
    assert motion.resolution.number == "KOM-2026-0001"
    assert case.state == "approved_with_obligations"
    assert open_commitment(case) == 120_000
    assert decision.obligations.get().due_on == date(2027, 3, 15)
    assert decision.conditions.get().text == "Die Erlaubnis liegt vor."
    assert make.fresh(item).settled == "decided"
    (pot,) = pots_of_sitting([make.fresh(item)])
    assert pot.pot.left == 880_000
    assert [(cents, percent) for _name, cents, percent in pot.shares] == [(120_000, 100)]


def test_a_motion_not_carried_decides_nothing() -> None:
    _meeting, (item,) = make.opened(make.ready())
    make.motion(item)
    assert make.vote(item, "nnyaa").why == "minority"
    assert not Decision.objects.exists()
    assert make.fresh(item).is_open
    make.motion(item, make.REJECT)
    assert make.vote(item, "yynaa").state == "carried"
    assert Decision.objects.get().outcome == "rejected"


TIES = [
    ("yynn-", "chair", "carried", "tie_chair"),
    ("nnyy-", "chair", "not_carried", "tie_chair"),
    ("ayn--", "chair", "not_carried", "tie_refused"),
    ("yynn-", "refused", "not_carried", "tie_refused"),
    ("aaaaa", "chair", "not_carried", "no_votes"),
]


def test_ties_by_the_rules_of_the_body() -> None:
    of = make.call_with()
    for rule in ("chair", "refused"):
        wanted = [row for row in TIES if row[1] == rule]
        body = committee(code=f"k-{rule}")
        rules(body, tie=rule)
        _meeting, items = make.opened(*(make.ready(of) for _row in wanted), of=body)
        for item, (choices, _rule, state, why) in zip(items, wanted, strict=True):
            make.motion(item)
            motion = make.vote(item, choices)
            assert (motion.state, motion.why) == (state, why), choices


def test_no_decision_without_a_quorum() -> None:
    meeting, (item,) = make.opened(make.ready(), absent=2)
    make.motion(item)
    now = make.fresh(item)
    recusals.note_recusal(
        by=user("coordinator"),
        item=now,
        member=make.seats_of(meeting)[2].pk,
        reason="",
        seen=now.version,
    )
    with pytest.raises(NotAllowed, match="too_few"):
        make.vote(item, "yy")
    member(meeting.body, name="Nicht geladen")
    with pytest.raises(NotAllowed, match="not_invited"):
        make.vote(item, "yy")
    assert not Decision.objects.exists()
    assert not OpenVote.objects.exists()


def test_votes_of_people_who_have_none() -> None:
    body = committee()
    adviser = member(body, function="advisory")
    _meeting, (item,) = make.opened(make.ready(), of=body)
    make.motion(item)
    with pytest.raises(NotAllowed, match="no_vote"):
        make.vote(item, "yyyyyy")
    stranger, by, now = member(committee(1, "fremd")), user("coordinator"), make.fresh(item)
    for wrong, code in (({stranger.pk: "yes"}, "no_vote"), ({adviser.pk: "maybe"}, "choice")):
        with pytest.raises(NotAllowed, match=code):
            actions.vote_openly(
                by=by, item=now, motion=Motion.objects.get(), votes=wrong, seen=now.version
            )
    with pytest.raises(NotAllowed, match="no_votes"):
        make.vote(item, "-----")


def test_the_pot_and_the_cap_hold() -> None:
    of = make.call_with(200_000)
    _meeting, (first, second) = make.opened(make.ready(of), make.ready(of))
    make.motion(first)
    make.motion(second)
    make.vote(first, "yyyyy")
    with pytest.raises(LedgerError) as refused:
        make.vote(second, "yyyyy")
    assert refused.value.code == "above_pot"
    assert not OpenVote.objects.filter(motion__item=second).exists()
    assert make.fresh(second).is_open
    assert left_in(of.period) == 45_000
    now = make.fresh(second)
    actions.drop_motion(by=user("coordinator"), item=now, seen=now.version)
    with pytest.raises(NotAllowed, match="above_pot"):
        make.motion(second, replace(make.APPROVE, cents=45_001))
    make.motion(second, replace(make.APPROVE, cents=45_000))
    make.vote(second, "yyyyy")
    assert left_in(of.period) == 0
    capped = make.ready(make.call_with())
    capped.rules.cap_cents = 100_000
    capped.rules.save()
    with pytest.raises(NotAllowed, match="above_cap"):
        make.motion(make.opened(capped, of=committee(code="zwei"))[1][0])


def test_bad_motions() -> None:
    _meeting, (item,) = make.opened(make.ready())
    for code, ruling in (
        ("amount", replace(make.APPROVE, cents=10**30)),
        ("above_asked", replace(make.APPROVE, cents=155_001)),
        ("reason", Ruling("rejected", reason="\x00 ")),
        ("long", replace(make.APPROVE, reason="x" * 100_000)),
        ("due", replace(DUTIES, obligations=[("Ja.", date(1, 1, 1))])),
        ("outcome", replace(make.APPROVE, outcome="vielleicht")),
    ):
        with pytest.raises(NotAllowed, match=code):
            make.motion(item, ruling)
    assert not Motion.objects.exists()
    motion = make.motion(item)
    with pytest.raises(NotAllowed, match="motion_runs"):
        make.motion(item)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.create(
            item=item, outcome="rejected", state="made", by=motion.by, made_at=motion.made_at
        )


def test_the_same_click_twice_and_an_older_form() -> None:
    _meeting, (item,) = make.opened(make.ready())
    by, key, now = user("coordinator"), uuid4(), make.fresh(item)
    said = {"by": by, "item": now, "ruling": make.APPROVE, "key": key, "seen": now.version}
    motion = actions.make_motion(**said)
    assert actions.make_motion(**said) == motion
    with pytest.raises(NotAllowed, match="stale"):
        actions.make_motion(**{**said, "key": uuid4()})
    voted = make.vote(item, "yyynn", by=by)
    again = actions.vote_openly(
        by=by,
        item=now,
        motion=voted,
        votes={vote.member_id: vote.choice for vote in voted.votes.all()},
        seen=now.version,
    )
    assert again == voted
    assert OpenVote.objects.count() == 5
    assert Decision.objects.count() == 1
    with pytest.raises(NotAllowed, match="stale"):
        actions.drop_motion(by=by, item=now, seen=now.version)
    with pytest.raises(NotAllowed, match="settled"):
        make.motion(item)


def test_a_decision_taken_back_in_the_sitting_is_voted_once_more() -> None:
    item, by = make.decided(), user("coordinator")
    decide_anew(by=by, case=item.case, reason="Falscher Betrag.")
    item = vote_anew(by=by, item=make.fresh(item), seen=make.fresh(item).version)
    make.motion(item)
    motion = make.vote(item, "yyyyy")
    assert motion.resolution is not None
    assert motion.resolution.number == "KOM-2026-0002"
    assert open_commitment(Case.objects.get(pk=item.case_id)) == 155_000


def test_nobody_decides_past_the_vote() -> None:
    _meeting, (item,) = make.opened(make.ready())
    case, by, motion = item.case, user("coordinator"), make.motion(item)
    case.refresh_from_db()
    ground = {"decided_by": "body", "resolution": "KOM-2026-0009", "decided_on": date(2026, 11, 22)}
    for key in (uuid4(), motion.key):
        with pytest.raises(NotAllowed, match="no_resolution"), transaction.atomic():
            carry_out(by=by, case=case, ruling=make.APPROVE, key=key, **ground)
    motion = make.vote(item, "yyyyy")
    decision = motion.decision
    assert decision is not None
    assert guards.resolution_holds(decision) is None
    OpenVote.objects.filter(motion=motion).update(choice="no")
    assert guards.resolution_holds(decision) == "minority"
    Motion.objects.update(room={**motion.room, "recused": [make.seats_of(_meeting)[0].pk]})
    assert guards.resolution_holds(decision) == "recused"


def test_only_the_coordination_and_only_in_an_open_sitting() -> None:
    _meeting, (item,) = make.planned(make.ready())
    with pytest.raises(NotAllowed, match="meeting"):
        make.motion(item)
    _open, (other,) = make.opened(make.ready(), of=committee(code="zwei"))
    for role in (None, "applicant", "finance", "auditor", "committee", "office", "admin"):
        with pytest.raises(PermissionDenied):
            make.motion(other, by=user(role))
    mine = user("coordinator")
    _meeting, (own,) = make.opened(make.ready(owner=mine), of=committee(code="drei"))
    with pytest.raises(PermissionDenied):
        make.motion(own, by=mine)
