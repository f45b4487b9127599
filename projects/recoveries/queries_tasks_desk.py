"""What recoveries ask of the office: hearings to weigh, notices to draft, claims that are late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.registry import Task
from projects.decision.models_notices import Notice
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import WriteOff
from projects.recoveries.queries_due import claim_rows

MOST_TASKS = 50


def office_tasks(user: Any) -> Iterator[Task]:
    """What the coordination, and of claims also finance, has to do."""
    if has_role(user, Role.COORDINATOR):
        yield from _hearings_over(user)
        yield from _notices(user)
        yield from _write_offs(user)
    if has_role(user, Role.COORDINATOR, Role.FINANCE):
        yield from _claims(user)


def _hearings_over(user: Any) -> Iterator[Task]:
    over = Q(hearing_until__lt=clock.today()) | Q(answers__isnull=False)
    found = Recovery.objects.filter(over, state=life.HEARING).exclude(case__owner=user.pk)
    for each in found.select_related("case").order_by("pk").distinct()[:MOST_TASKS]:
        title = _("%(number)s %(title)s: weigh the answer in the hearing") % names_of(each)
        yield Task(title=title, url=_page(each))


def _notices(user: Any) -> Iterator[Task]:
    """Recoveries whose notice nobody drafted; drafts to release are tasks of deciding."""
    draft = Notice.objects.filter(case=OuterRef("case"), kind="recovery", released_at__isnull=True)
    found = Recovery.objects.filter(~Exists(draft), state=life.HEARD).exclude(case__owner=user.pk)
    for each in found.select_related("case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: draft the recovery notice") % names_of(each)
        yield Task(title=title, url=_page(each))


def _write_offs(user: Any) -> Iterator[Task]:
    found = WriteOff.objects.filter(confirmed_at__isnull=True, refused_at__isnull=True)
    others = found.exclude(Q(proposed_by=user.pk) | Q(recovery__case__owner=user.pk))
    for each in others.select_related("recovery__case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: judge a write-off") % names_of(each.recovery)
        yield Task(title=title, url=_page(each.recovery))


def _claims(user: Any) -> Iterator[Task]:
    """Claims that are late, and those of which nothing is owed any more."""
    for row in claim_rows()[:MOST_TASKS]:
        recovery = row.recovery
        if recovery.state != life.CLAIMED or recovery.case.owner_id == user.pk:
            continue
        if row.overdue:
            due = row.standing.dues[0].day.isoformat()
            title = _("%(number)s %(title)s: a payment is late") % names_of(recovery)
            yield Task(title=title, url=_page(recovery), due=due)
        elif row.standing.open <= 0:
            title = _("%(number)s %(title)s: paid, interest or settling") % names_of(recovery)
            yield Task(title=title, url=_page(recovery))


def _page(recovery: Recovery) -> str:
    return reverse("recovery", args=[recovery.pk])


def names_of(recovery: Recovery) -> dict[str, Any]:
    """Number and title of the application, for the name of a task."""
    return {"number": recovery.case.number, "title": recovery.case.title}
