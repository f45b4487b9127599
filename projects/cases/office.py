"""Screens beside the office's list: workbooks made by the worker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects.cases.actions import ask_for_workbook
from projects.cases.desk import ExportJob
from projects.cases.filters import asked_cases, asked_filters
from projects.cases.permissions import may_export_cases

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _crumbs(title: str) -> list[dict[str, Any]]:
    return [
        {"url": reverse("cases:index"), "label": _("Applications")},
        {"url": "", "label": title},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """One's own workbooks, and a button that asks for one of what the address names."""
    _require(may_export_cases(request.user))
    cases = asked_cases(request.GET)
    if request.method == "POST":
        keys = list(cases.values_list("pk", flat=True))
        ask_for_workbook(by=request.user, case_ids=keys, filters=asked_filters(request.GET))
        return HttpResponseRedirect(reverse("cases:exports"))
    jobs = ExportJob.objects.filter(owner=request.user.pk).defer("case_ids")
    title = _("Files for spreadsheets")
    context = {
        "jobs": jobs,
        "number": cases.order_by().count(),
        "is_narrowed": bool(asked_filters(request.GET)),
        "page_title": title,
        "header_title": title,
        "breadcrumbs_items": _crumbs(title),
        "header_icon": "download",
        "list_url": reverse("cases:index"),
    }
    return render(request, "projects/cases/office/exports.html", context)


@require_safe
def export_file(request: HttpRequest, uuid: UUID) -> FileResponse:
    """A workbook, for the person who asked for it and may still take the list away."""
    job = ExportJob.objects.filter(uuid=uuid, owner=request.user.pk).first()
    if job is None or not job.is_ready or not may_export_cases(request.user):
        raise Http404
    response = FileResponse(
        job.file.open("rb"), as_attachment=True, filename="antraege.xlsx", content_type=XLSX
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


urlpatterns = [
    path("exports/", exports, name="exports"),
    path("exports/<uuid:uuid>/", export_file, name="export_file"),
]
