"""Quorum, votes, ties and votes by mail: §§ 90 and 91 VwVfG NRW as a table and as properties."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.bodies import procedure
from actors.bodies.procedure import (
    Attendance,
    Choice,
    MailVote,
    Outcome,
    ProcedureError,
    Quorum,
    Reason,
    Refusal,
    Rules,
    Seat,
    Tally,
    TieRule,
)

CHAIR, DEPUTY, THIRD, FOURTH, FIFTH, STAND_IN, GUEST = range(1, 8)
SEATS = (
    Seat(CHAIR, "chair"),
    Seat(DEPUTY, "deputy"),
    Seat(THIRD, "writer"),
    Seat(FOURTH),
    Seat(FIFTH),
    Seat(STAND_IN, stands_for=FIFTH),
    Seat(GUEST, "advisory", has_vote=False),
)
ALL = frozenset(seat.member for seat in SEATS)
YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
DAY = date(2026, 6, 1)
QUORATE = Quorum(True, Reason.QUORATE, 5, 5, 3)


def room(*present: int, **changes: object) -> Attendance:
    """A sitting of the five members above, all invited."""
    return Attendance(SEATS, **{"invited": ALL, "present": frozenset(present), **changes})


def plain(members: int, present: int, recused: int, **changes: object) -> Attendance:
    """So many members; the first are present, of those the first are recused."""
    return Attendance(
        tuple(Seat(number) for number in range(members)),
        **{
            "invited": frozenset(range(members)),
            "present": frozenset(range(present)),
            "recused": frozenset(range(recused)),
            **changes,
        },
    )


def test_the_quorum_of_every_small_body() -> None:
    """Members 0–7 × present × recused × summons, against the words of the law."""
    for members, present, recused, second in product(range(8), range(8), range(8), (False, True)):
        if not recused <= present <= members:
            continue
        found = procedure.quorum(Rules(), plain(members, present, recused, second_summons=second))
        counted, inside = members - recused, present - recused
        enough = inside > counted / 2 and inside >= 3
        assert found.is_quorate == (inside > 0 and (enough or second))
        assert (found.members, found.present) == (counted, inside)
        assert found.is_quorate or found.reason == (Reason.TOO_FEW if inside else Reason.NOBODY)


@pytest.mark.parametrize(
    ("present", "changes", "reason"),
    [
        ((1, 2, 3), {}, Reason.QUORATE),
        ((1, 2), {}, Reason.TOO_FEW),
        ((1, 2, GUEST), {}, Reason.TOO_FEW),
        ((1, 2, STAND_IN), {}, Reason.QUORATE),
        ((1, FIFTH, STAND_IN), {}, Reason.TOO_FEW),
        ((1, 2, 3), {"recused": frozenset({1})}, Reason.TOO_FEW),
        ((1, 2, 3, 4), {"recused": frozenset({1})}, Reason.QUORATE),
        ((1, 2), {"second_summons": True}, Reason.SECOND_SUMMONS),
        ((1,), {"second_summons": True, "recused": frozenset({1})}, Reason.NOBODY),
        ((GUEST,), {"second_summons": True}, Reason.NOBODY),
        ((1, 2, 3), {"invited": ALL - {FOURTH}}, Reason.NOT_INVITED),
        ((1, 2, 3, 4), {"invited": ALL - {FOURTH}}, Reason.QUORATE),
        ((1, 2, 3), {"invited": ALL - {GUEST, STAND_IN}}, Reason.QUORATE),
        ((1, 2), {"invited": ALL - {FOURTH}, "second_summons": True}, Reason.NOT_INVITED),
        # Recused themselves: no substitute for the item; a recused substitute fills no seat.
        ((1, 2, FIFTH, STAND_IN), {"recused": frozenset({FIFTH})}, Reason.TOO_FEW),
        ((1, 2, STAND_IN), {"recused": frozenset({STAND_IN})}, Reason.TOO_FEW),
    ],
)
def test_who_counts(present: tuple[int, ...], changes: dict, reason: Reason) -> None:
    assert procedure.quorum(Rules(), room(*present, **changes)).reason == reason


def test_a_body_may_have_other_numbers() -> None:
    strict = Rules(minimum_present=4, share_percent=66)
    assert [procedure.quorum(strict, plain(9, n, 0)).is_quorate for n in (5, 6)] == [False, True]
    assert procedure.quorum(strict, plain(9, 5, 0)).needed == 6
    assert not procedure.quorum(strict, plain(4, 3, 0)).is_quorate


@pytest.mark.parametrize("rule", TieRule)
@pytest.mark.parametrize("is_secret", [False, True])
def test_every_result_of_up_to_four_votes(rule: TieRule, is_secret: bool) -> None:
    """Yes × no × abstentions × vote of the chair, each rule at a tie, open and secret."""
    rules = Rules(tie=rule, secret_tie=rule)
    votes = (None, *Choice)
    for yes, no, abstain, casting in product(range(5), range(5), range(3), votes):
        tally = Tally(yes, no, abstain, casting)
        found = procedure.outcome(rules, QUORATE, tally, is_secret=is_secret)
        by_chair = yes == no > 0 and rule == TieRule.CHAIR and casting in {YES, NO}
        assert found.is_decided
        assert found.is_carried == (yes > no or (by_chair and casting == YES))
        assert (found.reason == Reason.TIE_CHAIR) == by_chair
        assert (found.reason == Reason.NO_VOTES) == (yes == no == 0)


def test_a_secret_tie_is_refused_unless_the_rules_say_otherwise() -> None:
    tie = Tally(2, 2, casting=YES)
    assert procedure.outcome(Rules(), QUORATE, tie).is_carried
    assert not procedure.outcome(Rules(), QUORATE, tie, is_secret=True).is_carried
    assert procedure.vote_is_secret(Rules(), is_requested=True)
    assert not procedure.vote_is_secret(Rules(secret_on_request=False), is_requested=True)
    assert not procedure.vote_is_secret(Rules(), is_requested=False)


@pytest.mark.parametrize(
    ("present", "changes", "leader"),
    [
        ((1, 2, 3), {}, CHAIR),
        ((2, 3), {}, DEPUTY),
        ((1, 2, 3), {"recused": frozenset({1})}, DEPUTY),
        ((1, 2, 3), {"recused": frozenset({1, 2})}, None),
        ((1, 2, 3), {"recused": frozenset({1, 2}), "presiding": THIRD}, THIRD),
        ((1, 2), {"presiding": THIRD}, CHAIR),
    ],
)
def test_who_leads_the_item(present: tuple[int, ...], changes: dict, leader: int | None) -> None:
    assert procedure.presiding(room(*present, **changes)) == leader


def test_the_casting_vote_is_that_of_whoever_leads() -> None:
    here = room(1, 2, 3, 4, 5, recused=frozenset({CHAIR}))
    tally = procedure.count_open(here, {DEPUTY: YES, THIRD: YES, FOURTH: NO, FIFTH: NO})
    assert tally == Tally(2, 2, 0, YES)
    away = room(3, 4, 5)
    assert procedure.count_open(away, {THIRD: YES, FOURTH: NO}).casting is None


@pytest.mark.parametrize(
    ("voter", "code"),
    [
        (CHAIR, Refusal.RECUSED),
        (FOURTH, Refusal.NOT_PRESENT),
        (99, Refusal.NOT_PRESENT),
        (GUEST, Refusal.NO_VOTE),
        (STAND_IN, Refusal.NO_VOTE),
    ],
)
def test_nobody_else_has_a_vote(voter: int, code: Refusal) -> None:
    here = room(1, 2, 3, FIFTH, STAND_IN, GUEST, recused=frozenset({CHAIR}))
    with pytest.raises(ProcedureError) as refused:
        procedure.count_open(here, {DEPUTY: YES, voter: YES})
    assert refused.value.code == code


def test_secret_ballots_are_no_more_than_voters() -> None:
    here = room(1, 2, 3, recused=frozenset({3}))
    procedure.check_secret(here, Tally(1, 1))
    for tally, code in ((Tally(1, 1, 1), Refusal.TOO_MANY), (Tally(-1, 1), Refusal.NEGATIVE)):
        with pytest.raises(ProcedureError) as refused:
            procedure.check_secret(here, tally)
        assert refused.value.code == code


def by_mail(votes: dict[int, Choice], **changes: object) -> MailVote:
    """A vote by mail until `DAY`, all asked."""
    return MailVote(SEATS, **{"asked": ALL, "votes": votes, "until": DAY, **changes})


@pytest.mark.parametrize(
    ("votes", "changes", "late", "wanted"),
    [
        ({1: YES, 2: YES, 3: NO}, {}, False, Outcome(False, False, Reason.MAIL_OPEN)),
        ({1: YES, 2: YES, 3: NO}, {}, True, Outcome(True, True, Reason.MAJORITY)),
        ({1: YES, 2: YES}, {}, True, Outcome(False, False, Reason.TOO_FEW)),
        ({}, {}, True, Outcome(False, False, Reason.NOBODY)),
        (dict.fromkeys(range(1, 6), NO), {}, False, Outcome(True, False, Reason.MINORITY)),
        ({1: NO, 2: YES, 3: YES, 4: NO}, {}, True, Outcome(True, False, Reason.TIE_CHAIR)),
        (
            dict.fromkeys(range(1, 6), YES),
            {"objections": frozenset({FOURTH})},
            True,
            Outcome(False, False, Reason.MAIL_OBJECTED),
        ),
        (
            dict.fromkeys(range(1, 5), YES),
            {"recused": frozenset({FIFTH})},
            False,
            Outcome(True, True, Reason.MAJORITY),
        ),
        (
            dict.fromkeys(range(1, 5), YES),
            {"asked": ALL - {FIFTH}},
            True,
            Outcome(False, False, Reason.NOT_INVITED),
        ),
    ],
)
def test_votes_by_mail(
    votes: dict[int, Choice], changes: dict, late: bool, wanted: Outcome
) -> None:
    today = DAY + timedelta(days=1) if late else DAY
    assert procedure.mail_outcome(Rules(), by_mail(votes, **changes), today) == wanted


def test_a_body_may_bar_votes_by_mail_and_substitutes_have_no_part_in_them() -> None:
    votes = dict.fromkeys(range(1, 6), YES)
    barred = procedure.mail_outcome(Rules(mail_vote=False), by_mail(votes), DAY)
    assert barred.reason == Reason.MAIL_BARRED
    with pytest.raises(ProcedureError):
        procedure.mail_outcome(Rules(), by_mail({STAND_IN: YES}), DAY)


def test_periods_are_days_of_the_rules() -> None:
    rules = Rules(mail_days=10, invitation_days=7)
    assert procedure.mail_until(rules, DAY) == date(2026, 6, 11)
    assert procedure.invitation_due(rules, DAY) == date(2026, 5, 25)


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Rules, Attendance]:
    """Any rules with any attendance."""
    size = draw(st.integers(1, 12))
    members = range(size)
    some = st.frozensets(st.integers(0, size - 1))
    seats = tuple(
        Seat(
            number,
            has_vote=draw(st.booleans()),
            stands_for=draw(st.one_of(st.none(), st.sampled_from(members))),
        )
        for number in members
    )
    rules = Rules(draw(st.integers(1, 6)), draw(st.integers(0, 99)))
    summons = draw(st.booleans())
    return rules, Attendance(seats, draw(some), draw(some), draw(some), summons)


@given(sittings())
def test_what_holds_in_every_sitting(sitting: tuple[Rules, Attendance]) -> None:
    rules, here = sitting
    entitled, found = procedure.voters(here), procedure.quorum(rules, here)
    assert entitled <= here.present - here.recused
    assert found.present == len(entitled) <= found.members
    assert entitled <= {seat.member for seat in here.seats if seat.has_vote}
    if found.is_quorate and not here.second_summons:
        assert found.present >= rules.minimum_present
        assert found.present * 100 > found.members * rules.share_percent
    if not found.is_quorate:
        assert not procedure.outcome(rules, found, Tally(yes=9)).is_decided


@given(sittings(), st.data())
def test_a_recused_vote_never_counts(
    sitting: tuple[Rules, Attendance], data: st.DataObject
) -> None:
    _rules, here = sitting
    votes = data.draw(
        st.dictionaries(st.sampled_from([s.member for s in here.seats]), st.sampled_from(Choice))
    )
    try:
        tally = procedure.count_open(here, votes)
    except ProcedureError:
        assert set(votes) - procedure.voters(here)
    else:
        assert not set(votes) & here.recused
        assert tally.yes + tally.no + tally.abstain == len(votes)
