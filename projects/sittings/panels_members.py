"""What members see of the applications of their meeting, and what they still have to score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from actors.bodies.models_members import BodyMember
from actors.meetings.models import Meeting
from actors.meetings.queries import coming_meetings_of
from portal.kernel.registry import Panel, Task
from projects.sittings.models import DecisionItem
from projects.sittings.permissions_members import scores_at_all, seat_in
from projects.sittings.queries import cases_of, meetings_with_cases
from projects.sittings.queries_scores import (
    items_of_members,
    out_of_count,
    scored_programmes,
    shown_to_member,
    standings,
)

MOST_MEETINGS = 5


def my_cases(about: tuple[Any, Meeting]) -> dict[str, Any] | None:
    """The applications of a meeting for one of its members; None for others and without any."""
    user, meeting = about
    member = seat_in(user, meeting)
    items = cases_of(meeting) if member else []
    if member is None or not items:
        return None
    own, known = items_of_members(user, items), standings(items)
    out = {key for key, who in out_of_count(items) if who == member.pk}
    asked = scored_programmes(items, meeting.day) if _may_score(member, meeting) else frozenset()
    lines, waiting = [], 0
    for item in items:
        is_out = item.pk in out
        is_asked = item.case.call.programme_id in asked and item.is_open
        waits = is_asked and not is_out and item.pk not in own
        waiting += waits
        line = known[item.pk] if not is_out and shown_to_member(item, own.get(item.pk)) else None
        lines.append((item, _state(item, is_out, waits, item.pk in own), line))
    return {"meeting": meeting, "lines": lines, "to_score": waiting}


def _may_score(member: BodyMember, meeting: Meeting) -> bool:
    return scores_at_all(member) and meeting.is_prepared


def _state(item: DecisionItem, is_out: bool, waits: bool, is_scored: bool) -> str:
    if is_out:
        return _("you are recused")
    if not item.is_open:
        return item.settled_label
    if waits:
        return _("please score")
    return _("scored") if is_scored else ""


MY_CASES = Panel(
    place="my_meeting",
    order=5,
    template="projects/sittings/my_meeting_panel.html",
    context=my_cases,
)


def scoring_tasks(user: Any) -> Iterator[Task]:
    """What a member still has to score, until the day of the sitting."""
    meetings = [each for each in coming_meetings_of(user, most=MOST_MEETINGS) if each.is_prepared]
    waiting = meetings_with_cases(meetings) if meetings else frozenset()
    for meeting in meetings:
        found = my_cases((user, meeting)) if meeting.pk in waiting else None
        if found and found["to_score"]:
            yield Task(
                title=_("Score applications before the sitting (%(count)s)")
                % {"count": found["to_score"]},
                url=reverse("my_meeting", args=[meeting.pk]),
                due=meeting.day.isoformat(),
            )
