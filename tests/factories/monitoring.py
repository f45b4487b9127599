"""Milestones, interim notes and risk flags of running projects, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from actors.meetings.models import Meeting
from portal.accounts.models import User
from portal.kernel import clock
from projects.cases.models import Case
from projects.monitoring import actions, actions_notes, actions_risk
from projects.monitoring.actions_notes import Note
from projects.monitoring.actions_rounds import choose_projects
from projects.monitoring.models import Milestone, MonitoringSettings, RiskMark
from projects.monitoring.models_notes import InterimNote, InterimRequest
from projects.review.actions_following import Seen, note_of_coordination
from projects.review.models_following import OfficeEntry
from tests.factories import meetings
from tests.factories.accounts import user


def in_days(days: int) -> date:
    """So many days from today."""
    return clock.today() + timedelta(days=days)


def rules_of(case: Case, **fields: Any) -> MonitoringSettings:
    """Change how a case's programme accompanies."""
    made, _new = MonitoringSettings.objects.update_or_create(
        programme=case.call.programme, defaults=fields
    )
    return made


def suggested(case: Case, title: str = "Die Beete stehen", days: int = 20) -> Milestone:
    """A milestone that the carrier suggests."""
    return actions.suggest_milestone(
        by=case.owner, case=case, title=title, due_on=in_days(days), key=uuid4()
    )


def milestone(case: Case, days: int = 20, by: User | None = None, **said: Any) -> Milestone:
    """A milestone that the office sets; `days` below zero: its day has passed."""
    with clock.frozen(clock.now() + timedelta(days=min(days, 0))):
        return actions.set_milestone(
            by=by or user("coordinator"),
            case=case,
            title=said.get("title", "Die Beete stehen"),
            due_on=in_days(max(days, 0)),
            key=uuid4(),
        )


def interim(case: Case, text: str = "Es geht gut voran.", **said: Any) -> InterimNote:
    """A note of the carrier."""
    note = Note(text=text, **said)
    return actions_notes.write_interim(by=case.owner, case=case, note=note, key=uuid4())


def asked(case: Case, days: int = 10, by: User | None = None) -> InterimRequest:
    """A note that the office asks for; `days` below zero: the day has passed."""
    with clock.frozen(clock.now() + timedelta(days=min(days, 0))):
        return actions_notes.ask_interim(
            by=by or user("coordinator"),
            case=case,
            due_on=in_days(max(days, 0)),
            text="Wie läuft es?",
            key=uuid4(),
        )


def flag(case: Case, level: str = "yellow", by: User | None = None) -> RiskMark:
    """How the office judges."""
    return actions_risk.set_risk(
        by=by or user("coordinator"),
        case=case,
        level=level,
        reason="Raum fehlt noch.",
        next_step="Mit der Schule sprechen.",
        key=uuid4(),
    )


def visit(case: Case, kind: str = "visit", by: User | None = None, **said: Any) -> OfficeEntry:
    """What the coordination notes of a project today."""
    seen = Seen(kind, clock.today(), said.pop("text", "Wir waren da."), **said)
    return note_of_coordination(by=by or user("coordinator"), case=case, seen=seen, key=uuid4())


def round_of(*cases: Case, by: User | None = None, **when: Any) -> Meeting:
    """A meeting in which projects take part."""
    meeting = meetings.meeting(**when)
    keys = [case.pk for case in cases]
    choose_projects(by=by or user("coordinator"), meeting=meeting, cases=keys)
    return meeting
