"""What gathering screens show of sittings: the page of a case, the page of a meeting."""

from __future__ import annotations

from typing import Any

from actors.meetings.models import Meeting
from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.sittings.models import DecisionItem
from projects.sittings.permissions import PUT_ON_FROM
from projects.sittings.queries import AHEAD, items_of


def case_sitting(case: Case) -> dict[str, Any] | None:
    """On which agendas a case lies and lay; the template asks who may read and act."""
    found = DecisionItem.objects.filter(case=case).select_related("item__meeting__body")
    items = list(found.order_by("pk"))
    if not items and case.state not in PUT_ON_FROM:
        return None
    for item in items:
        item.case = case
    waits = any(not each.settled and each.item.meeting.state in AHEAD for each in items)
    return {"items": items, "may_be_put_on": case.state in PUT_ON_FROM and not waits}


CASE_SITTING = Panel(
    place="case",
    order=8,
    template="projects/sittings/admin/case_sitting.html",
    context=case_sitting,
)


def meeting_cases(meeting: Meeting) -> dict[str, Any]:
    """The cases of a meeting, with the way to the controls."""
    return {"meeting": meeting, "items": items_of(meeting)}


MEETING_CASES = Panel(
    place="meeting",
    order=5,
    template="projects/sittings/admin/meeting_cases.html",
    context=meeting_cases,
)
