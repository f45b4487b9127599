"""Who reaches the screens of the ledger: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.calls.models import Call
from tests.access_table import CASES, Row
from tests.factories import budget

DESK = frozenset({Role.COORDINATOR})

ROWS: dict[str, Row] = {
    "ledger:index": Row("/admin/toepfe/", CASES),
    "ledger:pot": Row("/admin/toepfe/{period_pk}/", CASES),
    "ledger:allot": Row("/admin/toepfe/{period_pk}/zuteilen/", DESK),
    "ledger:move": Row("/admin/toepfe/{period_pk}/umschichten/", DESK),
    "ledger:carry": Row("/admin/toepfe/{period_pk}/uebertragen/", DESK),
    "ledger:liquidity": Row("/admin/toepfe/{period_pk}/monate/", CASES),
    "ledger:pots_file": Row("/admin/toepfe/xlsx/", CASES),
    "ledger:journal": Row("/admin/toepfe/buchungen/", CASES),
    "ledger:journal_file": Row("/admin/toepfe/buchungen/csv/", CASES),
    "ledger:counter": Row("/admin/toepfe/buchungen/{entry}/gegenbuchung/", DESK),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """An entry in the period of the table's call."""
    return {"entry": budget.funded(Call.objects.get(pk=places["call_pk"])).pk}
