"""What the screens of a sitting share: the meeting, an item, and who may."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from actors.meetings.models import Meeting
from projects.sittings.models import DecisionItem
from projects.sittings.permissions import may_read_sitting, may_run_sitting
from projects.sittings.queries import LARGEST_KEY, items_of


def find_sitting(pk: int) -> Meeting:
    """A meeting with its body; raises Http404."""
    found = Meeting.objects.select_related("body", "second_summons_of")
    meeting = found.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if meeting is None:
        raise Http404
    return meeting


class SittingView(View):
    """A screen of a sitting for coordination, finance and audit."""

    may: ClassVar[Any] = staticmethod(may_read_sitting)
    template = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask before anything else; nothing of a sitting stays in a cache."""
        if not type(self).may(request.user):
            raise PermissionDenied
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def show(self, meeting: Meeting, status: int = 200, **context: Any) -> HttpResponse:
        """The screen with the way back to the meeting."""
        crumbs = [
            {"url": reverse("meetings:show", args=[meeting.pk]), "label": str(meeting)},
            {"url": reverse("sitting", args=[meeting.pk]), "label": _("Sitting")},
        ]
        known = {
            "meeting": meeting,
            "page_title": _("Sitting"),
            "header_title": str(meeting),
            "header_icon": "group",
            "breadcrumbs_items": crumbs,
            "may_run": may_run_sitting(self.request.user),
        }
        return render(self.request, self.template, {**known, **context}, status=status)


class RunView(SittingView):
    """A screen for the coordination."""

    may = staticmethod(may_run_sitting)


def neighbours(
    items: list[DecisionItem], pk: int
) -> tuple[DecisionItem | None, DecisionItem | None]:
    """The items before and after one."""
    place = next((n for n, each in enumerate(items) if each.pk == pk), None)
    if place is None:
        return None, None
    before = items[place - 1] if place else None
    return before, items[place + 1] if place + 1 < len(items) else None


def found_in(items: list[DecisionItem], pk: int) -> DecisionItem:
    """The item of that key; raises Http404."""
    found = next((each for each in items if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def sitting_of(pk: int) -> tuple[Meeting, list[DecisionItem]]:
    """A meeting and all its cases; raises Http404."""
    meeting = find_sitting(pk)
    return meeting, items_of(meeting)
