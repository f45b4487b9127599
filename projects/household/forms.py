"""The forms of the own budget."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.forms.fields import DayField, EuroField, LineField
from portal.kernel import clock
from projects.budget.forms import PostingForm
from projects.budget.models import LONGEST_PURPOSE
from projects.budget.models_funders import Funder
from projects.household.models import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    MOST_PERCENT,
    BudgetPosition,
    OwnBudget,
    OwnProject,
    Side,
)
from projects.household.models_projects import FundingKind, ProjectFunding
from projects.household.sums import Limits
from projects.household.words import REFUSALS, refusal

PLACES = {"amount": "cents", "same": "cents", "day": "on", "days": "ends_on", "limits": "red_above"}
MARKS = ("yellow_above", "red_above", "yellow_below", "red_below")


def _day(label: Any) -> DayField:
    field = DayField(label=label)
    field.required = True
    return field


class Refusing(forms.Form):
    """A form that says at the field what an action refused."""

    def refuse(self, code: str, text: str = "") -> None:
        """Put the refusal at the field that it is about."""
        name = PLACES.get(code, code)
        self.add_error(name if name in self.fields else None, text or refusal(code))


class BudgetForm(Refusing):
    """The year of a budget, and when its lights turn; `key` makes a double click harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(
        label=_("Title"), max_length=LONGEST_NAME, help_text=_("For example Budget 2027.")
    )
    starts_on = _day(pgettext_lazy("period", "From"))
    ends_on = _day(pgettext_lazy("period", "To"))
    yellow_above = forms.IntegerField(
        label=_("Expenditure: yellow above how many percent of the plan"),
        min_value=0,
        max_value=MOST_PERCENT,
        initial=90,
    )
    red_above = forms.IntegerField(
        label=_("Expenditure: red above how many percent of the plan"),
        min_value=0,
        max_value=MOST_PERCENT,
        initial=100,
    )
    yellow_below = forms.IntegerField(
        label=_("Income: yellow below how many percent of the plan"),
        min_value=0,
        max_value=MOST_PERCENT,
        initial=100,
    )
    red_below = forms.IntegerField(
        label=_("Income: red below how many percent of the plan"),
        min_value=0,
        max_value=MOST_PERCENT,
        initial=90,
    )
    field_order = ["title", "starts_on", "ends_on", *MARKS, "key"]

    @property
    def said(self) -> dict[str, Any]:
        """Title, days and limits; only for a valid form."""
        typed = dict(self.cleaned_data)
        limits = Limits(**{name: typed.pop(name) for name in MARKS})
        return {**typed, "limits": limits}


class NameForm(Refusing):
    """The name of an own project."""

    name = LineField(
        label=_("Name of the project"),
        max_length=LONGEST_NAME,
        help_text=_("For example Stadtteilfest."),
    )


class PositionForm(Refusing):
    """A position of a draft."""

    side = forms.ChoiceField(
        label=_("Income or expenditure"), choices=Side.choices, widget=forms.RadioSelect
    )
    number = LineField(label=pgettext_lazy("position", "Number"), max_length=LONGEST_NUMBER)
    label = LineField(label=_("What for"), max_length=LONGEST_NAME)
    project = forms.ModelChoiceField(
        label=_("Own project"),
        queryset=OwnProject.objects.none(),
        required=False,
        empty_label=_("belongs to no project"),
    )
    cents = EuroField(label=_("Planned, in euros"), error_messages={"required": REFUSALS["amount"]})

    def __init__(
        self, *args: Any, budget: OwnBudget, position: BudgetPosition | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        projects: Any = self.fields["project"]
        projects.queryset = OwnProject.objects.filter(budget=budget)
        if position:
            del self.fields["side"]


class LaterForm(PositionForm, PostingForm):
    """A position that the agreed plan did not know, with the reason."""

    field_order = ["side", "number", "label", "project", "cents", "reason", "document", "key"]

    @classmethod
    def blank(cls, **options: Any) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4()}, **options)


class NotedForm(Refusing, PostingForm):
    """An amount with its reason and document, noted once."""

    cents = EuroField(label=_("Amount in euros"), error_messages={"required": REFUSALS["amount"]})
    field_order = ["cents", "on", "funding", "reason", "document", "key"]

    @classmethod
    def blank(cls, initial: dict[str, Any] | None = None, **options: Any) -> Self:
        """An empty form with a fresh key."""
        return cls(initial={"key": uuid.uuid4(), **(initial or {})}, **options)


class PlanForm(NotedForm):
    """The plan of a position from now on."""

    cents = EuroField(
        label=_("New plan, in euros"),
        help_text=_("The whole plan of this position, not the difference."),
        error_messages={"required": REFUSALS["amount"]},
    )


class ForecastForm(NotedForm):
    """What is still expected."""

    cents = EuroField(
        label=_("Still expected until the year's end, in euros"),
        help_text=_(
            "On top of what is booked today; 0 where nothing more comes. What is booked from now "
            "on is taken off by itself."
        ),
        error_messages={"required": REFUSALS["amount"]},
    )


class BookForm(NotedForm):
    """Money that came or went."""

    on = _day(_("Day of the payment"))
    funding = forms.ModelChoiceField(
        label=_("From which funder"),
        queryset=ProjectFunding.objects.none(),
        required=False,
        empty_label=_("from none of the project's funders"),
    )

    def __init__(self, *args: Any, position: BudgetPosition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()
        if position.is_income and position.project_id:
            fundings: Any = self.fields["funding"]
            found = ProjectFunding.objects.filter(project=position.project_id)
            fundings.queryset = found.select_related("funder")
        else:
            del self.fields["funding"]


class CounterForm(Refusing, PostingForm):
    """Why a posting is taken back."""


class CloseForm(Refusing):
    """Why, or on which ground, the year is closed."""

    reason = PostingForm.base_fields["reason"]


class FunderForm(Refusing):
    """A funder of a project, and what the money is for."""

    funder = forms.ModelChoiceField(
        label=_("Funder"), queryset=Funder.objects.filter(is_active=True)
    )
    purpose = LineField(
        label=_("Purpose or restriction"), max_length=LONGEST_PURPOSE, required=False
    )


class StepForm(NotedForm):
    """What was asked of a funder, promised or refused."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=FundingKind.choices, widget=forms.RadioSelect
    )
    on = _day(_("On which day"))
    field_order = ["kind", "cents", "on", "reason", "key"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()
        del self.fields["document"]


class CarryForm(Refusing):
    """Which positions of a closed year go over, and into which budget."""

    target = forms.ModelChoiceField(
        label=_("Into which budget"),
        queryset=OwnBudget.objects.none(),
        error_messages={"required": REFUSALS["carry_target"]},
    )
    positions = forms.MultipleChoiceField(
        label=_("Which positions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": REFUSALS["none_chosen"]},
    )
    reason = PostingForm.base_fields["reason"]
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, budgets: Any, choices: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        target: Any = self.fields["target"]
        target.queryset = budgets
        positions: Any = self.fields["positions"]
        positions.choices = choices

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes; only for a valid form."""
        known = self.cleaned_data
        keys = [int(each) for each in known["positions"]]
        return {**known, "positions": keys, "key": str(known["key"])}
