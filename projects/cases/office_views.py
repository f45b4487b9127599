"""Screens of the office's list: saved views, what is done with chosen rows, print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actors.offices.models import Office
from portal.kernel import clock
from portal.kernel.amounts import Amount
from portal.kernel.registry import panels
from projects.cases.actions import assign_office, delete_view, save_view
from projects.cases.desk import SavedView
from projects.cases.filters import asked_cases, kept_query
from projects.cases.listing import CALL, OFFICE, Choices, received_cases, rows_of
from projects.cases.models import Case
from projects.cases.permissions import may_export_cases, may_list_cases, may_view_case
from projects.cases.queries import (
    LARGEST_KEY,
    attachments,
    case_for_office,
    goals_of,
    history_of,
    receipt_of,
)
from projects.cases.screens import csv_response

MOST_PICKED = 1_000
MOST_PRINTED = 500


def _back(query: str) -> HttpResponseRedirect:
    kept = kept_query(QueryDict(query[:2000]))
    return HttpResponseRedirect(reverse("cases:index") + (f"?{kept}" if kept else ""))


@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Save the present filters under a name."""
    query = kept_query(QueryDict(request.POST.get("query", "")[:2000]))
    name = " ".join(request.POST.get("name", "").replace("\x00", "").split())
    try:
        shared = request.POST.get("shared") == "on"
        save_view(by=request.user, name=name, query=query, is_shared=shared)
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(query)


@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own view; others' do not exist here."""
    if not may_list_cases(request.user):
        raise PermissionDenied
    view = get_object_or_404(SavedView, pk=pk, owner=request.user.pk)
    delete_view(by=request.user, view=view)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return _back("")


@require_POST
def with_chosen(request: HttpRequest) -> HttpResponseBase:
    """Take the chosen rows away as CSV, or give them an office."""
    if not may_list_cases(request.user):
        raise PermissionDenied
    keys = [int(key) for key in request.POST.getlist("pick")[:MOST_PICKED] if key.isdecimal()]
    cases = received_cases().filter(pk__in=[key for key in keys if key <= LARGEST_KEY])
    query = request.POST.get("query", "")
    if not cases:
        messages.warning(request, _("Please choose applications in the list first."))
    elif request.POST.get("do") == "csv":
        chosen = [case.pk for case in cases]
        return csv_response(request.user, chosen, {"picked": str(len(chosen))})
    elif request.POST.get("do") == "office":
        _assign(request, list(cases))
    return _back(query)


@transaction.atomic
def _assign(request: HttpRequest, cases: list[Case]) -> None:
    code = request.POST.get("office", "")
    known = code.isdecimal() and int(code) <= LARGEST_KEY
    office = Office.objects.filter(pk=int(code)).first() if known else None
    if office is None and code != "none":
        messages.error(request, _("Please choose an office."))
        return
    for case in cases:
        assign_office(by=request.user, case=case, office=office)
    text = ngettext(
        "%(count)s application has the office now.",
        "%(count)s applications have the office now.",
        len(cases),
    )
    messages.success(request, text % {"count": len(cases)})


@require_safe
def print_case(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole application on paper: answers, plan, files, history."""
    case = case_for_office(pk)
    if case is None or case.is_draft or not may_list_cases(request.user):
        raise Http404
    if not may_view_case(request.user, case):
        raise Http404
    context: dict[str, Any] = {
        "case": case,
        "panels": panels("case", case),
        "files": [item for item in [*attachments(case), receipt_of(case)] if item],
        "goals": goals_of(case),
        "history": history_of(case),
        "printed_at": clock.now(),
    }
    return render(request, "projects/cases/office/print_case.html", context)


@require_safe
def print_list(request: HttpRequest) -> HttpResponse:
    """The list with its filters on paper, at most 500 rows."""
    if not may_export_cases(request.user):
        raise PermissionDenied
    cases, choices = asked_cases(request.GET), Choices()
    number = cases.order_by().count()
    rows = [
        {
            "case": case,
            "call": choices.label(CALL, case.call_id),
            "office": choices.label(OFFICE, case.office_id),
            "amount": Amount(case.amount_cents or 0).short(),
        }
        for case in rows_of(cases, 0, MOST_PRINTED)
    ]
    context = {
        "rows": rows,
        "number": number,
        "more": number > len(rows),
        "printed_at": clock.now(),
    }
    return render(request, "projects/cases/office/print_list.html", context)


urlpatterns = [
    path("ansichten/", keep_view, name="save_view"),
    path("ansichten/<int:pk>/loeschen/", drop_view, name="delete_view"),
    path("auswahl/", with_chosen, name="with_chosen"),
    path("drucken/", print_list, name="print_list"),
    path("drucken/<int:pk>/", print_case, name="print"),
]
