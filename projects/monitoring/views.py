"""The accompaniment of a project in the admin: milestones, interim notes, help, risk."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from projects.cases.models import Case
from projects.monitoring import actions, actions_notes, actions_risk
from projects.monitoring import permissions as may
from projects.monitoring.facts import proved_of, suggestions
from projects.monitoring.forms import (
    AnswerForm,
    AskForm,
    JudgeForm,
    OfficeForm,
    RiskForm,
    SetMilestoneForm,
)
from projects.monitoring.kinds import Step
from projects.monitoring.kinds_risk import REASON_WORDS, SIGNS, Level
from projects.monitoring.lifecycle import MILESTONE
from projects.monitoring.models_notes import InterimNote
from projects.monitoring.queries import (
    counts_of,
    interims_of,
    milestones_of,
    requests_of,
    risk_of,
    risks_of,
    steps_of,
)
from projects.monitoring.queries_rounds import rounds_of
from projects.monitoring.risk import Suggestion
from projects.monitoring.screens import CASE, GuideView, milestone_in, monitored
from projects.review.queries_following import entries_of
from projects.review.screens import LARGEST_KEY, CaseWorkView

OF_OFFICE = (Step.AGREE, Step.CONFIRM, Step.REOPEN, Step.DROP)


def in_words(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion as a page shows it: level, sign, word, reasons."""
    level = Level(suggestion.level)
    return {
        "level": level.value,
        "sign": SIGNS[level],
        "label": level.label,
        "reasons": [REASON_WORDS[code] for code in suggestion.reasons],
    }


class MonitoringView(CaseWorkView):
    """Everything about a running project, and what can be done."""

    template = "projects/monitoring/admin/project.html"
    title = gettext_lazy("Accompany the project")
    icon = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        case = monitored(request.user, pk)
        guides = may.may_guide(request.user, case)
        steps, counts = steps_of(case), counts_of(case)
        found = suggestions([case], proved_of([case]))[case.pk] if guides else None
        return self.show(
            request,
            case,
            may_guide=guides,
            milestones=[
                (each, steps.get(each.pk, []), _ways(each.state) if guides else [])
                for each in milestones_of(case)
            ],
            notes=[(each, counts.get(each.pk, [])) for each in reversed(interims_of(case))],
            requests=[*reversed(requests_of(case))],
            entries=entries_of(case),
            rounds=rounds_of(case),
            risk=risk_of(case),
            risks=[*reversed(risks_of(case))][1:],
            suggestion=in_words(found) if found else None,
        )


def _ways(state: str) -> list[tuple[str, Any]]:
    """What the office may do with a milestone, as on buttons."""
    events = MILESTONE.events(state)
    return [(step.value, BUTTONS[step]) for step in OF_OFFICE if step in events] + [
        (Step.COMMENT.value, BUTTONS[Step.COMMENT])
    ]


BUTTONS = {
    Step.AGREE: gettext_lazy("Agree"),
    Step.CONFIRM: gettext_lazy("Confirm"),
    Step.REOPEN: gettext_lazy("Not reached yet"),
    Step.DROP: gettext_lazy("Drop it"),
    Step.COMMENT: gettext_lazy("Write a remark"),
}


class SetMilestoneView(GuideView):
    """Set a milestone."""

    title = gettext_lazy("Set a milestone")
    button = title
    done = gettext_lazy("The milestone is noted. The carrier gets a mail.")

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """Title and day."""
        return SetMilestoneForm(initial=SetMilestoneForm.keyed())

    def act(self, by: Any, case: Case, form: OfficeForm, **names: Any) -> Any:
        """Set it."""
        return actions.set_milestone(by=by, case=case, **form.cleaned_data)


class JudgeView(GuideView):
    """Agree to a milestone, confirm it, open it again, drop it, or remark something."""

    title = gettext_lazy("Milestone")
    done = gettext_lazy("It is noted. The carrier gets a mail.")

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """A few words."""
        self._checked(case, **names)
        return JudgeForm()

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """The milestone and what is done with it."""
        milestone = milestone_in(case, names["number"])
        return {"about": milestone.title, "button": BUTTONS[Step(names["event"])]}

    def act(self, by: Any, case: Case, form: OfficeForm, **names: Any) -> Any:
        """Do it."""
        milestone = milestone_in(case, names["number"])
        words = form.cleaned_data["text"]
        return actions.judge_milestone(by=by, milestone=milestone, event=names["event"], text=words)

    def _checked(self, case: Case, number: int, event: str) -> None:
        milestone_in(case, number)
        if event not in {*OF_OFFICE, Step.COMMENT}:
            raise Http404


class AskInterimView(GuideView):
    """Ask for an interim note."""

    title = gettext_lazy("Ask for an interim note")
    button = title
    done = gettext_lazy("The carrier is asked by mail.")

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """A day and words."""
        return AskForm(initial=AskForm.keyed())

    def act(self, by: Any, case: Case, form: OfficeForm, **names: Any) -> Any:
        """Ask."""
        return actions_notes.ask_interim(by=by, case=case, **form.cleaned_data)


class HelpView(GuideView):
    """Answer a carrier that needs help."""

    title = gettext_lazy("Answer the call for help")
    button = gettext_lazy("Send the answer")
    done = gettext_lazy("The carrier gets your answer.")

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """The answer."""
        self._note(case, names["note"])
        return AnswerForm()

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """What help is needed."""
        return {"about": self._note(case, names["note"]).help_text}

    def act(self, by: Any, case: Case, form: OfficeForm, **names: Any) -> Any:
        """Answer."""
        note = self._note(case, names["note"])
        return actions_notes.answer_help(by=by, note=note, **form.cleaned_data)

    def _note(self, case: Case, pk: int) -> InterimNote:
        found = InterimNote.objects.filter(case=case.pk, needs_help=True, pk=min(pk, LARGEST_KEY))
        note = found.first()
        if note is None:
            raise Http404
        note.case = case
        return note


class RiskView(GuideView):
    """Judge how the project stands."""

    title = gettext_lazy("Set the risk flag")
    button = gettext_lazy("Note the risk flag")
    intro = gettext_lazy("Only the office reads it: neither the carrier nor the public.")
    done = gettext_lazy("The risk flag is noted.")

    def blank(self, case: Case, **names: Any) -> OfficeForm:
        """With the level that the portal suggests."""
        found = suggestions([case], proved_of([case]))[case.pk]
        return RiskForm(initial=RiskForm.keyed(level=found.level))

    def bound(self, case: Case, data: Any, **names: Any) -> OfficeForm:
        """What was typed; nothing is suggested any more."""
        return RiskForm(data)

    def about(self, case: Case, **names: Any) -> dict[str, Any]:
        """What the portal suggests and why."""
        return {"suggestion": in_words(suggestions([case], proved_of([case]))[case.pk])}

    def act(self, by: Any, case: Case, form: OfficeForm, **names: Any) -> Any:
        """Set it."""
        return actions_risk.set_risk(by=by, case=case, **form.cleaned_data)


urlpatterns: list[URLPattern] = [
    path(CASE, MonitoringView.as_view(), name="case_monitoring"),
    path(f"{CASE}meilensteine/neu/", SetMilestoneView.as_view(), name="case_milestone_new"),
    path(
        f"{CASE}meilensteine/<int:number>/<slug:event>/",
        JudgeView.as_view(),
        name="case_milestone",
    ),
    path(f"{CASE}zwischenstand/", AskInterimView.as_view(), name="case_interim"),
    path(f"{CASE}hilfe/<int:note>/", HelpView.as_view(), name="case_help"),
    path(f"{CASE}risiko/", RiskView.as_view(), name="case_risk"),
]
