"""Who reaches the screens of running projects: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.cases.models import Case
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import monitoring as make
from tests.factories import proof

DESK = frozenset({Role.COORDINATOR})
MINE = frozenset({OWNER})
CASE = "/admin/antraege/{monitored}/begleitung/"
AREA = "/de/antrag/{monitored_code}/{monitored_uuid}/begleitung/"

ROWS: dict[str, Row] = {
    "application_monitoring": Row(AREA, MINE),
    "application_interim": Row(f"{AREA}zwischenstand/", MINE),
    "application_milestone_new": Row(f"{AREA}meilensteine/neu/", MINE),
    "application_milestone_reached": Row(f"{AREA}meilensteine/1/erreicht/", MINE),
    "application_milestone_later": Row(f"{AREA}meilensteine/1/spaeter/", MINE),
    "case_monitoring": Row(CASE, CASES),
    "case_milestone_new": Row(f"{CASE}meilensteine/neu/", DESK),
    "case_milestone": Row(f"{CASE}meilensteine/1/comment/", DESK),
    "case_interim": Row(f"{CASE}zwischenstand/", DESK),
    "case_help": Row(f"{CASE}hilfe/{{help}}/", DESK),
    "case_risk": Row(f"{CASE}risiko/", DESK),
    "monitoring-settings:index": Row("/admin/begleitregeln/", READ_RECORDS),
    "monitoring-settings:index_results": Row("/admin/begleitregeln/results/", READ_RECORDS),
    "monitoring-settings:add": Row("/admin/begleitregeln/new/", KEEP_RECORDS),
    "monitoring-settings:edit": Row("/admin/begleitregeln/edit/{monitoring}/", KEEP_RECORDS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A running project of the owner with a milestone and a call for help."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    case = proof.running(owner=owner)
    make.milestone(case)
    note = make.interim(case, needs_help=True, help_text="Wir brauchen einen Raum.")
    return {
        "monitored": case.pk,
        "monitored_code": case.call.code,
        "monitored_uuid": case.uuid,
        "help": note.pk,
        "monitoring": make.rules_of(case).pk,
    }
