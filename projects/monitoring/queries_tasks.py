"""What accompanying asks of people: of carriers notes and milestones, of the office answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
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
    """One query: running projects with the note that is asked for and the next milestone."""
    asked = InterimRequest.objects.filter(case=OuterRef("pk"), note__isnull=True)
    soon = clock.today() + timedelta(days=DAYS_AHEAD)
    near = Milestone.objects.filter(case=OuterRef("pk"), state__in=OPEN, due_on__lte=soon)
    near = near.order_by("due_on", "number")
    mine = cases_to_edit_of(user).filter(state__in=MONITORED)
    found: QuerySet[Any] = mine.annotate(
        asked_by=Subquery(asked.values("due_on")[:1]),
        next_due=Subquery(near.values("due_on")[:1]),
        next_title=Subquery(near.values("title")[:1]),
    )
    due = found.filter(Q(asked_by__isnull=False) | Q(next_due__isnull=False))
    for case in due.order_by("pk")[:MOST_TASKS]:
        if case.asked_by:
            url = reverse("application_interim", args=[case.call.code, case.uuid])
            title = _("%(number)s %(title)s: write how it is going") % _names(case)
            yield Task(title=title, url=url, due=case.asked_by.isoformat())
        if case.next_due:
            url = reverse("application_monitoring", args=[case.call.code, case.uuid])
            named = {"number": case.number, "milestone": case.next_title}
            title = _("%(number)s: milestone “%(milestone)s”") % named
            yield Task(title=title, url=url, due=case.next_due.isoformat())


def _names(case: Case) -> dict[str, Any]:
    return {"number": case.number, "title": case.title}
