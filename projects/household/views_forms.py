"""Drawing up the own budget in the admin: the year, its projects, funders and positions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.budget.screens import attempt
from projects.household import actions, actions_money, actions_projects
from projects.household.forms import (
    MARKS,
    BudgetForm,
    CloseForm,
    FunderForm,
    LaterForm,
    NameForm,
    PositionForm,
    StepForm,
)
from projects.household.models import BudgetPosition, OwnBudget, OwnProject
from projects.household.models_projects import ProjectFunding
from projects.household.permissions import may_plan
from projects.household.screens import FormView, HouseholdView, record_for
from projects.household.words import refusal


class NewView(HouseholdView):
    """Begin a year."""

    may = staticmethod(may_plan)
    template = "projects/household/form.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._page(BudgetForm(initial={"key": uuid.uuid4()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it once."""
        form, made = BudgetForm(request.POST), []
        if form.is_valid() and attempt(
            form, lambda: made.append(actions.open_budget(by=request.user, **form.said))
        ):
            return redirect("household:budget", made[0].pk)
        return self._page(form)

    def _page(self, form: BudgetForm) -> HttpResponse:
        return self.frame(
            _("New budget"),
            status=422 if form.is_bound else 200,
            form=form,
            button=_("Begin the budget"),
            back=reverse("household:index"),
        )


class ChangeView(FormView):
    """Title, days and lights of a budget."""

    model = OwnBudget
    title = gettext_lazy("Days and lights")
    button = gettext_lazy("Save")
    hint = gettext_lazy("Once a budget is agreed its days stay; title and lights may change.")

    def blank(self, record: Any) -> Any:
        """What stands there."""
        names = ("title", "starts_on", "ends_on", *MARKS)
        known = {name: getattr(record, name) for name in names}
        return BudgetForm(initial={"key": record.key, **known})

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return BudgetForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Save it."""
        said = {name: value for name, value in form.said.items() if name != "key"}
        return actions.change_budget(by=self.request.user, budget=record, **said)


class AgreeView(HouseholdView):
    """Agree the plan."""

    may = staticmethod(may_plan)
    template = "projects/household/agree.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What agreeing means, with the button."""
        budget = record_for(OwnBudget, pk)
        return self.frame(_("Agree the budget"), self.crumb(budget), budget=budget)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Agree it, or say why not."""
        budget = record_for(OwnBudget, pk)
        form = _Told(request)
        if attempt(form, lambda: actions.agree_budget(by=request.user, budget=budget)):
            messages.success(request, _("The budget is agreed. Money can be booked now."))
        return redirect("household:budget", pk)


class DropView(HouseholdView):
    """Take a position out of a draft."""

    may = staticmethod(may_plan)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the position, where the button is."""
        return redirect("household:position", record_for(BudgetPosition, pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop it, or say why not."""
        position = record_for(BudgetPosition, pk)
        form = _Told(request)
        if attempt(form, lambda: actions.drop_position(by=request.user, position=position)):
            messages.success(request, _("The position is gone."))
            return redirect("household:budget", position.budget_id)
        return redirect("household:position", pk)


class _Told:
    """Says on the next page why an action was refused that has no form."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def refuse(self, code: str) -> None:
        """The refusal as a message."""
        messages.error(self.request, refusal(code))


class CloseView(FormView):
    """Close the year."""

    model = OwnBudget
    title = gettext_lazy("Close the year")
    button = gettext_lazy("Close the year for good")
    hint = gettext_lazy(
        "Afterwards nothing can be booked or planned in this year any more. Book what is missing "
        "first. Then you can carry unspent money over into the next budget."
    )

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return CloseForm()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return CloseForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Close it."""
        return actions.close_budget(by=self.request.user, budget=record, **form.cleaned_data)


class ProjectView(FormView):
    """Name an own project."""

    model = OwnBudget
    title = gettext_lazy("New project")
    button = gettext_lazy("Add the project")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return NameForm()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return NameForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Add it."""
        return actions.add_project(by=self.request.user, budget=record, **form.cleaned_data)


class AddView(FormView):
    """A new position: plain in a draft, with a reason once the plan is agreed."""

    model = OwnBudget
    title = gettext_lazy("New position")
    button = gettext_lazy("Add the position")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return PositionForm(budget=record) if record.is_draft else LaterForm.blank(budget=record)

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return (PositionForm if record.is_draft else LaterForm)(data, budget=record)

    def act(self, record: Any, form: Any) -> Any:
        """Add it."""
        by = self.request.user
        if record.is_draft:
            return actions.add_position(by=by, budget=record, **form.cleaned_data)
        return actions_money.add_later(by=by, budget=record, **form.said)


class RewriteView(FormView):
    """Rewrite a position of a draft."""

    model, joined = BudgetPosition, ("budget", "project")
    title = gettext_lazy("Change the position")
    button = gettext_lazy("Save")

    def blank(self, record: Any) -> Any:
        """What stands there."""
        known = {name: getattr(record, name) for name in ("number", "label", "project")}
        known["cents"] = record.planned_cents
        return PositionForm(initial=known, budget=record.budget, position=record)

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return PositionForm(data, budget=record.budget, position=record)

    def act(self, record: Any, form: Any) -> Any:
        """Save it."""
        return actions.change_position(by=self.request.user, position=record, **form.cleaned_data)


class FunderView(FormView):
    """Name a funder of an own project."""

    model, joined = OwnProject, ("budget",)
    title = gettext_lazy("New funder of the project")
    button = gettext_lazy("Add the funder")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return FunderForm()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return FunderForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Add it."""
        return actions_projects.add_funder(
            by=self.request.user, project=record, **form.cleaned_data
        )

    def about(self, record: Any) -> str:
        """The project."""
        return str(record)


class StepView(FormView):
    """Note what was asked of a funder, promised or refused."""

    model, joined = ProjectFunding, ("project__budget", "funder")
    title = gettext_lazy("Third-party money: asked for, promised, refused")
    button = gettext_lazy("Note it")
    hint = gettext_lazy("Money that came in is booked on an income position of the project.")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return StepForm.blank()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return StepForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Note it."""
        return actions_projects.note_step(by=self.request.user, funding=record, **form.said)

    def budget_of(self, record: Any) -> OwnBudget:
        """The budget of the project."""
        found: OwnBudget = record.project.budget
        return found

    def about(self, record: Any) -> str:
        """The project and the funder."""
        return f"{record.project}: {record}"
