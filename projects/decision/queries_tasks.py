"""What decisions ask of people: letters to write, release and post; obligations with their day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.registry import Task
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.queries import cases_of, cases_to_edit_of
from projects.correspondence.permissions import ENDED
from projects.decision.kinds import DeliveryWay, NoticeKind
from projects.decision.later import later_kind
from projects.decision.models import Obligation
from projects.decision.models_notices import Delivery, Notice
from projects.decision.permissions import EARLY_START_IN, kinds_of_state
from projects.decision.queries import waits_for_post

MOST_TASKS = 50
WITHOUT_NOTICE = (life.APPROVED, life.APPROVED_WITH_OBLIGATIONS, life.REJECTED)
RUNNING = (life.NOTIFIED, life.FINAL, life.RUNNING, life.PROOF_CHECK)


def decision_tasks(user: Any) -> Iterator[Task]:
    """What is to be done: by the coordination with notices, by carriers with obligations."""
    if has_role(user, Role.COORDINATOR):
        yield from _of_office(user)
    yield from _letters_to_open(user)
    yield from _obligations_of(user)


def _of_office(user: Any) -> Iterator[Task]:
    decided = Case.objects.filter(state__in=WITHOUT_NOTICE).exclude(owner=user.pk)
    newest = decided.annotate(newest=Max("decisions")).filter(newest__isnull=False)
    lonely = newest.annotate(
        count=Count("notices", filter=Q(notices__decision__case__isnull=False), distinct=True)
    ).filter(count=0)
    for case in lonely.order_by("pk")[:MOST_TASKS]:
        title = _("%(number)s %(title)s: draft the notice") % _names(case)
        yield Task(title=title, url=reverse("cases:inspect", args=[case.pk]) + "#decision")
    drafts = Notice.objects.filter(released_at__isnull=True).exclude(
        Q(drafted_by=user.pk) | Q(case__owner=user.pk) | Q(case__state__in=ENDED)
    )
    for notice in drafts.select_related("case").order_by("pk")[:MOST_TASKS]:
        if not later_kind(notice.kind) and notice.kind not in kinds_of_state(notice.case):
            continue  # the application went on, and nobody can release it any more
        title = _("%(number)s %(title)s: release the notice") % _names(notice.case)
        yield Task(title=title, url=reverse("case_notice", args=[notice.pk]))
    for early in _to_begin_early(user):
        title = _("%(number)s %(title)s: early start asked for") % _names(early)
        yield Task(title=title, url=reverse("cases:inspect", args=[early.pk]) + "#decision")
    for notice in _to_post():
        title = _("%(number)s %(title)s: post the notice") % _names(notice.case)
        yield Task(title=title, url=reverse("case_notice", args=[notice.pk]))


def _to_begin_early(user: Any) -> QuerySet[Case]:
    """Cases whose carrier asked for an early start, and nobody wrote the consent."""
    asked = Case.objects.filter(state__in=EARLY_START_IN, early_start_requests__isnull=False)
    answered = Notice.objects.filter(kind=NoticeKind.EARLY_START).values("case")
    found = asked.exclude(owner=user.pk).exclude(pk__in=answered)
    return found.order_by("pk").distinct()[:MOST_TASKS]


def _to_post() -> list[Notice]:
    """Released notices that nobody posted, and whose time in the portal, if any, is over."""
    released = Notice.objects.filter(released_at__isnull=False)
    waiting = released.exclude(
        pk__in=Delivery.objects.filter(
            Q(way=DeliveryWay.POST) | Q(retrieved_at__isnull=False)
        ).values("notice")
    )
    found = waiting.select_related("case__call__programme").prefetch_related("deliveries")
    return [notice for notice in found.order_by("pk")[:MOST_TASKS] if waits_for_post(notice)]


def _letters_to_open(user: Any) -> Iterator[Task]:
    mine = cases_to_edit_of(user).order_by().values("pk")
    waiting = Delivery.objects.filter(
        way=DeliveryWay.PORTAL, retrieved_at__isnull=True, notice__case__in=mine
    )
    for each in waiting.select_related("notice__case__call").order_by("pk")[:MOST_TASKS]:
        case = each.notice.case
        title = _("%(number)s %(title)s: open the letter") % _names(case)
        yield Task(title=title, url=f"{_page(case)}#notices")


def _obligations_of(user: Any) -> Iterator[Task]:
    """Open obligations of a person's projects, and for the office those that are late."""
    mine = Q(decision__case__in=cases_of(user).order_by().values("pk"))
    is_office = has_role(user, Role.COORDINATOR)
    late = Q(due_on__lt=clock.today()) if is_office else Q(pk__in=[])
    found = Obligation.objects.filter(
        mine | late, done_on__isnull=True, decision__case__state__in=RUNNING
    ).filter(decision__reopening__isnull=True)
    own = set(cases_of(user).order_by().values_list("pk", flat=True)) if is_office else None
    ordered = found.select_related("decision__case__call").order_by("due_on", "pk")
    for each in ordered[:MOST_TASKS]:
        case = each.decision.case
        is_own = own is None or case.pk in own
        url = f"{_page(case)}#notices" if is_own else reverse("cases:inspect", args=[case.pk])
        yield Task(title=f"{case.number} {each.text[:120]}", url=url, due=_iso(each.due_on))


def _page(case: Case) -> str:
    return reverse("application_done", args=[case.call.code, case.uuid])


def _names(case: Case) -> dict[str, Any]:
    return {"number": case.number, "title": case.title}


def _iso(day: date) -> str:
    return day.isoformat()
