"""What running projects ask of the coordination: calls for help, milestones to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.registry import Task
from projects.cases.models import Case
from projects.cases.queries import cases_of
from projects.monitoring.lifecycle import OPEN, WAITING
from projects.monitoring.models import Milestone
from projects.monitoring.models_notes import InterimNote
from projects.monitoring.permissions import MONITORED
from projects.review.models_following import EntryKind, OfficeEntry
from projects.review.permissions_following import ACCOMPANIED

MOST_TASKS = 50


def office_tasks(user: Any) -> Iterator[Task]:
    """Of all projects but one's own; one task for each project."""
    mine = cases_of(user).order_by().values("pk")
    helped = InterimNote.objects.filter(needs_help=True, answered_at__isnull=True)
    helped = helped.filter(case__state__in=MONITORED).exclude(case__in=mine)
    for note in helped.select_related("case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s needs help: please answer")
        url = reverse("case_help", args=[note.case_id, note.pk])
        day = clock.local(note.at).date().isoformat()
        yield Task(title=title % _names(note.case), url=url, due=day)
    noted = OfficeEntry.objects.filter(office=None, kind=EntryKind.TASK, done_on=None)
    noted = noted.filter(case__state__in=ACCOMPANIED).exclude(case__in=mine)
    for entry in noted.select_related("case").order_by("day", "pk")[:MOST_TASKS]:
        title = _("%(number)s %(task)s") % {"number": entry.case.number, "task": entry.text[:120]}
        url = reverse("case_monitoring", args=[entry.case_id])
        yield Task(title=title, url=f"{url}#visits", due=entry.day.isoformat())
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
