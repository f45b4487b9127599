"""Recusal (§ 31 GO NRW): who leaves the count, on what the body rules, and who leads then."""

from __future__ import annotations

import pytest

from portal.kernel.lifecycle import NotAllowed
from projects.decision.models import Decision
from projects.sittings import actions_recusals as recusals
from projects.sittings.models_votes import OpenVote
from projects.sittings.queries_room import room_of
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.bodies import committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def test_a_recused_member_is_not_counted() -> None:
    meeting, (item, other) = make.opened(make.ready(), make.ready())
    by, chair, *rest = make.clerk(), *make.seats_of(meeting)
    for seat in (chair, rest[0]):
        now = make.fresh(item)
        recusals.note_recusal(by=by, item=now, member=seat.pk, reason="Vorstand", seen=now.version)
    make.motion(item)
    with pytest.raises(NotAllowed, match="recused"):
        make.vote(item, "yyyyy")
    assert not OpenVote.objects.exists()
    room = room_of(make.fresh(item))
    assert (room.quorum.members, room.quorum.present, room.leader) == (3, 3, None)
    assert make.vote(item, "--yyn").state == "carried"
    assert len(room_of(make.fresh(other)).voters) == 5


def test_the_applicant_in_the_committee_is_recused_by_law() -> None:
    body = committee(4)
    person, seat = plan.seated(body)
    _meeting, (item,) = make.opened(make.ready(owner=person), of=body)
    assert seat.pk in room_of(make.fresh(item)).attendance.recused
    make.motion(item)
    with pytest.raises(NotAllowed, match="recused"):
        make.vote(item, "yyyyy")
    assert make.vote(item, "yyyy-").yes == 4


def test_a_disputed_recusal_is_ruled_on_by_the_others() -> None:
    meeting, (item,) = make.opened(make.ready())
    seat = make.seats_of(meeting)[4]

    def act(name: str, **said: object) -> object:
        now = make.fresh(item)
        by = make.clerk()
        said |= {"member": seat.pk, "seen": now.version}
        return getattr(recusals, name)(by=by, item=now, **said)

    act("note_recusal", reason="Schwester ist im Verein", disputed=True)
    make.motion(item)
    with pytest.raises(NotAllowed, match="recusal_open"):
        make.vote(item, "yyyyy")
    for counts, code in (((3, 2, 0), "too_many"), ((0, 0, 0), "no_votes"), ((-1, 2, 0), "negat")):
        with pytest.raises(NotAllowed, match=code):
            act("rule_on_recusal", **dict(zip(("yes", "no", "abstain"), counts, strict=True)))
    act("rule_on_recusal", yes=2, no=2, abstain=0)
    assert item.recusals.get().state == "refused"
    assert len(room_of(make.fresh(item)).voters) == 5
    act("note_recusal", reason="Neue Tatsachen", disputed=True)
    act("rule_on_recusal", yes=3, no=1, abstain=0)
    assert item.recusals.get().state == "confirmed"
    with pytest.raises(NotAllowed, match="member"):
        act("take_recusal_back")
    assert make.vote(item, "yyyy-").state == "carried"


def test_whom_the_body_chose_to_lead_decides_a_tie() -> None:
    meeting, (item,) = make.opened(make.ready())
    seats = make.seats_of(meeting)
    by, now = make.clerk(), make.fresh(item)
    with pytest.raises(NotAllowed, match="member"):
        recusals.choose_leader(by=by, item=now, member=10**9, seen=now.version)
    recusals.choose_leader(by=by, item=now, member=seats[3].pk, seen=now.version)
    make.motion(item)
    assert make.vote(item, "nnyy-").why == "tie_chair"
    assert Decision.objects.get().is_award
    assert room_of(make.fresh(item)).attendance.presiding == seats[3].pk
