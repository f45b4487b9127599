"""The way of a text to the public: written, handed in, approved by a second person."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from portal.accounts.roles import Role
from portal.editing.models import SecondPersonTask

WORKFLOW_NAME = "Freigabe durch eine zweite Person"
TASK_NAME = "Freigabe"
# What Wagtail's own migrations bring.
FOREIGN_WORKFLOW = "Moderators approval"


def set_up_workflow() -> None:
    """One workflow for all pages; the office may change it in the admin afterwards."""
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = SecondPersonTask.objects.create(name=TASK_NAME)
        task.groups.add(Group.objects.get(name=Role.APPROVER.group_name))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    _remove_foreign_workflow()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})


def _remove_foreign_workflow() -> None:
    foreign = Workflow.objects.filter(name=FOREIGN_WORKFLOW, workflow_states__isnull=True)
    GroupApprovalTask.objects.filter(
        workflow_tasks__workflow__in=foreign, task_states__isnull=True
    ).delete()
    foreign.delete()
