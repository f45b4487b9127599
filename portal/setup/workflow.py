"""The way of a text to the public: written, handed in, approved by a second person."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from portal.accounts.roles import Role
from portal.editing.models import SecondPersonTask
from portal.forms.composing import ComposedForm

WORKFLOW_NAME = "Freigabe durch eine zweite Person"
TASK_NAME = "Freigabe"
# What Wagtail's own migrations bring.
FOREIGN_WORKFLOW = "Moderators approval"


def set_up_workflow() -> None:
    """One workflow for all pages and forms; the office may change it in the admin afterwards."""
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = SecondPersonTask.objects.create(name=TASK_NAME)
        task.groups.add(Group.objects.get(name=Role.APPROVER.group_name))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    _remove_foreign_workflow()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    for model in apps.get_models():
        if issubclass(model, ComposedForm):
            of = ContentType.objects.get_for_model(model)
            WorkflowContentType.objects.get_or_create(
                content_type=of, defaults={"workflow": workflow}
            )


def _remove_foreign_workflow() -> None:
    foreign = Workflow.objects.filter(name=FOREIGN_WORKFLOW, workflow_states__isnull=True)
    GroupApprovalTask.objects.filter(
        workflow_tasks__workflow__in=foreign, task_states__isnull=True
    ).delete()
    foreign.delete()
