"""What accompanying asks of people: of carriers notes and milestones, of the office answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.registry import Task
from projects.cases.models import Case
from projects.cases.queries import cases_to_edit_of
from projects.monitoring.lifecycle import OPEN
from projects.monitoring.models import Milestone
from projects.monitoring.models_notes import InterimRequest
from projects.monitoring.permissions import MONITORED
from projects.monitoring.queries_tasks_desk import MOST_TASKS, office_tasks

DAYS_AHEAD = 14
"""How long before its day a milestone is a task of its carrier."""


def monitoring_tasks(user: Any) -> Iterator[Task]:
    """Notes and milestones of one's own projects; calls for help and milestones for the office."""
    yield from _of_carrier(user)
    if has_role(user, Role.COORDINATOR):
        yield from office_tasks(user)


def _of_carrier(user: Any) -> Iterator[Task]:
    mine = cases_to_edit_of(user).filter(state__in=MONITORED).order_by().values("pk")
    asked = InterimRequest.objects.filter(case__in=mine, note__isnull=True)
    for each in asked.select_related("case__call").order_by("due_on", "pk")[:MOST_TASKS]:
        url = reverse("application_interim", args=[each.case.call.code, each.case.uuid])
        title = _("%(number)s %(title)s: write how it is going")
        yield Task(title=title % _names(each.case), url=url, due=each.due_on.isoformat())
    soon = clock.today() + timedelta(days=DAYS_AHEAD)
    near = Milestone.objects.filter(case__in=mine, state__in=OPEN, due_on__lte=soon)
    for mark in near.select_related("case__call").order_by("due_on", "pk")[:MOST_TASKS]:
        url = reverse("application_monitoring", args=[mark.case.call.code, mark.case.uuid])
        title = _("%(number)s: milestone “%(milestone)s”")
        named = {"number": mark.case.number, "milestone": mark.title}
        yield Task(title=title % named, url=url, due=mark.due_on.isoformat())


def _names(case: Case) -> dict[str, Any]:
    return {"number": case.number, "title": case.title}
