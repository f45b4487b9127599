"""A running project is accompanied: milestones, interim notes, help, the risk flag."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.mail import OutgoingMail
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.monitoring import actions, actions_notes, actions_risk
from projects.monitoring import permissions as may
from projects.monitoring.actions_notes import Note
from projects.monitoring.actions_reminders import ask_in_the_middle, send_monitoring_reminders
from projects.monitoring.facts import proved_of, suggestions
from projects.monitoring.lifecycle import MILESTONE
from projects.monitoring.models import Milestone, MilestoneStep
from projects.monitoring.models_notes import InterimNote, InterimRequest
from tests.factories import members, proof
from tests.factories import monitoring as make
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]
WRITER, READER, VISITOR, PLAIN = "writer", "reader", "visitor", "plain"
OWNER = "owner"
MONITORED = {"notified", "final", "running"}
SEEN = MONITORED | {"proof_check", "recovery", "closed"}
OFFICE = {Role.COORDINATOR, Role.FINANCE, Role.AUDITOR}
TABLE: dict[str, tuple[set[Any], set[str], Any]] = {
    "see": ({OWNER, WRITER, READER}, SEEN, may.may_see_monitoring),
    "tell": ({OWNER, WRITER}, MONITORED, may.may_tell),
    "read": (OFFICE, SEEN, may.may_read_monitoring),
    "guide": ({Role.COORDINATOR}, MONITORED, may.may_guide),
}


@pytest.fixture
def case() -> Case:
    """A project that runs."""
    return proof.running()


def test_every_role_and_state(case: Case) -> None:
    people: dict[Any, Any] = {role: user(role) for role in Role}
    people |= {OWNER: case.owner, VISITOR: AnonymousUser(), PLAIN: user()}
    people |= {WRITER: members.member(case, "edit"), READER: members.member(case, "view")}
    wrong = []
    for who, person in people.items():
        for state in CASE.states:
            case.state = state.code
            for name, (allowed, states, ask) in TABLE.items():
                if ask(person, case) != (who in allowed and state.code in states):
                    wrong.append(f"{name} {state.code} {who}")
    assert not wrong, "\n".join(wrong)


def test_the_table_of_milestones(case: Case) -> None:
    boss, mark = user("coordinator"), make.suggested(case)
    words: dict[str, Any] = {"by": boss, "milestone": mark, "text": "So ist es."}
    told = {"by": case.owner, "milestone": mark, "text": "So ist es."}
    for state in MILESTONE.states:
        day = clock.today() if state.code in {"reached", "confirmed"} else None
        for event in ("agree", "confirm", "reopen", "drop", "move", "reach"):
            Milestone.objects.filter(pk=mark.pk).update(
                state=state.code, reached_on=day, due_on=make.in_days(3)
            )
            MilestoneStep.objects.all().delete()
            allowed = (
                MILESTONE.find(state.code, event) if event in MILESTONE.events(state.code) else None
            )
            try:
                if event == "move":
                    actions.move_milestone(**told, day=make.in_days(9))
                elif event == "reach":
                    actions.reach_milestone(**told, day=clock.today())
                else:
                    actions.judge_milestone(**words, event=event)
            except NotAllowed as refused:
                assert (allowed, refused.code) == (None, "state"), (state.code, event)
            else:
                mark.refresh_from_db()
                assert mark.state == (allowed and allowed.target)


def test_eight_milestones_are_enough(case: Case) -> None:
    boss = user("coordinator")
    marks = [make.milestone(case, by=boss) for _each in range(actions.MOST)]
    with pytest.raises(NotAllowed, match="many"):
        make.suggested(case)
    actions.judge_milestone(by=boss, milestone=marks[0], event="drop", text="Doppelt.")
    assert make.suggested(case).number == actions.MOST + 1


def test_what_the_portal_suggests(case: Case) -> None:
    boss = user("coordinator")
    found = suggestions([case], proved_of([case]))[case.pk]
    assert found.reasons == ("no_receipt",)
    proof.receipt(case)
    make.milestone(case, days=-15, by=boss)
    make.asked(case, days=-1, by=boss)
    found = suggestions([case], proved_of([case]))[case.pk]
    assert (found.level, found.reasons) == ("yellow", ("milestone", "note"))
    make.interim(case, needs_help=True, help_text="Ja.")
    assert suggestions([case], proved_of([case]))[case.pk].reasons == ("milestone", "help")
    make.rules_of(case, late_days=15)
    assert suggestions([case], proved_of([case]))[case.pk].reasons == ("help",)


def test_the_portal_asks_in_the_middle_and_reminds_once() -> None:
    case = proof.running(starts_on=make.in_days(-40), ends_on=make.in_days(60))
    make.milestone(case, days=45)
    assert (ask_in_the_middle(), send_monitoring_reminders()) == (0, 0)
    with clock.frozen(clock.now() + timedelta(days=10)):
        make.rules_of(case, asks_in_middle=False)
        assert ask_in_the_middle() == 0
        make.rules_of(case, asks_in_middle=True, answer_days=14, reminder_days=3)
        make.interim(case)
        assert ask_in_the_middle() == 0
        InterimNote.objects.update(at=clock.now() - timedelta(days=15))
        assert (ask_in_the_middle(), ask_in_the_middle()) == (1, 0)
        asked = InterimRequest.objects.get()
        assert (asked.by, asked.due_on) == (None, make.in_days(14))
        assert send_monitoring_reminders() == 0
    with clock.frozen(clock.now() + timedelta(days=22)):
        assert (send_monitoring_reminders(), send_monitoring_reminders()) == (1, 0)
        make.interim(case)
    with clock.frozen(clock.now() + timedelta(days=43)):
        assert (send_monitoring_reminders(), send_monitoring_reminders()) == (1, 0)
        mark = Milestone.objects.get()
        actions.move_milestone(
            by=case.owner, milestone=mark, day=make.in_days(30), text="Es dauert länger."
        )
    with clock.frozen(clock.now() + timedelta(days=72)):
        assert (send_monitoring_reminders(), send_monitoring_reminders()) == (1, 0)
        assert ask_in_the_middle() == 0
    subjects = [mail.subject for mail in OutgoingMail.objects.order_by("pk")]
    assert sum("Meilenstein" in subject for subject in subjects) == 3


def test_others_do_nothing(case: Case) -> None:
    mark, note = make.suggested(case), make.interim(case, needs_help=True, help_text="Ja.")
    tries = {
        "set": lambda by: make.milestone(case, by=by),
        "judge": lambda by: actions.judge_milestone(by=by, milestone=mark, event="agree"),
        "ask": lambda by: make.asked(case, by=by),
        "answer": lambda by: actions_notes.answer_help(by=by, note=note, text="Ja."),
        "risk": lambda by: make.flag(case, by=by),
        "write": lambda by: actions_notes.write_interim(
            by=by, case=case, note=Note("Ja."), key=uuid4()
        ),
    }
    for person in (case.owner, user("finance"), user("office"), user("auditor")):
        for name, act in tries.items():
            if person == case.owner and name == "write":
                continue
            with pytest.raises(PermissionDenied):
                act(person)
    boss = user("coordinator")
    own = proof.running(owner=boss)
    with pytest.raises(PermissionDenied):
        actions_risk.set_risk(
            by=boss, case=own, level="green", reason="Ja.", next_step="", key=uuid4()
        )
