"""What project pages ask of people: to make one, to finish and publish one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import Role, has_role
from portal.kernel.registry import Task
from projects.cases import lifecycle as life
from projects.proposals.models import PageProposal
from projects.showcase.pages import MicroprojectPage

MOST_TASKS = 50


def page_tasks(user: Any) -> Iterator[Task]:
    """Proposals of closed projects for the coordination, drafts of pages for the editors."""
    if has_role(user, Role.COORDINATOR):
        waiting = PageProposal.objects.filter(
            proposed_at__isnull=False, case__state=life.CLOSED, case__microproject__isnull=True
        ).exclude(case__owner=user.pk)
        for each in waiting.select_related("case").order_by("proposed_at", "pk")[:MOST_TASKS]:
            named = {"number": each.case.number, "title": each.case.title}
            url = reverse("cases:inspect", args=[each.case_id])
            yield Task(
                title=_("Make a project page: %(number)s %(title)s") % named,
                url=f"{url}#project-page",
            )
    if has_role(user, Role.EDITOR, Role.APPROVER):
        drafts = MicroprojectPage.objects.filter(
            live=False,
            first_published_at__isnull=True,
            microproject__case__isnull=False,
            locale__language_code=settings.LANGUAGE_CODE,
        )
        for pk, title in drafts.order_by("pk").values_list("pk", "title")[:MOST_TASKS]:
            yield Task(
                title=_("Finish and publish the project page: %(title)s") % {"title": title},
                url=reverse("wagtailadmin_pages:edit", args=[pk]),
            )
