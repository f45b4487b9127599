"""Who reaches the screens of proofs: rows of the access table and their records."""

from __future__ import annotations

from datetime import date

from portal.accounts.roles import Role
from projects.cases.models import Case
from projects.proof.actions_report import ask_extension
from projects.proof.models import ProofSettings
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import proof as make

DESK = frozenset({Role.COORDINATOR})
MINE = frozenset({OWNER})
CASE = "/admin/antraege/{proved}/nachweis/"
CHECKED = "/admin/antraege/{proof_checked}/nachweis/"
AREA = "/de/antrag/{proved_code}/{proved_uuid}/nachweis/"

ROWS: dict[str, Row] = {
    "application_proof": Row(AREA, MINE),
    "application_receipt_new": Row(f"{AREA}belege/neu/", MINE),
    "application_receipt": Row(f"{AREA}belege/1/", MINE),
    "application_receipt_remove": Row(f"{AREA}belege/1/entfernen/", MINE),
    "application_report": Row(f"{AREA}bericht/", MINE),
    "application_hand_in": Row(f"{AREA}abgeben/", MINE),
    "application_more_time": Row(f"{AREA}frist/", MINE),
    "case_proof": Row(CASE, CASES),
    "case_receipt": Row(f"{CHECKED}belege/1/", DESK),
    "case_overrun": Row(f"{CHECKED}posten/{{overrun}}/", DESK),
    "case_proof_return": Row(f"{CHECKED}zurueck/", DESK),
    "case_proof_settle": Row(f"{CHECKED}ergebnis/", DESK),
    "case_proof_confirm": Row(
        f"{CHECKED}ergebnis/{{proof_result}}/bestaetigen/", DESK, "/admin/antraege/", post=True
    ),
    "case_close": Row(f"{CHECKED}abschliessen/", DESK, "/admin/cases/", post=True),
    "case_proof_extension": Row(f"{CASE}frist/{{extension}}/", DESK),
    "proofs:index": Row("/admin/nachweise/", CASES),
    "proof-settings:index": Row("/admin/nachweisregeln/", READ_RECORDS),
    "proof-settings:index_results": Row("/admin/nachweisregeln/results/", READ_RECORDS),
    "proof-settings:add": Row("/admin/nachweisregeln/new/", KEEP_RECORDS),
    "proof-settings:edit": Row("/admin/nachweisregeln/edit/{proof_rules}/", KEEP_RECORDS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A running project of the owner with a receipt and a request, and one that is checked."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    case = make.running(owner=owner)
    make.receipt(case)
    asked = ask_extension(by=owner, case=case, until=date(2027, 2, 1), reason="Krank.")
    make.rules_of(case)
    checked = make.handed_in()
    result = make.reckoned(checked)
    return {
        "proved": case.pk,
        "proved_code": case.call.code,
        "proved_uuid": case.uuid,
        "extension": asked.pk,
        "proof_checked": checked.pk,
        "overrun": checked.cost_items.all()[0].pk,
        "proof_result": result.pk,
        "proof_rules": ProofSettings.objects.get(programme=case.call.programme).pk,
    }
