"""The approval step: a second person looks at every text before it is public."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from wagtail.models import AbstractGroupApprovalTask, TaskState

from portal.editing.permissions import is_own_text, may_approve, may_publish
from portal.kernel import audit
from portal.kernel.privacy import classify


class SecondPersonTask(AbstractGroupApprovalTask):
    """Approval by members of a group, never by those who wrote or handed in the text."""

    privacy = classify(none="task_ptr groups")

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrPromise, bool]]:
        """What the user may do with the waiting page: no approval of one's own text."""
        actions: list[tuple[str, StrPromise, bool]] = super().get_actions(obj, user)
        if actions and not may_approve(user, obj):
            actions = [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or send back; an approval of one's own text leaves the task open.

        This happens where someone changes the text while approving it: their version is kept
        and waits for the next pair of eyes.
        """
        page = task_state.workflow_state.content_object
        if action_name == "approve" and is_own_text(user, page):
            if not may_publish(user, page):
                return
            audit.record(actor=user, subject=page, event="approved_own_text")
        if action_name == "approve" and not may_approve(user, page):
            return
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: Any, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        """The waiting pages of the user's group, without those they handed in themselves."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> StrPromise:
        """Shown where a workflow is put together."""
        return _("Members of the chosen groups approve, but nobody their own text.")
