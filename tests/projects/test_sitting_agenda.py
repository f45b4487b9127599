"""Cases on the agenda of a sitting: put on, taken off, carried over, closing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from actors.meetings import actions as meetings
from actors.meetings import actions_agenda
from actors.models import AgendaItem
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.lifecycle import STATES
from projects.cases.models import Case
from projects.decision import guards
from projects.sittings import permissions as may
from projects.sittings.actions_agenda import schedule_case, take_off
from projects.sittings.models import DecisionItem, SittingSettings
from projects.sittings.queries import body_for, cases_for, cases_of, meetings_for, open_item
from tests.factories import meetings as plan
from tests.factories import sittings as make
from tests.factories.accounts import user
from tests.factories.bodies import committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def test_a_ready_case_on_the_agenda() -> None:
    case, by = make.ready(), user("coordinator")
    meeting = plan.meeting(items=1)
    assert guards.sitting(case) == "no_sitting"
    assert cases_for(meeting) == [case]
    assert meetings_for(case) == [meeting]
    OutgoingMail.objects.all().delete()
    item = schedule_case(by=by, case=case, meeting=meeting)
    assert schedule_case(by=by, case=case, meeting=meeting) == item
    case.refresh_from_db()
    assert case.state == "scheduled"
    assert (item.item.position, item.item.kind) == (2, "decision")
    assert case.number is not None
    assert case.number in item.item.title
    assert open_item(case) == item
    assert [each.case for each in cases_of(meeting)] == [case]
    assert OutgoingMail.objects.count() == 1
    assert cases_for(meeting) == []
    with pytest.raises(NotAllowed, match="on_agenda"):
        schedule_case(by=by, case=case, meeting=plan.meeting(meeting.body, items=0))
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionItem.objects.create(item=plan.item(meeting), case=case)


def test_taken_off_before_the_sitting() -> None:
    case, by = make.ready(), user("coordinator")
    meeting, (item,) = make.planned(case)
    with pytest.raises(NotAllowed, match="kept"):
        actions_agenda.remove_item(by=by, item=item.item)
    with pytest.raises(NotAllowed, match="reason"):
        take_off(by=by, case=case, reason=" \x00 ")
    take_off(by=by, case=case, reason="Die Stellungnahme fehlt.")
    case.refresh_from_db()
    assert case.state == "ready"
    assert not AgendaItem.objects.filter(meeting=meeting).exists()
    entry = audit.history(case).get(event="take_off")
    assert entry.reason == "Die Stellungnahme fehlt."
    with pytest.raises(PermissionDenied):
        take_off(by=by, case=case, reason="Noch einmal.")
    assert schedule_case(by=by, case=case, meeting=meeting)


def test_taken_off_in_the_sitting_it_stays_on_the_agenda() -> None:
    case, by = make.ready(), user("coordinator")
    meeting, (item,) = make.opened(case)
    make.motion(item)
    take_off(by=by, case=case, reason="Die Gruppe bittet darum.")
    item = make.fresh(item)
    assert (item.settled, item.is_taken_off) == ("taken_off", True)
    assert item.motions.get().state == "dropped"
    assert cases_of(meeting) == []
    meetings.close_meeting(by=by, meeting=meeting)


def test_a_sitting_closes_when_every_case_is_settled() -> None:
    by = user("coordinator")
    of = make.call_with()
    meeting, items = make.opened(*(make.ready(of) for _each in range(3)))
    make.motion(items[0])
    make.vote(items[0], "yyyyy")
    make.motion(items[1], make.POSTPONE)
    make.vote(items[1], "yyyyy")
    with pytest.raises(NotAllowed, match="undecided"):
        meetings.close_meeting(by=by, meeting=meeting)
    make.motion(items[2], make.REJECT)
    make.vote(items[2], "yyyyy")
    meetings.close_meeting(by=by, meeting=meeting)
    states = [Case.objects.get(pk=item.case_id).state for item in items]
    assert states == ["approved", "postponed", "rejected"]


def test_a_withdrawn_case_keeps_nothing_open() -> None:
    case, by = make.ready(), user("coordinator")
    meeting, (item,) = make.opened(case)
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    assert make.fresh(item).is_taken_off
    meetings.close_meeting(by=by, meeting=meeting)


def test_a_postponed_case_comes_again() -> None:
    item = make.decided(make.POSTPONE)
    case, by = item.case, user("coordinator")
    case.refresh_from_db()
    assert case.state == "postponed"
    meeting = plan.meeting(item.item.meeting.body, items=0)
    again = schedule_case(by=by, case=case, meeting=meeting)
    assert again.pk != item.pk
    case.refresh_from_db()
    assert case.state == "scheduled"


def test_a_second_summons_takes_the_cases_over() -> None:
    case, by = make.ready(), user("coordinator")
    meeting, (item,) = make.opened(case, absent=3)
    make.motion(item)
    with pytest.raises(NotAllowed, match="too_few"):
        make.vote(item, "yy")
    meeting = meetings.close_meeting(by=by, meeting=meeting, not_quorate=True)
    again = plan.meeting(meeting.body, items=0, days=30, second_summons_of=meeting)
    (repeated,) = cases_of(again)
    assert repeated.case == case
    assert make.fresh(item).settled == "put_off"
    again = meetings.open_meeting(by=by, meeting=meetings.invite(by=by, meeting=again))
    make.came(again, absent=3)
    make.motion(repeated)
    assert make.vote(repeated, "yy").state == "carried"
    case.refresh_from_db()
    assert case.state == "approved"


def test_a_cancelled_sitting_lets_its_cases_go() -> None:
    case, by = make.ready(), user("coordinator")
    meeting, (item,) = make.planned(case)
    meetings.cancel_meeting(by=by, meeting=meeting, reason="Sturm.")
    later = plan.meeting(meeting.body, items=0)
    assert open_item(case) is None
    assert cases_for(later) == [case]
    assert schedule_case(by=by, case=case, meeting=later).item.meeting == later
    assert make.fresh(item).settled == "put_off"
    take_off(by=by, case=case, reason="Wird zurückgestellt.")


def test_the_body_of_the_programme_and_the_higher_one() -> None:
    of, by = make.call_with(), user("coordinator")
    case = make.ready(of)
    small, high = committee(code="komitee"), committee(code="rat")
    chosen = SittingSettings.objects.create(
        programme=of.programme, body=small, higher_body=high, higher_above_cents=155_000
    )
    assert body_for(case) == small
    meeting = plan.meeting(high, items=0)
    with pytest.raises(NotAllowed, match="body"):
        schedule_case(by=by, case=case, meeting=meeting)
    chosen.higher_above_cents = 154_999
    chosen.save()
    assert body_for(case) == high
    assert meetings_for(case) == [meeting]
    assert cases_for(meeting) == [case]
    assert cases_for(plan.meeting(small, items=0)) == []
    assert schedule_case(by=by, case=case, meeting=meeting)


def test_every_role_in_every_state() -> None:
    """Exactly as declared: the coordination alone, from ready, postponed and scheduled."""
    case = make.ready()
    people = {None: user(), **{role: user(role) for role in Role}}
    for state in (each.code for each in STATES):
        case.state = state
        for role, person in people.items():
            is_desk = role == Role.COORDINATOR
            on = is_desk and state in {"ready", "postponed", "scheduled"}
            off = is_desk and state == "scheduled"
            assert may.may_put_on(person, case) == on, (role, state)
            assert may.may_take_off(person, case) == off, (role, state)
            sees = role in {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR} and state != "draft"
            assert may.may_see_item(person, case) == sees, (role, state)
            assert may.may_run_item(person, case) == (is_desk and state != "draft"), (role, state)


def test_an_older_form_does_not_take_off() -> None:
    case, by = make.ready(), user("coordinator")
    _meeting, (item,) = make.opened(case)
    make.motion(item)
    with pytest.raises(NotAllowed, match="stale"):
        take_off(by=by, case=case, reason="Später.", seen=0)
    take_off(by=by, case=case, reason="Später.", seen=make.fresh(item).version)


def test_who_may() -> None:
    case = make.ready()
    meeting = plan.meeting(items=0)
    for role in (None, "applicant", "finance", "auditor", "committee", "office", "admin"):
        with pytest.raises(PermissionDenied):
            schedule_case(by=user(role), case=case, meeting=meeting)
    mine = user("coordinator")
    with pytest.raises(PermissionDenied):
        schedule_case(by=mine, case=make.ready(owner=mine), meeting=meeting)
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(NotAllowed, match="state"):
        schedule_case(by=user("coordinator"), case=case, meeting=plan.closed(meeting.body))
