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
ROUND = "/admin/sitzungen/{round_meeting}/traegerrunde/"
MEETINGS = DESK | {Role.AUDITOR}
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
    "case_visit": Row(f"{CASE}besuch/", DESK),
    "case_visit_done": Row(f"{CASE}erledigt/{{visit_task}}/", DESK, "/admin/antraege/", post=True),
    "case_goals": Row("/admin/antraege/{monitored}/ziele/", DESK),
    "running:index": Row("/admin/laufende-projekte/", CASES),
    "running:file": Row("/admin/laufende-projekte/xlsx/", CASES),
    "carrier_round": Row(ROUND, MEETINGS),
    "carrier_round_choose": Row(f"{ROUND}projekte/", DESK),
    "carrier_round_invite": Row(f"{ROUND}einladen/", DESK, "/admin/sitzungen/", post=True),
    "carrier_round_tell": Row(f"{ROUND}projekte/{{monitored}}/", DESK),
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
    meeting = make.round_of(case)
    return {
        "round_meeting": meeting.pk,
        "visit_task": make.visit(case, "task").pk,
        "monitored": case.pk,
        "monitored_code": case.call.code,
        "monitored_uuid": case.uuid,
        "help": note.pk,
        "monitoring": make.rules_of(case).pk,
    }
