"""Who reaches the screens of project pages: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.cases.models import Case
from tests.access_table import OWNER, Row
from tests.factories import proof
from tests.factories import proposals as make

DESK = frozenset({Role.COORDINATOR})
MINE = frozenset({OWNER})
AREA = "/de/antrag/{shown_code}/{shown_uuid}/projektseite/"

ROWS: dict[str, Row] = {
    "application_showcase": Row(AREA, MINE),
    "application_showcase_photo_new": Row(f"{AREA}fotos/neu/", MINE),
    "application_showcase_photo": Row(f"{AREA}fotos/1/", MINE),
    "application_showcase_photo_take_out": Row(f"{AREA}fotos/1/entfernen/", MINE),
    "application_showcase_name": Row(f"{AREA}name/", MINE),
    "case_project_page": Row(
        "/admin/antraege/{shown_closed}/projektseite/", DESK, "/admin/pages/", post=True
    ),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A running project of the owner with a photo, and a closed one of somebody else."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    case = proof.running(owner=owner)
    make.photo(case)
    return {
        "shown_code": case.call.code,
        "shown_uuid": case.uuid,
        "shown_closed": make.closed().pk,
    }
