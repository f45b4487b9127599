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
from projects.cases.queries import cases_of, cases_to_edit_of
from projects.monitoring.lifecycle import OPEN, WAITING
from projects.monitoring.models import Milestone
from projects.monitoring.models_notes import InterimNote, InterimRequest
from projects.monitoring.permissions import MONITORED

MOST_TASKS = 50
DAYS_AHEAD = 14
"""How long before its day a milestone is a task of its carrier."""


def monitoring_tasks(user: Any) -> Iterator[Task]:
    """Notes and milestones of one's own projects; calls for help and milestones for the office."""
    yield from _of_carrier(user)
    if has_role(user, Role.COORDINATOR):
        yield from _of_office(user)


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


def _of_office(user: Any) -> Iterator[Task]:
    mine = cases_of(user).order_by().values("pk")
    helped = InterimNote.objects.filter(needs_help=True, answered_at__isnull=True)
    helped = helped.filter(case__state__in=MONITORED).exclude(case__in=mine)
    for note in helped.select_related("case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s needs help: please answer")
        url = reverse("case_help", args=[note.case_id, note.pk])
        day = clock.local(note.at).date().isoformat()
        yield Task(title=title % _names(note.case), url=url, due=day)
    marks = Milestone.objects.filter(case__state__in=MONITORED).exclude(case__in=mine)
    late = marks.filter(state__in=OPEN, due_on__lt=clock.today())
    waiting = marks.filter(state__in=WAITING).exclude(pk__in=late.order_by().values("pk"))
    overdue, look = _("%(number)s: milestone overdue"), _("%(number)s: look at a milestone")
    for found, title in ((late, overdue), (waiting, look)):
        for case, due in _first_of_cases(found):
            url = reverse("case_monitoring", args=[case.pk])
            yield Task(title=title % _names(case), url=url, due=due)


def _first_of_cases(marks: Any) -> Iterator[tuple[Case, str]]:
    """One task for each case, however many of its milestones wait."""
    known: set[int] = set()
    for mark in marks.select_related("case").order_by("due_on", "pk")[: MOST_TASKS * 8]:
        if mark.case_id not in known:
            known.add(mark.case_id)
            yield mark.case, mark.due_on.isoformat()


def _names(case: Case) -> dict[str, Any]:
    return {"number": case.number, "title": case.title}
