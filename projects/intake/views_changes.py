"""Who changed what in an application, for its people."""

from __future__ import annotations

import uuid as uuids

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from projects.cases.models import AnswerChange
from projects.cases.permissions import may_edit_draft
from projects.intake.reading_changes import tell_changes
from projects.intake.views import CaseView

PER_PAGE = 30


class ChangesView(CaseView):
    """All changes of answers, the newest first, with texts that were kept aside."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """One page of them."""
        case = self.find(request, code, uuid)
        entries = AnswerChange.objects.filter(case=case).select_related("by").order_by("-at", "-pk")
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "case": case,
            "page_of_list": page,
            "changes": tell_changes(case, page.object_list),
            "may_edit": may_edit_draft(request.user, case),
        }
        return render(request, "projects/intake/changes.html", context)
