"""Secret votes: who has voted is known, how nobody knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction

from actors.bodies.procedure import Tally
from portal.accounts.models import User
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.decision.models import Decision
from projects.sittings import actions_recusals as recusals
from projects.sittings import actions_secret as secret
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.models_votes import SecretBallot, VoteMark
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.accounts import user
from tests.factories.bodies import committee, rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


ROWS = {
    "sqlite": "SELECT choice FROM projects_secretballot ORDER BY rowid",
    "postgresql": "SELECT choice FROM projects_secretballot ORDER BY ctid",
}


def ballot(**fields: Any) -> tuple[DecisionItem, Motion, list[User]]:
    """A secret vote in a body of chair, deputy and three members with an account."""
    body = committee(2)
    if fields:
        rules(body, **fields)
    people = [plan.seated(body)[0] for _each in range(3)]
    _meeting, (item,) = make.opened(make.ready(), of=body)
    make.motion(item)
    now = make.fresh(item)
    motion = secret.begin_ballot(by=make.clerk(), item=now, seen=now.version)
    return item, motion, people


def count(item: DecisionItem, motion: Motion, paper: Tally, places: list[int]) -> Motion:
    now = make.fresh(item)
    seats = make.seats_of(now.item.meeting)
    return secret.count_ballot(
        by=make.clerk(),
        item=now,
        motion=motion,
        paper=paper,
        members=[seats[place].pk for place in places],
        seen=now.version,
    )


def test_ballots_on_devices_and_on_paper() -> None:
    item, motion, people = ballot()
    for person, choice in zip(people, ("yes", "no", "yes"), strict=True):
        secret.cast_ballot(by=person, item=make.fresh(item), choice=choice)
    with pytest.raises(NotAllowed, match="voted"):
        secret.cast_ballot(by=people[0], item=make.fresh(item), choice="no")
    with pytest.raises(NotAllowed, match="ballots"):
        count(item, motion, Tally(1), [0, 1])
    with pytest.raises(NotAllowed, match="voted"):
        count(item, motion, Tally(1), [2])
    with pytest.raises(NotAllowed, match="negative"):
        count(item, motion, Tally(-1, 1), [])
    done = count(item, motion, Tally(1, 0, 1), [0, 1])
    assert (done.yes, done.no, done.abstain, done.state) == (3, 1, 1, "carried")
    assert count(item, motion, Tally(5), [0, 1]) == done
    assert (VoteMark.objects.count(), SecretBallot.objects.count()) == (5, 5)
    assert Decision.objects.get().is_award


def test_a_ballot_cannot_be_traced() -> None:
    """No member, no time, random keys; all rows are dealt anew with each ballot."""
    kinds = {type(field) for field in SecretBallot._meta.local_fields}
    assert kinds == {models.UUIDField, models.ForeignKey, models.CharField}
    assert {field.name for field in SecretBallot._meta.local_fields} == {"id", "motion", "choice"}
    assert {field.name for field in VoteMark._meta.local_fields} == {"id", "motion", "member"}
    item, _motion, people = ballot()
    seen: set[UUID] = set()
    before = audit.LogEntry.objects.count()
    for person in people:
        secret.cast_ballot(by=person, item=make.fresh(item), choice="yes")
        keys = set(SecretBallot.objects.values_list("id", flat=True))
        assert not keys & seen
        assert all(key.version == 4 for key in keys)
        seen |= keys
    assert audit.LogEntry.objects.count() == before
    assert make.fresh(item).version == 2


def test_the_order_of_the_rows_tells_nothing() -> None:
    """What came in as yes, no, no lies in any order below the keys (SQLite: the row number)."""
    _item, motion, _people = ballot()
    found = set()
    for _each in range(40):
        SecretBallot.objects.all().delete()
        for choice in ("yes", "no", "no"):
            secret._deal(motion, [choice])
        with connection.cursor() as cursor:
            cursor.execute(ROWS[connection.vendor])
            found.add(tuple(row[0] for row in cursor.fetchall()))
    assert len(found) == 3


def test_the_database_keeps_one_mark_for_each_member() -> None:
    item, motion, people = ballot()
    secret.cast_ballot(by=people[0], item=make.fresh(item), choice="abstain")
    mark = VoteMark.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteMark.objects.create(motion=motion, member=mark.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecretBallot.objects.create(motion=motion, choice="maybe")


def test_who_has_no_ballot() -> None:
    item, _motion, _people = ballot()
    for person in (user("committee"), make.clerk(), item.case.owner):
        with pytest.raises(PermissionDenied):
            secret.cast_ballot(by=person, item=make.fresh(item), choice="yes")
    with pytest.raises(NotAllowed, match="choice"):
        secret.cast_ballot(by=_people[0], item=make.fresh(item), choice="ja")


def test_nobody_is_recused_while_a_ballot_is_going_on() -> None:
    item, _motion, people = ballot()
    seat = make.seats_of(item.item.meeting)[2]
    now = make.fresh(item)
    with pytest.raises(NotAllowed, match="vote_runs"):
        recusals.note_recusal(
            by=make.clerk(), item=now, member=seat.pk, reason="", seen=now.version
        )
    with pytest.raises(NotAllowed, match="vote_runs"):
        recusals.declare_own_recusal(by=people[0], item=now, reason="")


def test_a_recused_member_has_no_ballot() -> None:
    body = committee(3)
    person, _seat = plan.seated(body)
    _meeting, (item,) = make.opened(make.ready(), of=body)
    recusals.declare_own_recusal(by=person, item=make.fresh(item), reason="Im Vorstand")
    make.motion(item)
    now = make.fresh(item)
    motion = secret.begin_ballot(by=make.clerk(), item=now, seen=now.version)
    with pytest.raises(NotAllowed, match="no_vote"):
        secret.cast_ballot(by=person, item=make.fresh(item), choice="yes")
    with pytest.raises(NotAllowed, match="no_vote"):
        count(item, motion, Tally(4), [0, 1, 2, 3])
    assert count(item, motion, Tally(3), [0, 1, 2]).state == "carried"


def test_a_tie_in_a_secret_vote() -> None:
    item, motion, _people = ballot()
    assert count(item, motion, Tally(2, 2), [0, 1, 2, 3]).why == "tie_refused"
    assert not Decision.objects.exists()


def test_a_tie_that_whoever_leads_decides_openly() -> None:
    item, motion, people = ballot(secret_tie="chair")
    tied = count(item, motion, Tally(2, 2), [0, 1, 2, 3])
    assert tied.state == "tie"
    with pytest.raises(NotAllowed, match="no_motion"):
        secret.cast_ballot(by=people[2], item=make.fresh(item), choice="yes")
    now, by = make.fresh(item), make.clerk()
    said = {"by": by, "item": now, "motion": motion, "seen": now.version}
    with pytest.raises(NotAllowed, match="choice"):
        secret.decide_tie(choice="abstain", **said)
    done = secret.decide_tie(choice="yes", **said)
    assert (done.state, done.why, done.casting) == ("carried", "tie_chair", "yes")
    assert secret.decide_tie(choice="yes", **said) == done
    assert Decision.objects.get().is_award


def test_a_body_without_secret_votes_and_without_quorum() -> None:
    body = committee()
    rules(body, secret_on_request=False)
    _meeting, (item,) = make.opened(make.ready(), of=body)
    make.motion(item)
    now = make.fresh(item)
    with pytest.raises(NotAllowed, match="no_secret"):
        secret.begin_ballot(by=make.clerk(), item=now, seen=now.version)
    _meeting, (few,) = make.opened(make.ready(), of=committee(code="zwei"), absent=3)
    make.motion(few)
    now = make.fresh(few)
    with pytest.raises(NotAllowed, match="too_few"):
        secret.begin_ballot(by=make.clerk(), item=now, seen=now.version)
