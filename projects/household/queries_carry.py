"""What of a closed year may be carried over into a later budget."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from projects.household import sums
from projects.household.lifecycle import CLOSED
from projects.household.models import BudgetPosition, OwnBudget
from projects.household.models_money import BudgetCarry
from projects.household.queries import Row, whole_of


@dataclass(frozen=True, slots=True)
class Leftover:
    """A closed year: what is really left of its money, and the positions that did not use theirs.

    `surplus`: income less expenditure less what was carried over already, in cents.
    """

    budget: OwnBudget
    income: int
    expenditure: int
    carried: int
    rows: list[Row]

    @property
    def surplus(self) -> int:
        """Cents that are there; more cannot be carried over."""
        return sums.surplus(self.income, self.expenditure, self.carried)

    def chosen(self, keys: set[int]) -> list[Row]:
        """The rows with those keys of positions."""
        return [row for row in self.rows if row.position.pk in keys]


def leftover_of(budget: OwnBudget) -> Leftover:
    """Unspent expenditure that was not carried over yet; four queries."""
    whole = whole_of(budget)
    gone = dict(
        BudgetCarry.objects.filter(source__budget=budget).order_by().values_list("source", "cents")
    )
    rows = [
        row for row in whole.parts[1].rows if row.money.unspent > 0 and row.position.pk not in gone
    ]
    return Leftover(budget, whole.income.actual, whole.expenditure.actual, sum(gone.values()), rows)


def later_budgets(budget: OwnBudget) -> QuerySet[OwnBudget]:
    """The budgets that begin after the year and are not closed, the next one first."""
    found = OwnBudget.objects.filter(starts_on__gt=budget.ends_on).exclude(state=CLOSED)
    return found.order_by("starts_on", "pk")


def position_with(budget: OwnBudget, number: str) -> BudgetPosition | None:
    """The position of a budget with that number."""
    return BudgetPosition.objects.filter(budget=budget, number=number).first()
