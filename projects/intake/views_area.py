"""Mein Bereich: all applications of a person, and the page of one of them."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from projects.cases.models import Case
from projects.cases.permissions import may_withdraw_case
from projects.cases.queries import attachments, cases_of, costs_total
from projects.correspondence.telling import next_step, timeline
from projects.intake.panels import KINDS, entries_of
from projects.intake.reading import sections
from projects.intake.views import CaseView, SignedInView

PER_PAGE = 20


class MyApplicationsView(SignedInView):
    """All applications of a person, page by page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Status, next step and ways on of each."""
        page = Paginator(cases_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
        context = {"page_of_list": page, "entries": entries_of(request.user, page.object_list)}
        return render(request, "projects/intake/my_applications.html", context)


class ApplicationView(CaseView):
    """The page of one application: status, what happens next, timeline, answers, files."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The page; a draft is shown by its form."""
        case = self.find(request, code, uuid)
        if case.is_draft:
            return redirect("application_form", code=code, uuid=uuid)
        return render(request, "projects/intake/done.html", page_context(request, case))


def page_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What the page of an application shows."""
    return {
        "case": case,
        "kind": KINDS.get(case.state, "info"),
        "next": next_step(case),
        "stations": timeline(case),
        "files": attachments(case),
        "total": costs_total(case),
        "sections": sections(case),
        "may_withdraw": may_withdraw_case(request.user, case),
        "office": {"name": settings.OFFICE_NAME, "email": settings.OFFICE_EMAIL},
    }
