"""What the screens of the case work share: the case, who may, the way back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from projects.cases.models import Case
from projects.cases.queries import LARGEST_KEY as LARGEST_KEY
from projects.cases.queries import case_with_key
from projects.review.permissions import may_read_review, may_review


def case_for(user: Any, pk: int, *, writes: bool) -> Case:
    """The whole case, for those who may read its case work (or work on it); raises Http404."""
    case = case_with_key(pk)
    may = may_review if writes else may_read_review
    if case is None or not may(user, case):
        raise Http404
    return case


class CaseWorkView(View):
    """A screen of one case in the admin."""

    template = ""
    title: Any = ""
    icon = "clipboard-list"

    def show(
        self, request: HttpRequest, case: Case, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The screen with the way back to the case."""
        crumbs = [
            {"url": reverse("cases:index"), "label": Case._meta.verbose_name_plural},
            {"url": reverse("cases:inspect", args=[case.pk]), "label": str(case)},
            {"url": "", "label": self.title},
        ]
        known = {
            "case": case,
            "page_title": self.title,
            "header_title": self.title,
            "header_icon": self.icon,
            "breadcrumbs_items": crumbs,
        }
        return render(request, self.template, {**known, **context}, status=status)


def to_case(case: Case, part: str = "") -> HttpResponse:
    """To the page of the case, at a part of it."""
    return redirect(reverse("cases:inspect", args=[case.pk]) + part)
