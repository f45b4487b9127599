"""The sitting in the admin: the agenda with results, one item at the controls, the projector."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from actors.meetings.models import Meeting
from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.sittings.controls import STEPS, AnyForm, form_of, offered
from projects.sittings.forms import refusal
from projects.sittings.models import DecisionItem, Motion
from projects.sittings.permissions import may_run_item, may_see_item
from projects.sittings.queries import (
    last_motions,
    motions_of,
    pots_of_sitting,
    recusals_of,
)
from projects.sittings.queries_room import hall_of, kept_quorum, partakers, room_of
from projects.sittings.queries_scores import Line, shown_to_office, standings
from projects.sittings.screens import SittingView, found_in, neighbours, sitting_of
from projects.sittings.words import motion_lines, motion_text, recusal_text, vote_text

SECONDS = 5
"""After so many the projector asks again; no script is needed for it."""


class OverviewView(SittingView):
    """All cases of a sitting with what came of them, and the money that is left."""

    template = "projects/sittings/admin/sitting.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The agenda."""
        meeting, items = sitting_of(pk)
        hall = hall_of(meeting)
        last = last_motions(items)
        lines = [(item, last.get(item.pk)) for item in items]
        return self.show(
            meeting,
            lines=[(item, motion, motion_text(motion) if motion else "") for item, motion in lines],
            pots=pots_of_sitting(items),
            hall=hall,
            scores=ranked(items),
            undecided=[item for item in items if item.is_open],
        )


def ranked(items: list[DecisionItem]) -> list[Line]:
    """How members scored, the best first; nothing before the sitting opens, or without scores."""
    if not items or not shown_to_office(items):
        return []
    lines = list(standings(items).values())
    if not any(line.standing for line in lines):
        return []
    return sorted(lines, key=lambda line: (line.rank or len(lines) + 1, line.item.item.position))


class ItemView(SittingView):
    """One case at the controls."""

    template = "projects/sittings/admin/item.html"

    def get(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """The item as it stands."""
        meeting, items = sitting_of(pk)
        return self._show(meeting, items, found_in(items, item_pk))

    def post(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """Take a step; what was typed stays where it is refused."""
        meeting, items = sitting_of(pk)
        item = found_in(items, item_pk)
        name = request.POST.get("step", "")
        step = STEPS.get(name)
        if step is None:
            raise Http404
        if not may_run_item(request.user, item.case):
            raise PermissionDenied
        form = form_of(name, item, room_of(item), request.POST)
        if form.is_valid():
            try:
                step.act(request.user, item, form, _number(request.POST.get("seen")))
            except NotAllowed as refused:
                form.refuse(refused.code)
            except LedgerError as refused:
                form.refuse(refused.code, str(refused))
            except PermissionDenied:
                messages.error(request, refusal("settled"))
                return redirect("sitting_item", pk, item_pk)
            else:
                messages.success(request, str(step.done))
                return redirect("sitting_item", pk, item_pk)
        _meeting, items = sitting_of(pk)
        return self._show(meeting, items, found_in(items, item_pk), 422, name, form)

    def _show(
        self,
        meeting: Meeting,
        items: list[DecisionItem],
        item: DecisionItem,
        status: int = 200,
        failed: str = "",
        form: AnyForm | None = None,
    ) -> HttpResponse:
        if not may_see_item(self.request.user, item.case):
            raise PermissionDenied
        before, after = neighbours(items, item.pk)
        context = item_context(item)
        may_run = may_run_item(self.request.user, item.case)
        forms = offered(item, context["room"], context["motion"]) if may_run else {}
        if form is not None and failed in forms:
            forms[failed] = form
        return self.show(
            meeting,
            status,
            item=item,
            pots=pots_of_sitting([item]),
            scores=ranked(items),
            before=before,
            after=after,
            forms=forms,
            failed=failed,
            failed_form=form,
            **context,
        )


def item_context(item: DecisionItem) -> dict[str, Any]:
    """The room, recusals and motions of an item, in words (a fixed number of queries)."""
    room = room_of(item)
    motions = motions_of(item)
    by_law = partakers(item, room.hall.members)
    return {
        "room": room,
        "quorum": room.quorum,
        "quorum_text": refusal(str(room.quorum.reason)),
        "recusals": [(each, recusal_text(each)) for each in recusals_of(item)],
        "by_law": [each for each in room.hall.members if each.pk in by_law],
        "motions": [
            (each, motion_text(each), motion_lines(each), vote_text(each)) for each in motions
        ],
        "motion": next((each for each in motions if each.is_running), None),
    }


def _number(text: str | None) -> int:
    """A version as the form sent it; -1, which nothing has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


class ProjectorView(SittingView):
    """What the room sees: title, number, amount, motion, result and money; no member's vote."""

    template = "projects/sittings/admin/projector.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture; it refreshes itself."""
        meeting, items = sitting_of(pk)
        last = last_motions(items)
        item = current_item(items, last)
        motion = last.get(item.pk) if item else None
        counts = motion is not None and motion.voted_at is not None
        answer = self.show(
            meeting,
            item=item,
            motion=motion,
            motion_words=motion_text(motion) if motion else "",
            vote_words=vote_text(motion) if motion and counts else "",
            quorum=kept_quorum(motion) if motion and counts else _quorum(item),
            pots=pots_of_sitting(items),
            done=sum(not each.is_open for each in items),
            total=len(items),
        )
        answer.headers["Refresh"] = str(SECONDS)
        return answer


def _quorum(item: DecisionItem | None) -> Any:
    return room_of(item).quorum if item else None


def current_item(items: list[DecisionItem], last: dict[int, Motion]) -> DecisionItem | None:
    """The item that the room is at: with a running motion, else just voted on, else the next."""
    running = [motion for motion in last.values() if motion.is_running]
    chosen = max(
        running or list(last.values()), key=lambda m: m.voted_at or m.made_at, default=None
    )
    if chosen is not None:
        return next(item for item in items if item.pk == chosen.item_id)
    return next((item for item in items if item.is_open), items[0] if items else None)


MEETING = "sitzung/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(MEETING, OverviewView.as_view(), name="sitting"),
    path(f"{MEETING}top/<int:item_pk>/", ItemView.as_view(), name="sitting_item"),
    path(f"{MEETING}projektor/", ProjectorView.as_view(), name="sitting_projector"),
]
