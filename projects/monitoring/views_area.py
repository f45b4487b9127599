"""The running project in Mein Bereich: milestones and interim notes."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from portal.kernel import clock
from projects.cases.models import Case
from projects.monitoring import actions, actions_notes
from projects.monitoring import permissions as may
from projects.monitoring.actions import MOST
from projects.monitoring.forms_area import InterimForm, LaterForm, MilestoneForm, ReachedForm
from projects.monitoring.models import MilestoneStep
from projects.monitoring.queries import (
    counts_of,
    interims_of,
    open_request,
    planned_milestones,
    planned_outcomes,
    steps_of,
)
from projects.monitoring.screens import milestone_in
from projects.monitoring.screens_area import AREA, TellView

TELLING = {"agree", "confirm", "reopen", "comment", "move", "reach"}
"""Steps that the carrier reads at its milestones."""


class ProjectView(TellView):
    """Milestones with what was said of them, the note that is asked for, earlier notes."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, **names: Any) -> HttpResponse:
        """The page."""
        case = self.seen(request, code, uuid)
        milestones, steps, counts = planned_milestones(case), steps_of(case), counts_of(case)
        may_tell = may.may_tell(request.user, case)
        context = {
            "case": case,
            "milestones": [(each, _told(steps.get(each.pk, []))) for each in milestones],
            "asked": open_request(case) if may_tell else None,
            "notes": [(each, counts.get(each.pk, [])) for each in reversed(interims_of(case))],
            "may_tell": may_tell,
            "may_suggest": may_tell and len(milestones) < MOST,
        }
        return render(request, "projects/monitoring/project.html", context)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, **names: Any) -> HttpResponse:
        """Nothing is sent here."""
        return self.http_method_not_allowed(request)


def _told(steps: list[MilestoneStep]) -> list[MilestoneStep]:
    return [step for step in steps if step.text and step.kind in TELLING]


class SuggestView(TellView):
    """Suggest a milestone."""

    template = "projects/monitoring/milestone_new.html"
    done = gettext_lazy("Thank you. The office looks at your suggestion.")

    def form(self, case: Case, data: Any = None, **names: Any) -> MilestoneForm:
        """Title and day."""
        return MilestoneForm(data, initial=MilestoneForm.keyed())

    def act(self, by: Any, case: Case, form: MilestoneForm, **names: Any) -> Any:
        """Suggest it."""
        return actions.suggest_milestone(by=by, case=case, **form.cleaned_data)


class ReachedView(TellView):
    """Say that a milestone is reached."""

    template = "projects/monitoring/milestone_reached.html"
    done = gettext_lazy("Thank you! The office knows that you reached it.")

    def form(self, case: Case, data: Any = None, **names: Any) -> ReachedForm:
        """Day and a sentence; today unless said otherwise."""
        milestone_in(case, names["number"])
        return ReachedForm(data, initial={"day": clock.today()})

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """The milestone."""
        return {"milestone": milestone_in(case, names["number"])}

    def act(self, by: Any, case: Case, form: ReachedForm, **names: Any) -> Any:
        """Say it."""
        milestone = milestone_in(case, names["number"])
        return actions.reach_milestone(by=by, milestone=milestone, **form.cleaned_data)


class LaterView(ReachedView):
    """Say that a milestone takes longer."""

    template = "projects/monitoring/milestone_later.html"
    done = gettext_lazy("Thank you. The office knows that it takes longer.")

    def form(self, case: Case, data: Any = None, **names: Any) -> Any:
        """The new day and why."""
        milestone_in(case, names["number"])
        return LaterForm(data)

    def act(self, by: Any, case: Case, form: Any, **names: Any) -> Any:
        """Say it."""
        milestone = milestone_in(case, names["number"])
        return actions.move_milestone(by=by, milestone=milestone, **form.cleaned_data)


class InterimView(TellView):
    """Write an interim note."""

    template = "projects/monitoring/interim.html"
    done = gettext_lazy("Thank you for your note!")

    def form(self, case: Case, data: Any = None, **names: Any) -> InterimForm:
        """Words, counts, help."""
        return InterimForm(planned_outcomes(case), data, initial=InterimForm.keyed())

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """What the office asked, where it did."""
        return {"asked": open_request(case)}

    def act(self, by: Any, case: Case, form: InterimForm, **names: Any) -> Any:
        """Keep it."""
        key = form.cleaned_data["key"]
        return actions_notes.write_interim(by=by, case=case, note=form.note, key=key)


urlpatterns: list[URLPattern] = [
    path(AREA, ProjectView.as_view(), name="application_monitoring"),
    path(f"{AREA}zwischenstand/", InterimView.as_view(), name="application_interim"),
    path(f"{AREA}meilensteine/neu/", SuggestView.as_view(), name="application_milestone_new"),
    path(
        f"{AREA}meilensteine/<int:number>/erreicht/",
        ReachedView.as_view(),
        name="application_milestone_reached",
    ),
    path(
        f"{AREA}meilensteine/<int:number>/spaeter/",
        LaterView.as_view(),
        name="application_milestone_later",
    ),
]
