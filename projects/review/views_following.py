"""The screens of an office that accompanies projects."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from actors.offices.models import Office
from portal.accounts.roles import Role, has_role
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import panels
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.intake.views import SignedInView
from projects.review import actions_following as actions
from projects.review.forms_following import REFUSALS, OfficeEntryForm
from projects.review.models_following import OfficeEntry
from projects.review.permissions_following import (
    ACCOMPANIED,
    may_finish_task,
    office_following,
)
from projects.review.queries_following import entries_of, followed_cases
from projects.review.screens import LARGEST_KEY

ROWS = 20


class FollowedCasesView(SignedInView):
    """The projects that the offices of a person accompany now."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        if not has_role(request.user, Role.OFFICE):
            raise Http404
        page = Paginator(followed_cases(request.user), ROWS).get_page(request.GET.get("page"))
        return render(request, "projects/review/followed_cases.html", {"page_of_list": page})


class FollowedCaseView(SignedInView):
    """One project as far as an office must know it, with what the office noted."""

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        """The project, the entries, and the form while it runs."""
        case, office = _find(request, uuid)
        return _show(request, case, office, OfficeEntryForm.blank())

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        """Note something; what was typed stays where something is wrong."""
        case, office = _find(request, uuid)
        form = OfficeEntryForm(request.POST)
        if form.is_valid():
            try:
                actions.note_of_office(by=request.user, case=case, **form.cleaned_data)
            except NotAllowed as refused:
                form.add_error(*REFUSALS[refused.code])
            except PermissionDenied:
                messages.error(request, _("The project has ended: nothing more can be noted."))
                return redirect("followed_case", uuid)
            else:
                messages.success(request, _("It is noted."))
                return redirect("followed_case", uuid)
        return _show(request, case, office, form, 422)


class TaskDoneView(SignedInView):
    """The button that says that a task is done."""

    def post(self, request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
        """Note it and lead back; raises Http404 for tasks of others."""
        _find(request, uuid)
        known = OfficeEntry.objects.filter(case__uuid=uuid, pk=min(pk, LARGEST_KEY))
        entry = known.select_related("case").first()
        if entry is None or not may_finish_task(request.user, entry):
            raise Http404
        actions.finish_task(by=request.user, entry=entry)
        messages.success(request, _("The task is done."))
        return redirect("followed_case", uuid)


def _find(request: HttpRequest, uuid: UUID) -> tuple[Case, Office]:
    case = whole_case(uuid)
    office = office_following(request.user, case) if case else None
    if case is None or office is None:
        raise Http404
    return case, office


def _show(
    request: HttpRequest, case: Case, office: Office, form: OfficeEntryForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "office": office,
        "entries": entries_of(case, office),
        "panels": panels("followed", case),
        "form": form if case.state in ACCOMPANIED else None,
    }
    return render(request, "projects/review/followed_case.html", context, status=status)


urlpatterns: list[URLPattern] = [
    path("konto/begleitung/", FollowedCasesView.as_view(), name="followed_cases"),
    path("konto/begleitung/<uuid:uuid>/", FollowedCaseView.as_view(), name="followed_case"),
    path(
        "konto/begleitung/<uuid:uuid>/erledigt/<int:pk>/",
        TaskDoneView.as_view(),
        name="followed_task_done",
    ),
]
