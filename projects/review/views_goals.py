"""Which goals of the action plan a project serves, set by the coordination."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.budget.screens import attempt
from projects.cases.models import Case
from projects.cases.queries import goals_of
from projects.programmes.models import OptionKind
from projects.review.actions_goals import set_goals
from projects.review.forms_work import GoalsForm
from projects.review.screens import CaseWorkView, case_for, to_case


class GoalsView(CaseWorkView):
    """Choose the goals."""

    template = "projects/review/admin/goals.html"
    title = gettext_lazy("Goals of the action plan")
    icon = "pick"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The goals with those that are chosen."""
        case = case_for(request.user, pk, writes=True)
        return self.show(request, case, form=_form(case))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set them."""
        case = case_for(request.user, pk, writes=True)
        form = _form(case, request.POST)
        if form.is_valid() and attempt(form, lambda: _set(request.user, case, form)):
            messages.success(request, _("The goals are noted."))
            return to_case(case)
        return self.show(request, case, 422, form=form)


def _form(case: Case, data: Any = None) -> GoalsForm:
    chosen = [option.code for option in goals_of(case)]
    goals = case.call.programme.options_of(OptionKind.GOAL)
    offered = [each for each in goals if each.is_active or each.code in chosen]
    return GoalsForm(offered, data, initial={"codes": chosen})


def _set(by: Any, case: Case, form: GoalsForm) -> Case:
    return set_goals(by=by, case=case, codes=form.cleaned_data["codes"])


urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/ziele/", GoalsView.as_view(), name="case_goals"),
]
