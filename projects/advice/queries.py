"""Reads of the advice log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import BigAutoField, BooleanField, Case, F, Q, QuerySet, Value, When
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.registry import Task
from portal.kernel.together import Part
from projects.advice.models import USUAL_DAYS, Advice, AdviceSettings
from projects.advice.permissions import may_list_advice
from projects.cases.models import Case as FundingCase
from projects.cases.parts import of_case

AHEAD = timedelta(days=7)
"""How long before its day a next step is shown as a task."""
MOST_TASKS = 50
CASE_ADVICE = Part(
    Prepared(
        lambda case: Advice.objects.filter(case__pk=case).order_by("happened_on", "pk"),
        case=BigAutoField(),
    ),
    of_case,
)
OPEN = ~Q(next_step="") & Q(done_at=None)


def retention_days() -> int:
    """Days after a contact until who it was is deleted, unless an application came of it."""
    found = AdviceSettings.objects.order_by("pk").values_list("retention_days", flat=True).first()
    return USUAL_DAYS if found is None else found


def due_on(days: int) -> QuerySet[Advice]:
    """The contacts that a retention of so many days forgets today."""
    before = clock.today() - timedelta(days=days)
    return Advice.objects.filter(forgotten_at=None, case=None, happened_on__lt=before)


def advice_log() -> QuerySet[Advice]:
    """All contacts: open next steps first, the most urgent in front, then the newest."""
    waits = Case(When(OPEN, then=Value(True)), default=Value(False), output_field=BooleanField())
    day = Case(When(OPEN, then=F("next_step_on")), default=None)
    return (
        Advice.objects.select_related("theme", "organisation", "case", "written_by")
        .annotate(waits=waits, due=day)
        .order_by("-waits", F("due").asc(nulls_last=True), "-happened_on", "-pk")
    )


def advice_of(case: FundingCase) -> list[Advice]:
    """The contacts that a case came of, the first in front."""
    return CASE_ADVICE.of(case)


def due_steps(user: Any) -> Iterator[Task]:
    """Next steps of a week ahead and those overdue, as tasks of the coordination."""
    if not may_list_advice(user):
        return
    soon = Advice.objects.filter(OPEN, next_step_on__lte=clock.today() + AHEAD)
    for advice in soon.order_by("next_step_on", "pk")[:MOST_TASKS]:
        yield Task(
            title=advice.next_step,
            url=reverse("advice:inspect", args=[advice.pk]),
            due=advice.next_step_on.isoformat() if advice.next_step_on else "",
        )
