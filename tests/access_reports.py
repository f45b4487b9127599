"""Who reaches reports to the programme office: rows of the access table and their records."""

from __future__ import annotations

from projects.calls.models import Call
from tests.access_table import CASES, Row
from tests.factories import reports

ROWS: dict[str, Row] = {
    "reports:index": Row("/admin/berichte/", CASES),
    "reports:period": Row("/admin/berichte/zeitraum/{period_pk}/", CASES),
    "reports:report": Row("/admin/berichte/{report}/", CASES),
    "reports:file": Row("/admin/berichte/{report}/pdf/", CASES),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A report on the period of the table's call."""
    return {"report": reports.made(Call.objects.get(pk=places["call_pk"]).period).pk}
