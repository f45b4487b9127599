"""What the carrier's screens of its running project share: the case, the form, the way back."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from projects.budget.screens import taken
from projects.cases.models import Case
from projects.intake.screens_area import StepAreaView
from projects.monitoring import permissions as may
from projects.monitoring.forms_area import REFUSALS, MonitoringForm

AREA = "antrag/<slug:code>/<uuid:uuid>/begleitung/"


class TellView(StepAreaView):
    """A form of the carrier on its project; what was typed stays where it is refused."""

    may_see = staticmethod(may.may_see_monitoring)
    done: Any = ""

    def form(self, case: Case, data: Any = None, **names: Any) -> MonitoringForm:
        """The form, empty or with what was typed."""
        raise NotImplementedError  # each screen has its own form

    def act(self, by: Any, case: Case, form: Any, **names: Any) -> Any:
        """Do it with a valid form."""
        raise NotImplementedError  # each screen has its own action

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, **names: Any) -> HttpResponse:
        """The form; back to the project where nothing can be told any more."""
        case = self.seen(request, code, uuid)
        form = self.form(case, **names)
        if not may.may_tell(request.user, case):
            return to_project(case)
        return self._ask(request, case, form, 200, **names)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, **names: Any) -> HttpResponse:
        """Do it once."""
        case = self.seen(request, code, uuid)
        form = self.form(case, request.POST, **names)

        def act() -> Any:
            return self.act(request.user, case, form, **names)

        if taken(request, form, act, done=self.done, closed=REFUSALS["state"]):
            return to_project(case)
        return self._ask(request, case, form, 422, **names)

    def _ask(
        self, request: HttpRequest, case: Case, form: Any, status: int, **names: Any
    ) -> HttpResponse:
        return self.show(request, case, status, form=form, **self.about(case, **names))


def to_project(case: Case) -> HttpResponse:
    """To the carrier's page of the running project."""
    return redirect("application_monitoring", case.call.code, case.uuid)
