"""What recoveries ask of people: hearings to answer and to weigh, notices, claims that are late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.registry import Task
from projects.cases.queries import cases_of, cases_to_edit_of
from projects.decision.models_notices import Notice
from projects.recoveries import lifecycle as life
from projects.recoveries.models import Recovery
from projects.recoveries.models_claims import WriteOff
from projects.recoveries.queries_claims import for_standing, standings
from projects.recoveries.queries_due import ClaimRow, claim_rows

MOST_TASKS = 50


def recovery_tasks(user: Any) -> Iterator[Task]:
    """What is to be done: by the office with recoveries and claims, by carriers with answers."""
    if has_role(user, Role.COORDINATOR):
        yield from _hearings_over(user)
        yield from _notices(user)
        yield from _write_offs(user)
    if has_role(user, Role.COORDINATOR, Role.FINANCE):
        yield from _claims(user)
    yield from _answers_of(user)
    yield from _payments_of(user)


def _hearings_over(user: Any) -> Iterator[Task]:
    over = Q(hearing_until__lt=clock.today()) | Q(answers__isnull=False)
    found = Recovery.objects.filter(over, state=life.HEARING).exclude(case__owner=user.pk)
    for each in found.select_related("case").order_by("pk").distinct()[:MOST_TASKS]:
        title = _("%(number)s %(title)s: weigh the answer in the hearing") % _names(each)
        yield Task(title=title, url=_page(each))


def _notices(user: Any) -> Iterator[Task]:
    """Recoveries whose notice nobody drafted; drafts to release are tasks of deciding."""
    draft = Notice.objects.filter(case=OuterRef("case"), kind="recovery", released_at__isnull=True)
    found = Recovery.objects.filter(~Exists(draft), state=life.HEARD).exclude(case__owner=user.pk)
    for each in found.select_related("case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: draft the recovery notice") % _names(each)
        yield Task(title=title, url=_page(each))


def _write_offs(user: Any) -> Iterator[Task]:
    found = WriteOff.objects.filter(confirmed_at__isnull=True, refused_at__isnull=True)
    others = found.exclude(Q(proposed_by=user.pk) | Q(recovery__case__owner=user.pk))
    for each in others.select_related("recovery__case").order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: judge a write-off") % _names(each.recovery)
        yield Task(title=title, url=_page(each.recovery))


def _claims(user: Any) -> Iterator[Task]:
    """Claims that are late, and those of which nothing is owed any more."""
    for row in claim_rows()[:MOST_TASKS]:
        recovery = row.recovery
        if recovery.state != life.CLAIMED or recovery.case.owner_id == user.pk:
            continue
        if row.overdue:
            due = row.standing.dues[0].day.isoformat()
            title = _("%(number)s %(title)s: a payment is late") % _names(recovery)
            yield Task(title=title, url=_page(recovery), due=due)
        elif row.standing.open <= 0:
            title = _("%(number)s %(title)s: paid, claim interest or settle it") % _names(recovery)
            yield Task(title=title, url=_page(recovery))


def _answers_of(user: Any) -> Iterator[Task]:
    """Hearings in which a person may answer and nobody did yet."""
    mine = cases_to_edit_of(user).order_by().values("pk")
    found = Recovery.objects.filter(state=life.HEARING, case__in=mine, answers__isnull=True)
    for each in found.select_related("case__call").order_by("hearing_until", "pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: please answer in the hearing") % _names(each)
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
            title = _("%(number)s %(title)s: pay money back") % _names(row.recovery)
            yield Task(title=title, url=_my_page(row.recovery), due=due.day.isoformat())


def _page(recovery: Recovery) -> str:
    return reverse("recovery", args=[recovery.pk])


def _my_page(recovery: Recovery) -> str:
    case = recovery.case
    return reverse("application_recovery", args=[case.call.code, case.uuid, recovery.pk])


def _names(recovery: Recovery) -> dict[str, Any]:
    return {"number": recovery.case.number, "title": recovery.case.title}
