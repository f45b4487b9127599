"""The lifecycle of a case as a page of the admin, for everybody who reads applications."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.cases.permissions import may_list_cases
from projects.cases.ways import stations


@require_safe
def lifecycle(request: HttpRequest) -> HttpResponse:
    """Every status with its two names, who may do what there, and what is checked before."""
    if not may_list_cases(request.user):
        raise PermissionDenied
    title = _("The life of an application")
    context = {
        "stations": stations(),
        "page_title": title,
        "header_title": title,
        "header_icon": "list-ul",
        "breadcrumbs_items": [
            {"url": reverse("cases:index"), "label": _("Applications")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "projects/cases/office/lifecycle.html", context)


urlpatterns = [path("lebenslauf/", lifecycle, name="lifecycle")]
