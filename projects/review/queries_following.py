"""Reads of what offices accompany: the projects, and what they noted of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import BigAutoField, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.offices.models import Office
from portal.accounts.roles import Role, has_role
from portal.kernel.prepared import Prepared
from portal.kernel.registry import Task
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.review.models_following import EntryKind, OfficeEntry
from projects.review.models_opinions import OpinionRequest
from projects.review.permissions_following import ACCOMPANIED
from projects.review.queries_opinions import offices_of

MOST_TASKS = 50


def followed_cases(user: Any) -> QuerySet[Case]:
    """What the offices of a person accompany now: those named for it, and those that were asked."""
    if not has_role(user, Role.OFFICE):
        return Case.objects.none()
    mine = offices_of(user)
    asked = OpinionRequest.objects.filter(office__in=mine).values("case")
    found = Case.objects.filter(Q(office__in=mine) | Q(pk__in=asked), state__in=ACCOMPANIED)
    return found.exclude(owner=user.pk).select_related("call").order_by("-ends_on", "-pk")


OFFICE_ENTRIES = Part(
    Prepared(
        lambda case: (
            OfficeEntry.objects.filter(case__pk=case)
            .select_related("office", "by", "done_by")
            .order_by("-day", "-pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)


def entries_of(case: Case, office: Office | None = None) -> list[OfficeEntry]:
    """What coordination and offices (or one) noted of a case, the newest day in front."""
    found = OFFICE_ENTRIES.of(case)
    return [each for each in found if each.office_id == office.pk] if office else found


def following_tasks(user: Any) -> Iterator[Task]:
    """The open tasks of a person's offices, with their day."""
    if not has_role(user, Role.OFFICE):
        return
    found = OfficeEntry.objects.filter(
        office__in=offices_of(user), kind=EntryKind.TASK, done_on=None, case__state__in=ACCOMPANIED
    ).exclude(case__owner=user.pk)
    for each in found.select_related("case").order_by("day", "pk")[:MOST_TASKS]:
        title = _("%(number)s %(task)s") % {"number": each.case.number, "task": each.text[:120]}
        url = reverse("followed_case", args=[each.case.uuid])
        yield Task(title=title, url=url, due=each.day.isoformat())
