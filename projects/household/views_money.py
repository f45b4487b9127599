"""What happens to a position, in the admin: booking, taking back, forecast, another plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from portal.templatetags.formats import date_long, euro
from projects.household import actions_money as actions
from projects.household.forms import BookForm, CounterForm, ForecastForm, PlanForm
from projects.household.models import BudgetPosition, OwnBudget
from projects.household.models_money import BudgetPosting
from projects.household.permissions import may_book
from projects.household.queries import plan_of
from projects.household.screens import FormView
from projects.household.views import address_of


class PositionFormView(FormView):
    """A form about a position; it leads back to the position."""

    model, joined = BudgetPosition, ("budget", "project")
    form: Any = None

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return self.form.blank()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return self.form(data)

    def way(self, record: Any) -> list[tuple[str, str]]:
        """Over the budget and the position."""
        return [self.crumb(record.budget), (address_of(record), str(record))]

    def back(self, record: Any) -> str:
        """To the position."""
        return address_of(record)

    def about(self, record: Any) -> str:
        """The position."""
        return str(record)


class BookView(PositionFormView):
    """Note money that came or went."""

    may = staticmethod(may_book)
    title = gettext_lazy("Book money")
    button = gettext_lazy("Book it")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return BookForm.blank(position=record)

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return BookForm(data, position=record)

    def act(self, record: Any, form: Any) -> Any:
        """Book it once."""
        return actions.book(by=self.request.user, position=record, **form.said)


class PlanView(PositionFormView):
    """Set the plan anew."""

    form = PlanForm
    title = gettext_lazy("Change the plan")
    button = gettext_lazy("Set the new plan")
    hint = gettext_lazy("The agreed plan stays visible beside the new one, with your reason.")

    def act(self, record: Any, form: Any) -> Any:
        """Set it once."""
        return actions.change_plan(by=self.request.user, position=record, **form.said)

    def about(self, record: Any) -> str:
        """The position and its plan."""
        return f"{record}: {euro(plan_of(record))}"


class ForecastView(PositionFormView):
    """Say what is still expected."""

    form = ForecastForm
    title = gettext_lazy("New forecast")
    button = gettext_lazy("Keep the forecast")

    def act(self, record: Any, form: Any) -> Any:
        """Keep it once."""
        return actions.forecast(by=self.request.user, position=record, **form.said)


class CounterView(FormView):
    """Take a posting back."""

    may = staticmethod(may_book)
    model, joined = BudgetPosting, ("position__budget", "funding")
    title = gettext_lazy("Take a posting back")
    button = gettext_lazy("Post the counter-entry")
    hint = gettext_lazy("The counter-entry has the same amount. Both stay in the list.")

    def blank(self, record: Any) -> Any:
        """Nothing typed."""
        return CounterForm.blank()

    def filled(self, record: Any, data: Any) -> Any:
        """What was typed."""
        return CounterForm(data)

    def act(self, record: Any, form: Any) -> Any:
        """Take it back once."""
        return actions.take_back(by=self.request.user, posting=record, **form.said)

    def budget_of(self, record: Any) -> OwnBudget:
        """The budget of the position."""
        found: OwnBudget = record.position.budget
        return found

    def way(self, record: Any) -> list[tuple[str, str]]:
        """Over the budget and the position."""
        return [
            self.crumb(record.position.budget),
            (address_of(record.position), str(record.position)),
        ]

    def back(self, record: Any) -> str:
        """To the position."""
        return address_of(record.position)

    def about(self, record: Any) -> str:
        """What is taken back."""
        return f"{record.position}: {euro(record.cents)}, {date_long(record.on)}, {record.reason}"
