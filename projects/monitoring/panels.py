"""What gathering screens show of the accompaniment: pages of a case, of applicants, of offices."""

from __future__ import annotations

from typing import Any

from actors.meetings.models import Meeting
from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.monitoring.permissions import MONITORED, SEEN
from projects.monitoring.queries import (
    help_wanted,
    interims_of,
    open_request,
    planned_milestones,
    reached_count,
    risk_of,
)
from projects.monitoring.queries_rounds import projects_in


def case_monitoring(case: Case) -> dict[str, Any] | None:
    """Milestones, the last note, what is asked for, and the risk; None before the notice.

    The template asks who may read it.
    """
    if case.state not in SEEN:
        return None
    milestones = planned_milestones(case)
    return {
        "milestones": milestones,
        "reached": reached_count(milestones),
        "last": next(reversed(interims_of(case)), None),
        "asked": open_request(case),
        "help": help_wanted(case),
        "risk": risk_of(case),
        "may_guide": case.state in MONITORED,
    }


CASE_MONITORING = Panel(
    place="case",
    order=9,
    template="projects/monitoring/admin/case_panel.html",
    context=case_monitoring,
)


def my_monitoring(case: Case) -> dict[str, Any] | None:
    """How far the project is, for the people of the case; None before the notice."""
    if case.state not in SEEN:
        return None
    milestones = planned_milestones(case)
    return {
        "count": len(milestones),
        "reached": reached_count(milestones),
        "next": next((each for each in milestones if each.is_open), None),
        "asked": open_request(case) if case.state in MONITORED else None,
        "is_open": case.state in MONITORED,
    }


APPLICATION_MONITORING = Panel(
    place="application",
    order=3,
    template="projects/monitoring/application_panel.html",
    context=my_monitoring,
)


def meeting_round(meeting: Meeting) -> dict[str, Any]:
    """Which running projects take part in a meeting, with the way to the round."""
    return {"meeting": meeting, "projects": projects_in(meeting)}


MEETING_ROUND = Panel(
    place="meeting",
    order=7,
    template="projects/monitoring/admin/meeting_round.html",
    context=meeting_round,
)


def followed_monitoring(case: Case) -> dict[str, Any] | None:
    """Milestones and notes for an office that accompanies the project; never the risk."""
    if case.state not in SEEN:
        return None
    return {"milestones": planned_milestones(case), "notes": [*reversed(interims_of(case))]}


FOLLOWED_MONITORING = Panel(
    place="followed",
    order=1,
    template="projects/monitoring/followed_panel.html",
    context=followed_monitoring,
)
