"""What proofs ask of people: to hand one in, to check it, to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel.registry import Task
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.queries import own_cases_of
from projects.proof.models_proof import Extension, ProofResult
from projects.proof.queries import due_days
from projects.proof.queries_check import office_titles

MOST_TASKS = 50


def proof_tasks(user: Any) -> Iterator[Task]:
    """Proofs to hand in, for their owners; to check, confirm and answer, for the office."""
    running = list(own_cases_of(user).filter(state=life.RUNNING)[:MOST_TASKS])
    days = due_days(running) if running else {}
    for case in running:
        url = reverse("application_proof", args=[case.call.code, case.uuid])
        title = _("%(number)s %(title)s: receipts and proof of use") % _names(case)
        yield Task(title=title, url=url, due=days[case.pk].isoformat())
    if has_role(user, Role.COORDINATOR):
        yield from _of_office(user)


def _of_office(user: Any) -> Iterator[Task]:
    waiting = Case.objects.filter(state=life.PROOF_CHECK).exclude(owner=user.pk).order_by("pk")
    reckoned = ProofResult.objects.filter(confirmed_at__isnull=True, by=user.pk)
    mine = reckoned.order_by().values("hand_in__case")
    for case in waiting.exclude(pk__in=mine)[:MOST_TASKS]:
        title = office_titles()["check"] % _names(case)
        yield Task(title=title, url=reverse("case_proof", args=[case.pk]))
    asked = Extension.objects.filter(is_granted__isnull=True, case__state=life.RUNNING)
    for each in (
        asked.exclude(case__owner=user.pk).select_related("case").order_by("pk")[:MOST_TASKS]
    ):
        title = office_titles()["more_time"] % _names(each.case)
        url = reverse("case_proof_extension", args=[each.case_id, each.pk])
        yield Task(title=title, url=url, due=each.until.isoformat())


def _names(case: Case) -> dict[str, Any]:
    return {"number": case.number, "title": case.title}
