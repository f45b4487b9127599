"""Who reaches the screens of recoveries: rows of the access table and their records."""

from __future__ import annotations

from uuid import uuid4

from portal.accounts.roles import Role
from projects.cases.models import Case
from projects.recoveries.actions_ends import order_acceptance, propose_write_off
from projects.recoveries.models import BaseRate
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import recoveries as make
from tests.factories.accounts import user

DESK = frozenset({Role.COORDINATOR})
MINE = frozenset({OWNER})
ONE = "/admin/rueckforderungen/{recovery}/"
LED = "/admin/rueckforderungen/"
AREA = "/de/antrag/{recovered_code}/{recovered_uuid}/rueckforderung/{recovery}/"


def _step(path: str) -> Row:
    """A form of a claim that runs; those who only read are led back to the recovery."""
    return Row(f"{ONE}{path}/", CASES, LED)


def _press(path: str) -> Row:
    return Row(f"{ONE}{path}/", CASES, LED, post=True)


def _record(space: str, path: str, key: str) -> dict[str, Row]:
    return {
        f"{space}:index": Row(f"/admin/{path}/", READ_RECORDS),
        f"{space}:index_results": Row(f"/admin/{path}/results/", READ_RECORDS),
        f"{space}:add": Row(f"/admin/{path}/new/", KEEP_RECORDS),
        f"{space}:edit": Row(f"/admin/{path}/edit/{{{key}}}/", KEEP_RECORDS),
    }


ROWS: dict[str, Row] = {
    # Led back to the case: one runs already.
    "case_recovery_open": Row("/admin/antraege/{recovered}/rueckforderung/", DESK, "/admin/cases/"),
    "case_refund": Row("/admin/antraege/{recovered}/rueckzahlung/", CASES, "/admin/cases/"),
    "recovery": Row(ONE, CASES),
    "recovery_hearing": _step("anhoerung"),
    "recovery_hearing_pdf": Row(f"{ONE}anhoerung/pdf/", CASES),
    "recovery_note_answer": _step("aeusserung"),
    "recovery_end_hearing": _step("auswertung"),
    "recovery_drop": _step("einstellen"),
    "recovery_payment": _step("zahlung"),
    "recovery_plan": _step("raten"),
    "recovery_no_interest": _step("ohne-zinsen"),
    "recovery_write_off": _step("niederschlagung"),
    "recovery_judge_write_off": _press("niederschlagung/{write_off}"),
    "recovery_order": _press("annahme/principal"),
    "recovery_order_pdf": Row(f"{ONE}annahme/principal/pdf/", CASES),
    "recovery_settle": _press("abschliessen"),
    "claims:index": Row("/admin/forderungen/", CASES),
    "application_recovery": Row(AREA, MINE),
    "application_recovery_letter": Row(f"{AREA}brief/", MINE),
    **_record("recovery-settings", "rueckforderungsregeln", "recovery_rules"),
    **_record("base-rates", "basiszinssaetze", "base_rate"),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A claim on the owner, ordered at the cash office, with a write-off that waits."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    case = make.paid_case(owner=owner)
    rules = make.rules(case)
    recovery = make.claimed(case)
    order_acceptance(by=user("finance"), recovery=recovery, part="principal")
    proposed = propose_write_off(
        by=user("finance"),
        recovery=recovery,
        kind="remission",
        part="principal",
        cents=1,
        reason="Rest",
        key=uuid4(),
    )
    return {
        "recovered": case.pk,
        "recovered_code": case.call.code,
        "recovered_uuid": case.uuid,
        "recovery": recovery.pk,
        "write_off": proposed.pk,
        "recovery_rules": rules.pk,
        "base_rate": BaseRate.objects.latest("valid_from").pk,
    }
