"""What the page of a case in the admin shows of the ledger."""

from __future__ import annotations

from typing import Any

from portal.kernel.registry import Panel
from projects.budget.queries_cases import other_money_of
from projects.budget.queries_journal import entries_of
from projects.cases.models import Case


def case_entries(case: Case) -> dict[str, Any]:
    """The entries of the case, and other money in its plan; the template asks who may read."""
    return {"entries": entries_of(case), "others": other_money_of(case)}


CASE_ENTRIES = Panel(
    place="case",
    order=9,
    template="projects/budget/case_panel.html",
    context=case_entries,
)
