"""Reads of rounds with carriers: the projects of a meeting, the rounds of a project."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from actors.meetings.models import Meeting
from projects.cases.models import Case
from projects.cases.queries import LARGEST_KEY, cases_of
from projects.monitoring.models_rounds import RoundProject
from projects.monitoring.permissions import MONITORED


def meeting_with_key(pk: int) -> Meeting | None:
    """A meeting with its body."""
    found = Meeting.objects.select_related("body").filter(pk=min(pk, LARGEST_KEY))
    return found.first()


def projects_in(meeting: Meeting) -> list[RoundProject]:
    """The projects that take part, by their numbers."""
    found = RoundProject.objects.filter(meeting=meeting).select_related("case", "meeting")
    return list(found.order_by("case__number", "pk"))


def rounds_of(case: Case) -> list[RoundProject]:
    """The rounds that a project took part in, the latest first."""
    found = RoundProject.objects.filter(case=case).select_related("meeting__body")
    return list(found.order_by("-meeting__starts_at", "-pk"))


def running_cases(user: Any) -> QuerySet[Case]:
    """The projects that are accompanied now, but those of one's own."""
    mine = cases_of(user).order_by().values("pk")
    found = Case.objects.filter(state__in=MONITORED).exclude(pk__in=mine)
    return found.only("number", "title", "carrier_name").order_by("number")
