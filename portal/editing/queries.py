"""What the start page of the admin lists: drafts, waiting texts, what is stale or untranslated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from portal.cms.pages import BasePage
from portal.editing.models import SecondPersonTask
from portal.editing.permissions import may_publish
from portal.kernel import clock


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page in approval: the task state, and whether the reader may approve it."""

    page: Page
    state: TaskState
    may_approve: bool


def own_drafts(user: Any) -> QuerySet[Page]:
    """Pages with changes not yet public whose newest version the user saved, newest first."""
    return (
        Page.objects.filter(
            has_unpublished_changes=True, latest_revision__user=user, alias_of__isnull=True
        )
        .select_related("locale")
        .order_by("-latest_revision_created_at")
    )


def waiting_for(user: Any, limit: int) -> list[Waiting]:
    """Pages in approval that concern the user: to approve, or handed in by them; oldest first."""
    tasks = SecondPersonTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__in=user.groups.all())
    states = (
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .filter(Q(task__in=tasks.values("pk")) | Q(workflow_state__requested_by=user))
        .filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("workflow_state__requested_by", "revision__user")
        .order_by("started_at")[:limit]
    )
    found = list(states)
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in found])
    approver = user.is_superuser or tasks.exists()
    return [
        Waiting(page, state, approver and _may_approve(user, page))
        for state in found
        if (page := pages.get(int(state.workflow_state.object_id)))
    ]


def _may_approve(user: Any, page: Page) -> bool:
    return bool(user.is_superuser) or may_publish(user, page)


def sent_back(user: Any) -> QuerySet[WorkflowState]:
    """Texts the user handed in that came back with a request for changes."""
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).select_related("current_task_state__finished_by")


def page_models() -> list[type[BasePage]]:
    """Every page type of the portal."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def outdated(limit: int) -> tuple[list[tuple[Page, Any]], int]:
    """Public pages whose review day has passed, the longest overdue first, and how many."""
    due = [
        model.objects.order_by()
        .filter(review_on__lte=clock.today(), live=True, alias_of__isnull=True)
        .values_list("pk", "review_on")
        for model in page_models()
    ]
    rows = list(due[0].union(*due[1:]).order_by("review_on"))
    pages = Page.objects.select_related("locale").in_bulk([pk for pk, _day in rows[:limit]])
    return [(pages[pk], day) for pk, day in rows[:limit]], len(rows)


def untranslated_counts() -> list[dict[str, Any]]:
    """Per language how many public pages still show the German text."""
    return list(
        Page.objects.filter(alias_of__isnull=False, live=True, depth__gt=1)
        .exclude(locale__language_code=settings.LANGUAGE_CODE)
        .values(code=F("locale__language_code"))
        .annotate(pages=Count("pk"))
        .order_by("code")
    )


def translations_to_publish() -> QuerySet[Page]:
    """Translated pages with texts typed after the last publication, the newest first."""
    typed = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"), locale=OuterRef("locale")
    )
    newer = typed.filter(updated_at__gt=OuterRef("last_published_at"))
    return (
        Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
        .filter(Exists(newer) | (Q(live_revision__isnull=True) & Exists(typed)))
        .select_related("locale")
        .order_by("-latest_revision_created_at")
    )
