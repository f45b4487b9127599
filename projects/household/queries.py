"""Reads of the own budget: a fixed number of queries, whatever it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from projects.budget.models_funders import Funder
from projects.household import sums
from projects.household.models import BudgetPosition, OwnBudget, OwnProject
from projects.household.models_money import BudgetCarry, BudgetPosting, Forecast, PlanChange
from projects.household.models_projects import FundingStep, ProjectFunding
from projects.household.sums import EXPENDITURE, INCOME, SIDES, Figures, Outlook
from projects.household.words import STANDINGS, Lamp, lamp, side_head


@dataclass(frozen=True, slots=True)
class Row:
    """A position with its figures and its light."""

    position: BudgetPosition
    money: Figures
    lamp: Lamp
    has_forecast: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a budget: its rows and their sum."""

    side: str
    head: str
    rows: list[Row]
    total: Figures
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class Money:
    """Money of a funder for a project, in cents, and how it stands."""

    funding: ProjectFunding
    asked: int
    promised: int
    received: int
    standing: str

    @property
    def words(self) -> str:
        """The standing in words."""
        return str(STANDINGS[self.standing])


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """An own project with both sides of its money, its funders and its light."""

    project: Any
    income: Figures
    expenditure: Figures
    lamp: Lamp
    funders: list[Money] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the page of a budget shows."""

    budget: OwnBudget
    parts: list[Part]
    projects: list[ProjectRow]
    lamp: Lamp

    @property
    def rows(self) -> list[Row]:
        """The positions of both sides."""
        return [row for part in self.parts for row in part.rows]

    @property
    def income(self) -> Figures:
        """All income together."""
        return self.parts[0].total

    @property
    def expenditure(self) -> Figures:
        """All expenditure together."""
        return self.parts[1].total

    @property
    def surplus(self) -> int:
        """Cents by which expected income is above expected expenditure; below it negative."""
        return self.income.expected - self.expenditure.expected

    def lit(self, code: str) -> list[Row]:
        """The positions with that light."""
        return [row for row in self.rows if row.lamp.code == code]


def _newest(model: Any, column: str, **of: Any) -> Subquery:
    rows = model.objects.filter(**of).order_by("-pk")
    return Subquery(rows.values(column)[:1])


def positions_of(budgets: Iterable[int]) -> QuerySet[BudgetPosition]:
    """Positions with the newest plan and forecast: `plan_cents`, `further`, `booked`."""
    here = {"position": OuterRef("pk")}
    return (
        BudgetPosition.objects.filter(budget__in=list(budgets))
        .select_related("project")
        .annotate(
            plan_cents=Coalesce(_newest(PlanChange, "cents", **here), F("planned_cents")),
            further=_newest(Forecast, "cents", **here),
            booked=_newest(Forecast, "booked_cents", **here),
        )
        .order_by("number", "pk")
    )


def _net() -> Case:
    return Case(When(corrects__isnull=True, then=F("cents")), default=-F("cents"))


def booked_on(**of: Any) -> dict[int, dict[int | None, int]]:
    """Cents booked by the keys of position and funding (None: no funder); one query."""
    rows = BudgetPosting.objects.filter(**of).order_by()
    found: dict[int, dict[int | None, int]] = defaultdict(dict)
    for position, funding, cents in rows.values_list("position", "funding").annotate(
        total=Sum(_net())
    ):
        found[position][funding] = cents
    return found


def booked_of(position: BudgetPosition) -> int:
    """Cents booked on a position; one query."""
    return sum(booked_on(position=position).get(position.pk, {}).values())


def plan_of(position: BudgetPosition) -> int:
    """The plan of a position as it stands, in cents; one query."""
    last = position.changes.order_by("-pk").first()
    return last.cents if last else position.planned_cents


def whole_of(budget: OwnBudget) -> Whole:
    """A budget with its figures, lights and funders; three queries."""
    booked = booked_on(position__budget=budget)
    rows = [_row(budget, each, booked) for each in positions_of([budget.pk])]
    parts = [_part(budget, side, rows) for side in SIDES]
    projects = _projects(budget, rows, booked)
    code = sums.both(parts[0].total, parts[1].total, budget.limits)
    return Whole(budget, parts, projects, lamp(code))


def _row(budget: OwnBudget, position: Any, booked: dict[int, dict[int | None, int]]) -> Row:
    outlook = None if position.further is None else Outlook(position.booked, position.further)
    money = sums.figures(
        position.side,
        original=position.planned_cents,
        plan=position.plan_cents,
        actual=sum(booked.get(position.pk, {}).values()),
        outlook=outlook,
        is_over=budget.is_closed,
    )
    code = sums.light(position.side, money, budget.limits)
    return Row(position, money, lamp(code), has_forecast=outlook is not None)


def _part(budget: OwnBudget, side: str, rows: list[Row]) -> Part:
    own = [row for row in rows if row.position.side == side]
    total = sums.added(row.money for row in own)
    return Part(side, side_head(side), own, total, lamp(sums.light(side, total, budget.limits)))


def _projects(
    budget: OwnBudget, rows: list[Row], booked: dict[int, dict[int | None, int]]
) -> list[ProjectRow]:
    received: dict[int | None, int] = defaultdict(int)
    for parts in booked.values():
        for funding, cents in parts.items():
            received[funding] += cents
    funders: dict[int, list[Money]] = defaultdict(list)
    projects = {}
    for project, found in fundings_of(budget):
        projects[project.pk] = project
        if found:
            funders[project.pk].append(_money(found, received[found.pk]))
    return [_project(budget, each, rows, funders[each.pk]) for each in projects.values()]


def _project(budget: OwnBudget, project: Any, rows: list[Row], funders: list[Money]) -> ProjectRow:
    own = [row for row in rows if row.position.project_id == project.pk]
    sides = {
        side: sums.added(row.money for row in own if row.position.side == side) for side in SIDES
    }
    code = sums.both(sides[INCOME], sides[EXPENDITURE], budget.limits)
    return ProjectRow(project, sides[INCOME], sides[EXPENDITURE], lamp(code), funders)


def fundings_of(budget: OwnBudget) -> list[tuple[OwnProject, Any]]:
    """The projects of a budget with their fundings (None where a project has none); one query.

    A funding knows its newest steps: `asked`, `promised` (cents) and `last` (its kind).
    """
    here = {"funding": OuterRef("fundings__pk")}
    names = ("pk", "name", "fundings__pk", "fundings__purpose", "fundings__funder")
    rows = (
        OwnProject.objects.filter(budget=budget)
        .annotate(
            asked=_newest(FundingStep, "cents", kind=sums.ASKED, **here),
            promised=_newest(FundingStep, "cents", kind=sums.PROMISED, **here),
            last=_newest(FundingStep, "kind", **here),
        )
        .order_by("name", "pk", "fundings__pk")
        .values(*names, "fundings__funder__labels", "asked", "promised", "last")
    )
    return [(OwnProject(pk=row["pk"], name=row["name"]), _funding(row)) for row in rows]


def _funding(row: dict[str, Any]) -> Any:
    if row["fundings__pk"] is None:
        return None
    funder = Funder(pk=row["fundings__funder"], labels=row["fundings__funder__labels"])
    purpose = row["fundings__purpose"]
    found: Any = ProjectFunding(pk=row["fundings__pk"], funder=funder, purpose=purpose)
    found.asked, found.promised, found.last = row["asked"], row["promised"], row["last"]
    return found


def _money(funding: Any, received: int) -> Money:
    promised = 0 if funding.last == sums.REFUSED else funding.promised or 0
    standing = sums.standing(funding.last or "", promised, received)
    return Money(funding, funding.asked or 0, promised, received, standing)


def budgets() -> QuerySet[OwnBudget]:
    """All own budgets, the newest first."""
    return OwnBudget.objects.order_by("-starts_on", "-pk")


def carried_from(budget: OwnBudget) -> list[BudgetCarry]:
    """What went from a closed budget into a later one."""
    found = BudgetCarry.objects.filter(source__budget=budget).select_related("source", "target")
    return list(found.order_by("pk"))


def journal_of(position: BudgetPosition) -> QuerySet[BudgetPosting]:
    """The postings of a position, the newest first."""
    return (
        BudgetPosting.objects.filter(position=position)
        .select_related("by", "counter", "corrects", "funding__funder")
        .order_by("-pk")
    )
