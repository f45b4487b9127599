"""Votes by mail: asked in writing, answers until a day, unless a member objects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.decision.models import Decision
from projects.sittings import actions_mail as mail
from projects.sittings import actions_recusals as recusals
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.models_votes import OpenVote
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.accounts import client_for, user
from tests.factories.bodies import committee, rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def begun(**fields: object) -> tuple[DecisionItem, Motion, list[User]]:
    """A vote by mail of two members without and three with an account; nobody is in a room."""
    body = committee(2)
    rules(body, mail_days=10, **fields)
    people = [plan.seated(body)[0] for _each in range(3)]
    _meeting, (item,) = make.opened(make.ready(), of=body, absent=5)
    make.motion(item)
    OutgoingMail.objects.all().delete()
    return item, begin(item), people


def begin(item: DecisionItem) -> Motion:
    now = make.fresh(item)
    return mail.begin_mail_vote(by=make.clerk(), item=now, seen=now.version)


def answer(item: DecisionItem, person: User, choice: str) -> None:
    mail.answer_by_mail(by=person, item=make.fresh(item), answer=choice)


def note(item: DecisionItem, place: int, choice: str) -> Motion:
    now = make.fresh(item)
    member = make.seats_of(now.item.meeting)[place].pk
    return mail.note_mail_answer(
        by=make.clerk(), item=now, member=member, answer=choice, seen=now.version
    )


def count(item: DecisionItem, motion: Motion) -> Motion:
    now = make.fresh(item)
    return mail.count_mail_vote(by=make.clerk(), item=now, motion=motion, seen=now.version)


def test_all_answer_before_the_time_is_up() -> None:
    item, motion, people = begun()
    assert motion.until == date(2026, 12, 2)
    assert OutgoingMail.objects.count() == 3
    assert item.case.title not in OutgoingMail.objects.all()[0].text
    for person, choice in zip(people, ("yes", "no", "yes"), strict=True):
        answer(item, person, choice)
    with pytest.raises(NotAllowed, match="voted"):
        answer(item, people[0], "no")
    with pytest.raises(NotAllowed, match="mail_open"):
        count(item, motion)
    note(item, 0, "yes")
    note(item, 1, "abstain")
    done = count(item, motion)
    assert (done.state, done.yes, done.no, done.abstain) == ("carried", 3, 1, 1)
    assert count(item, motion) == done
    assert Decision.objects.get().is_award


def test_too_few_answers_decide_nothing() -> None:
    item, motion, people = begun()
    answer(item, people[0], "yes")
    answer(item, people[1], "yes")
    with clock.frozen("2026-12-03 10:00"):
        with pytest.raises(NotAllowed, match="late"):
            answer(item, people[2], "yes")
        with pytest.raises(NotAllowed, match="too_few"):
            count(item, motion)
    assert not Decision.objects.exists()


def test_silence_is_no_vote_but_a_quorum_decides() -> None:
    item, motion, people = begun()
    for person in people:
        answer(item, person, "yes")
    with clock.frozen("2026-12-03 10:00"):
        assert count(item, motion).yes == 3
    assert Decision.objects.get().is_award


def test_an_objection_ends_it() -> None:
    item, motion, people = begun()
    answer(item, people[0], "yes")
    answer(item, people[1], "object")
    motion.refresh_from_db()
    assert (motion.state, motion.way, motion.until) == ("made", "", None)
    assert not OpenVote.objects.exists()
    with pytest.raises(NotAllowed, match="mail_objected"):
        begin(item)
    with pytest.raises(NotAllowed, match="no_motion"):
        answer(item, people[2], "yes")
    make.came(item.item.meeting)
    assert make.vote(item, "yyyyy").state == "carried"


def test_recused_members_and_strangers_do_not_answer() -> None:
    body = committee(3)
    person, _seat = plan.seated(body)
    _meeting, (item,) = make.opened(make.ready(), of=body)
    recusals.declare_own_recusal(by=person, item=make.fresh(item), reason="")
    make.motion(item)
    begin(item)
    with pytest.raises(NotAllowed, match="no_vote"):
        answer(item, person, "yes")
    for stranger in (user("committee"), make.clerk(), item.case.owner):
        with pytest.raises(PermissionDenied):
            answer(item, stranger, "yes")
    with pytest.raises(NotAllowed, match="no_vote"):
        note(item, 3, "yes")
    with pytest.raises(NotAllowed, match="choice"):
        note(item, 0, "vielleicht")
    note(item, 0, "yes")
    vote = OpenVote.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenVote.objects.create(motion=vote.motion, member=vote.member, choice="no")


def test_a_body_without_votes_by_mail() -> None:
    body = committee()
    rules(body, mail_vote=False)
    _meeting, (item,) = make.opened(make.ready(), of=body)
    make.motion(item)
    with pytest.raises(NotAllowed, match="mail_barred"):
        begin(item)


def test_on_the_screens() -> None:
    item, motion, people = begun()
    desk, mine = client_for(make.clerk()), client_for(people[0])
    own = reverse("my_item", args=[item.item.meeting_id, item.pk])
    at = reverse("sitting_item", args=[item.item.meeting_id, item.pk])
    assert "Umlaufverfahren" in mine.get(own).content.decode()
    assert mine.post(own, {"step": "mail", "answer": "x"}).status_code == 422
    assert mine.post(own, {"step": "mail", "answer": "yes"}).status_code == 302
    assert "Sie haben geantwortet" in mine.get(own).content.decode()
    seats = make.seats_of(item.item.meeting)
    for place in (0, 1, 3, 4):
        said = {"step": "mail_answer", "member": seats[place].pk, "answer": "yes"}
        said["seen"] = make.fresh(item).version
        assert desk.post(at, said).status_code == 302
    assert "1 Mitglied" not in desk.get(at).content.decode()
    done = {"step": "mail_count", "motion": motion.pk, "seen": make.fresh(item).version}
    assert desk.post(at, done).status_code == 302
    assert Decision.objects.get().is_award
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert "Umlaufverfahren: 5 Ja" in desk.get(at).content.decode()
