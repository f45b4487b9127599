"""Who reaches the open grant register and the evaluation dataset: rows of the access table."""

from __future__ import annotations

from portal.accounts.roles import Role
from tests.access_table import EVERYBODY, Row
from tests.factories.register import granted

DESK = frozenset({Role.COORDINATOR})

ROWS: dict[str, Row] = {
    "grants_json": Row("/offene-daten/bewilligungen.json", EVERYBODY),
    "grants_csv": Row("/offene-daten/bewilligungen.csv", EVERYBODY),
    "grants_catalogue": Row("/offene-daten/katalog.jsonld", EVERYBODY),
    "evaluation:index": Row("/admin/auswertung/", DESK),
    "register_words:index": Row("/admin/bewilligungen/", DESK),
    "register_words:edit": Row("/admin/bewilligungen/{awarded}/", DESK),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A grant of somebody else."""
    return {"awarded": granted().pk}
