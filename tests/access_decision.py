"""Who reaches the screens of decisions: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from portal.kernel import clock
from projects.cases.models import Case
from projects.decision.actions_notices import record_dispatch
from projects.decision.models import DecisionSettings
from projects.decision.models_notices import TextModule
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import decision as make
from tests.factories.accounts import user

DESK = frozenset({Role.COORDINATOR})
MINE = frozenset({OWNER})
CASE = "/admin/antraege/{decided}/"
NOTICE = "/admin/bescheide/{notice}/"
AREA = "/de/antrag/{decided_code}/{decided_uuid}/"

ROWS: dict[str, Row] = {
    # Led back to the case: it is decided already, and nobody gets in elsewhere.
    "case_decide": Row(f"{CASE}entscheidung/", DESK, "/admin/cases/"),
    "case_decide_anew": Row(f"{CASE}entscheidung/neu/", DESK, "/admin/cases/"),
    "case_obligation": Row(f"{CASE}entscheidung/auflagen/{{obligation}}/", DESK),
    "case_condition": Row(f"{CASE}entscheidung/bedingungen/{{condition}}/", DESK),
    "case_notice_draft": Row(f"{CASE}bescheid/", DESK, "/admin/cases/"),
    "case_notice": Row(NOTICE, CASES),
    "case_notice_pdf": Row(f"{NOTICE}pdf/", CASES),
    "case_notice_release": Row(f"{NOTICE}freigeben/", CASES, "/admin/bescheide/", post=True),
    "case_notice_posted": Row(f"{NOTICE}versand/", CASES, "/admin/bescheide/", post=True),
    "application_notice": Row(f"{AREA}bescheide/{{notice}}/", MINE),
    "application_waive_remedy": Row(f"{AREA}bescheide/{{notice}}/verzicht/", MINE),
    "application_give_up": Row(f"{AREA}verzicht/", MINE),
    # Led back to the application: it is decided already.
    "application_early_start": Row(f"{AREA}frueher-beginnen/", MINE, "/de/antrag/"),
    "application_delivery": Row(f"{AREA}zustellung/", MINE, "/de/antrag/"),
    "decision-settings:index": Row("/admin/entscheidungsregeln/", READ_RECORDS),
    "decision-settings:index_results": Row("/admin/entscheidungsregeln/results/", READ_RECORDS),
    "decision-settings:add": Row("/admin/entscheidungsregeln/new/", KEEP_RECORDS),
    "decision-settings:edit": Row("/admin/entscheidungsregeln/edit/{rules}/", KEEP_RECORDS),
    "text-modules:index": Row("/admin/textbausteine/", READ_RECORDS),
    "text-modules:index_results": Row("/admin/textbausteine/results/", READ_RECORDS),
    "text-modules:add": Row("/admin/textbausteine/new/", KEEP_RECORDS),
    "text-modules:edit": Row("/admin/textbausteine/edit/{module}/", KEEP_RECORDS),
    "text-modules:copy": Row("/admin/textbausteine/copy/{module}/", KEEP_RECORDS),
    # The last one: afterwards there is no remedy left to waive.
    "case_notice_waived": Row(f"{NOTICE}verzicht/", CASES, "/admin/bescheide/", post=True),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A decided application of the owner, with a posted notice."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    notice = make.released(make.WITH_OBLIGATION, owner=owner)
    record_dispatch(by=user("coordinator"), notice=notice, sent_on=clock.today())
    decision, case = notice.decision, notice.case
    assert decision is not None
    return {
        "decided": case.pk,
        "decided_code": case.call.code,
        "decided_uuid": case.uuid,
        "notice": notice.pk,
        "obligation": decision.obligations.get().pk,
        "condition": decision.conditions.get().pk,
        "rules": DecisionSettings.objects.get(programme=case.call.programme).pk,
        "module": TextModule.objects.filter(programme=case.call.programme)[0].pk,
    }
