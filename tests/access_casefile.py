"""Who reaches a case as a file: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.casefile.actions import ask_for_dossier, make_dossier
from projects.cases.models import Case
from tests.access_table import CASES, NOBODY, Row
from tests.factories.accounts import user

FILE = "/admin/antraege/{case_pk}/akte/"

ROWS: dict[str, Row] = {
    "case_dossier": Row(FILE, CASES),
    # Only for whoever had it made: none of the table's people did.
    "case_dossier_file": Row(f"{FILE}{{dossier}}/", NOBODY),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A file of the owner's case that somebody else of the coordination had made."""
    case = Case.objects.get(pk=places["case_pk"])
    person: User = user(Role.COORDINATOR)
    dossier = ask_for_dossier(by=person, case=case)
    make_dossier.func(dossier.pk)
    return {"dossier": dossier.uuid}
