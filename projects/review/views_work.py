"""Notes, who works on a case, and the board of tasks in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.accounts.roles import Role, has_role
from portal.kernel.lifecycle import NotAllowed
from projects.cases.permissions import may_list_cases
from projects.review import actions_work as actions
from projects.review.forms_work import REFUSALS, AssignForm, NoteForm
from projects.review.queries_tasks import ALL, MINE, NOBODY, assignment_of, board, coordinators
from projects.review.screens import CaseWorkView, case_for, to_case


class NoteView(CaseWorkView):
    """Write a note."""

    template = "projects/review/admin/note.html"
    title = gettext_lazy("Internal note")
    icon = "edit"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        case = case_for(request.user, pk, writes=True)
        return self.show(request, case, form=NoteForm.blank())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it; what was typed stays where something is wrong."""
        case = case_for(request.user, pk, writes=True)
        form = NoteForm(request.POST)
        if form.is_valid():
            try:
                actions.write_note(by=request.user, case=case, **form.cleaned_data)
            except NotAllowed as refused:
                form.add_error("text", REFUSALS[refused.code])
            else:
                messages.success(request, _("The note is kept."))
                return to_case(case, "#notes")
        return self.show(request, case, 422, form=form)


class AssignView(CaseWorkView):
    """Say who works on a case."""

    template = "projects/review/admin/assign.html"
    title = gettext_lazy("Responsible")
    icon = "user"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with those who do it now."""
        case = case_for(request.user, pk, writes=True)
        now = assignment_of(case)
        initial = {
            "person": str(now.person_id) if now else str(request.user.pk),
            "substitute": str(now.substitute_id or "") if now else "",
        }
        return self.show(request, case, form=AssignForm(coordinators(), initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Assign it."""
        case = case_for(request.user, pk, writes=True)
        form = AssignForm(coordinators(), request.POST)
        if form.is_valid():
            try:
                actions.assign_case(by=request.user, case=case, **form.chosen)
            except NotAllowed as refused:
                field = "person" if refused.code == "person" else "substitute"
                form.add_error(field, REFUSALS[refused.code])
            else:
                messages.success(request, _("It is noted who works on this application."))
                return to_case(case, "#work")
        return self.show(request, case, 422, form=form)


class BoardView(View):
    """All cases before the decision by step, with their days; mine, all, or nobody's."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The board; `?who` narrows it."""
        if not may_list_cases(request.user):
            raise PermissionDenied
        works = has_role(request.user, Role.COORDINATOR)
        who = request.GET.get("who", MINE if works else ALL)
        names = {ALL: _("All"), NOBODY: _("Nobody responsible")}
        if works:
            names = {MINE: _("Mine"), **names}
        who = who if who in names else ALL
        address = reverse("task_board")
        context: dict[str, Any] = {
            "columns": board(who, request.user),
            "choices": [(f"{address}?who={key}", name, key == who) for key, name in names.items()],
            "page_title": _("Tasks"),
            "header_title": _("Tasks"),
            "header_icon": "tasks",
            "breadcrumbs_items": [{"url": "", "label": _("Tasks")}],
        }
        return render(request, "projects/review/admin/board.html", context)


CASE = "antraege/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(f"{CASE}notiz/", NoteView.as_view(), name="case_note"),
    path(f"{CASE}zustaendig/", AssignView.as_view(), name="case_assign"),
    path("aufgaben/", BoardView.as_view(), name="task_board"),
]
