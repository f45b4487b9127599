"""What the own budget asks of people: to look where a light is red."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.registry import Task
from projects.household.lifecycle import AGREED
from projects.household.models import OwnBudget
from projects.household.permissions import may_book
from projects.household.queries import whole_of
from projects.household.sums import RED

MOST_NAMED = 3


def household_tasks(user: Any) -> Iterator[Task]:
    """One task for each running budget with something red; for coordination and finance."""
    if not may_book(user):
        return
    for budget in OwnBudget.objects.filter(state=AGREED).order_by("starts_on", "pk"):
        whole = whole_of(budget)
        red = [str(row.position) for row in whole.lit(RED)]
        if not red and whole.lamp.code != RED:
            continue
        names = ", ".join(red[:MOST_NAMED]) or _("the sum of one side")
        title = _("%(budget)s: red light (%(positions)s)") % {"budget": budget, "positions": names}
        yield Task(title=title, url=reverse("household:budget", args=[budget.pk]))
