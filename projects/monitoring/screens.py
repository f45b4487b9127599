"""What the office's screens of the accompaniment share: the case, who may, the way back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from projects.budget.screens import taken
from projects.cases.models import Case
from projects.monitoring import permissions as may
from projects.monitoring.forms import OfficeForm, refusal
from projects.monitoring.models import Milestone
from projects.review.screens import LARGEST_KEY, CaseWorkView, case_for

CASE = "antraege/<int:pk>/begleitung/"


def monitored(user: Any, pk: int, *, writes: bool = False) -> Case:
    """A case that is accompanied, for those who read it (or work on it); raises Http404."""
    case = case_for(user, pk, writes=writes)
    if not may.may_read_monitoring(user, case):
        raise Http404
    return case


def milestone_in(case: Case, number: int) -> Milestone:
    """A milestone of a case by its number; raises Http404."""
    found = Milestone.objects.filter(case=case.pk, number=min(number, LARGEST_KEY)).first()
    if found is None:
        raise Http404
    found.case = case
    return found


class GuideView(CaseWorkView):
    """A form of the office on one project; what was typed stays where it is refused."""

    template = "projects/monitoring/admin/step.html"
    icon = "view"
    button: Any = ""
    done: Any = ""
    intro: Any = ""

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """The form before anything is typed."""
        raise NotImplementedError  # each screen has its own form

    def bound(self, case: Case, data: Any, **names: Any) -> OfficeForm:
        """The form with what was typed."""
        return type(self.blank(case, **names))(data)

    def act(self, by: Any, case: Case, form: Any, **names: Any) -> Any:
        """Do it with a valid form."""
        raise NotImplementedError  # each screen has its own action

    def get(self, request: HttpRequest, pk: int, **names: Any) -> HttpResponse:
        """The form; back to the project where nothing can be done any more."""
        case = monitored(request.user, pk, writes=True)
        form = self.blank(case, **names)
        if not may.may_guide(request.user, case):
            return self.back(case)
        return self._ask(request, case, form, 200, **names)

    def post(self, request: HttpRequest, pk: int, **names: Any) -> HttpResponse:
        """Do it once."""
        case = monitored(request.user, pk, writes=True)
        form = self.bound(case, request.POST, **names)

        def act() -> Any:
            return self.act(request.user, case, form, **names)

        if taken(request, form, act, done=self.done, closed=refusal("state")):
            return self.back(case)
        return self._ask(request, case, form, 422, **names)

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def back(self, case: Case) -> HttpResponse:
        """To the accompaniment of the case."""
        return redirect(reverse("case_monitoring", args=[case.pk]))

    def _ask(
        self, request: HttpRequest, case: Case, form: Any, status: int, **names: Any
    ) -> HttpResponse:
        known = {"form": form, "button": self.button, "intro": self.intro}
        return self.show(request, case, status, **{**known, **self.about(case, **names)})
