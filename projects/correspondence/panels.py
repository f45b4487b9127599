"""What gathering screens show of messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.registry import Panel, Task
from projects.cases.models import Case
from projects.correspondence.queries import open_requests_of, thread, unread_in


def request_tasks(user: Any) -> Iterator[Task]:
    """What the office asked a person for, with the day."""
    for request in open_requests_of(user):
        case = request.case
        url = reverse("application_done", args=[case.call.code, case.uuid])
        title = _("Answer the office: %(title)s") % {"title": case.title}
        yield Task(title=title, url=f"{url}#requests", due=f"{request.due_on:%Y-%m-%d}")


def case_messages(case: Case) -> dict[str, Any]:
    """The messages of a case for its page in the admin."""
    return {"messages": thread(case), "unread": unread_in(case)}


CASE_MESSAGES = Panel(
    place="case",
    order=20,
    template="projects/correspondence/admin/case_messages.html",
    context=case_messages,
)
