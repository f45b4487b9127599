"""Reading the own budget in the admin: the years, one year, one position, the workbook."""

from __future__ import annotations

import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.files import XLSX
from portal.templatetags.formats import euro_short
from projects.cases.exports import write_sheets
from projects.household.exports import sheets_of
from projects.household.models import BudgetPosition, OwnBudget
from projects.household.queries import Whole, budgets, carried_from, journal_of, whole_of
from projects.household.screens import HouseholdView, record_for

ROWS = 50


class IndexView(HouseholdView):
    """The budgets by year."""

    template = "projects/household/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first."""
        page = Paginator(budgets(), ROWS).get_page(request.GET.get("p"))
        return self.frame(_("Own budget"), page=page)


class BudgetView(HouseholdView):
    """One year."""

    template = "projects/household/budget.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Positions by income and expenditure, projects with their funders, lights."""
        budget = record_for(OwnBudget, pk)
        whole = whole_of(budget)
        return self.frame(
            str(budget),
            budget=budget,
            whole=whole,
            bars=_bars(whole),
            carried=carried_from(budget) if budget.is_closed else [],
        )


def _bars(whole: Whole) -> list[dict[str, str]]:
    pairs = (
        (_("income, planned"), whole.income.plan),
        (_("income, booked"), whole.income.actual),
        (_("income, expected"), whole.income.expected),
        (_("expenditure, planned"), whole.expenditure.plan),
        (_("expenditure, booked"), whole.expenditure.actual),
        (_("expenditure, expected"), whole.expenditure.expected),
    )
    return [{"label": label, "value": euro_short(cents)} for label, cents in pairs]


class PositionView(HouseholdView):
    """One position."""

    template = "projects/household/position.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its figures, postings, forecasts, and how its plan changed."""
        position = record_for(BudgetPosition, pk, "budget", "project")
        whole = whole_of(position.budget)
        page = Paginator(journal_of(position), ROWS).get_page(request.GET.get("p"))
        return self.frame(
            str(position),
            self.crumb(position.budget),
            position=position,
            budget=position.budget,
            row=next(row for row in whole.rows if row.position == position),
            page=page,
            changes=position.changes.select_related("by").order_by("-pk"),
            forecasts=position.forecasts.select_related("by").order_by("-pk"),
        )


class FileView(HouseholdView):
    """One year as a workbook."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Positions, projects with their funders, and all postings."""
        budget: Any = record_for(OwnBudget, pk)
        target = io.BytesIO()
        write_sheets(sheets_of(whole_of(budget)), target)
        answer = HttpResponse(target.getvalue(), content_type=XLSX.mime)
        name = f"budget-{budget.starts_on:%Y}-{clock.today():%Y-%m-%d}.xlsx"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


def address_of(position: BudgetPosition) -> str:
    """Where a position is shown."""
    return reverse("household:position", args=[position.pk])
