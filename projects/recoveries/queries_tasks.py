"""What recoveries ask of people: hearings to answer, payments; the office's tasks come first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.registry import Task
from projects.cases.queries import cases_of, cases_to_edit_of
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.queries_claims import for_standing, standings
from projects.recoveries.queries_due import ClaimRow
from projects.recoveries.queries_tasks_desk import MOST_TASKS, names_of, office_tasks


def recovery_tasks(user: Any) -> Iterator[Task]:
    """What is to be done: by the office with recoveries and claims, by carriers with answers."""
    yield from office_tasks(user)
    yield from _answers_of(user)
    yield from _payments_of(user)


def _answers_of(user: Any) -> Iterator[Task]:
    """Hearings in which a person may answer and nobody did yet."""
    mine = cases_to_edit_of(user).order_by().values("pk")
    found = Recovery.objects.filter(state=life.HEARING, case__in=mine, answers__isnull=True)
    for each in found.select_related("case__call").order_by("hearing_until", "pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: please answer in the hearing") % names_of(each)
        until = each.hearing_until.isoformat() if each.hearing_until else ""
        yield Task(title=title, url=_my_page(each), due=until)


def _payments_of(user: Any) -> Iterator[Task]:
    mine = cases_of(user).order_by().values("pk")
    listed = list(for_standing().filter(state=life.CLAIMED, case__in=mine).order_by("pk"))
    if not listed:
        return
    found = standings(listed)
    for row in (ClaimRow(each, found[each.pk]) for each in listed[:MOST_TASKS]):
        for due in row.standing.dues[:1]:
            title = _("%(number)s %(title)s: pay money back") % names_of(row.recovery)
            yield Task(title=title, url=_my_page(row.recovery), due=due.day.isoformat())


def _my_page(recovery: Recovery) -> str:
    case = recovery.case
    return reverse("application_recovery", args=[case.call.code, case.uuid, recovery.pk])
