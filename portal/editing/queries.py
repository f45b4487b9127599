"""What the start page of the admin lists: drafts, waiting texts, what is stale or untranslated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from portal.cms.pages import BasePage
from portal.editing.models import SecondPersonTask
from portal.editing.permissions import may_approve
from portal.kernel import clock


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page or form in approval: the task state, whether the reader may approve it."""

    page: Any
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
    """Texts in approval that concern the user: to approve, or handed in by them; oldest first."""
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
    texts = _texts_of(found)
    approver = user.is_superuser or tasks.exists()
    return [
        Waiting(text, state, bool(approver and may_approve(user, text)))
        for state in found
        if (text := texts.get(_key(state)))
    ]


def _key(state: TaskState) -> tuple[int, str]:
    of = state.workflow_state
    return of.base_content_type_id, of.object_id


def _texts_of(states: list[TaskState]) -> dict[tuple[int, str], Any]:
    """What waits, by content type and key: one query for each kind of text."""
    keys: dict[int, set[str]] = defaultdict(set)
    for state in states:
        keys[state.workflow_state.base_content_type_id].add(state.workflow_state.object_id)
    found = {}
    for type_id, pks in keys.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        for text in model.objects.filter(pk__in=pks):
            found[(type_id, str(text.pk))] = text
    return found


def sent_back(user: Any) -> QuerySet[WorkflowState]:
    """Pages the user handed in that came back with a request for changes."""
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=user,
        base_content_type=ContentType.objects.get_for_model(Page),
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
