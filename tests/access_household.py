"""Who reaches the own budget and the funders: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from tests.access_table import CASES, KEEP_RECORDS, READ_RECORDS, Row
from tests.factories import household
from tests.factories.accounts import user

DESK = frozenset({Role.COORDINATOR})
BOOKERS = frozenset({Role.COORDINATOR, Role.FINANCE})
BASE = "/admin/budgetaufstellung"

ROWS: dict[str, Row] = {
    "funders:index": Row("/admin/geldgeber/", READ_RECORDS),
    "funders:index_results": Row("/admin/geldgeber/results/", READ_RECORDS),
    "funders:add": Row("/admin/geldgeber/new/", KEEP_RECORDS),
    "funders:edit": Row("/admin/geldgeber/edit/{funder}/", KEEP_RECORDS),
    "household:index": Row(f"{BASE}/", CASES),
    "household:new": Row(f"{BASE}/neu/", DESK),
    "household:budget": Row(f"{BASE}/{{own_budget}}/", CASES),
    "household:file": Row(f"{BASE}/{{own_budget}}/xlsx/", CASES),
    "household:change": Row(f"{BASE}/{{own_budget}}/regeln/", DESK),
    "household:agree": Row(f"{BASE}/{{own_budget}}/beschliessen/", DESK),
    "household:close": Row(f"{BASE}/{{own_budget}}/abschliessen/", DESK),
    "household:carry": Row(f"{BASE}/{{own_budget}}/uebertrag/", DESK),
    "household:project": Row(f"{BASE}/{{own_budget}}/projekt/", DESK),
    "household:add": Row(f"{BASE}/{{own_budget}}/position/", DESK),
    "household:funder": Row(f"{BASE}/projekt/{{own_project}}/geldgeber/", DESK),
    "household:step": Row(f"{BASE}/drittmittel/{{funding}}/", DESK),
    "household:position": Row(f"{BASE}/position/{{position}}/", CASES),
    "household:rewrite": Row(f"{BASE}/position/{{position}}/aendern/", DESK),
    "household:drop": Row(f"{BASE}/position/{{position}}/streichen/", DESK, f"{BASE}/position/"),
    "household:plan": Row(f"{BASE}/position/{{position}}/plan/", DESK),
    "household:book": Row(f"{BASE}/position/{{position}}/buchen/", BOOKERS),
    "household:forecast": Row(f"{BASE}/position/{{position}}/prognose/", DESK),
    "household:counter": Row(f"{BASE}/buchung/{{posting}}/gegenbuchung/", BOOKERS),
}


def records(_places: dict[str, object]) -> dict[str, object]:
    """An agreed budget with a posting, and a project with a funder."""
    by = user("coordinator")
    budget, _income, row = household.agreed(by)
    funding = household.funding(by, budget)
    return {
        "own_budget": budget.pk,
        "position": row.pk,
        "posting": household.booked(by, row, 100).pk,
        "own_project": funding.project_id,
        "funding": funding.pk,
        "funder": funding.funder_id,
    }
