"""Who reaches the screens of the case work: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.cases.models import Case
from tests.access_table import CASES, KEEP_RECORDS, NOBODY, OWNER, READ_RECORDS, Row
from tests.factories import projects as make
from tests.factories import review as work

DESK = frozenset({Role.COORDINATOR})
CHECK = "/admin/antraege/{checked}/pruefung/"

ROWS: dict[str, Row] = {
    "case_check": Row(CHECK, CASES),
    "case_check_begin": Row(f"{CHECK}beginnen/", DESK, "/admin/antraege/", post=True),
    "case_check_reject": Row(f"{CHECK}ablehnen/", DESK),
    # Led back to the check: the case of the table is not ready, and nobody gets in elsewhere.
    "case_check_reopen": Row(f"{CHECK}noch-einmal/", DESK, "/admin/antraege/"),
    "case_check_paper": Row(f"{CHECK}unterlage/", DESK),
    "case_check_ready": Row(f"{CHECK}beschlussreif/", DESK, "/admin/antraege/", post=True),
    "case_note": Row("/admin/antraege/{checked}/notiz/", DESK),
    "case_assign": Row("/admin/antraege/{checked}/zustaendig/", DESK),
    "case_ask": Row("/admin/antraege/{checked}/nachforderung/", DESK),
    "case_go_on": Row("/admin/antraege/{asked}/nachforderung/ohne-antwort/", DESK),
    "application_clarify": Row(
        "/de/antrag/{asked_code}/{asked_uuid}/nachforderung/", frozenset({OWNER})
    ),
    "case_ask_offices": Row("/admin/antraege/{checked}/stellungnahmen/", DESK),
    "opinions": Row("/de/konto/stellungnahmen/", frozenset({Role.OFFICE})),
    # Only for people of the office that was asked (`tests/projects/test_review_opinions.py`).
    "opinion": Row("/de/konto/stellungnahmen/{opinion}/", NOBODY),
    "opinion_file": Row("/de/konto/stellungnahmen/{opinion}/dateien/1/", NOBODY),
    "followed_cases": Row("/de/konto/begleitung/", frozenset({Role.OFFICE})),
    # Only for people of the office that accompanies it (`tests/projects/test_following.py`).
    "followed_case": Row("/de/konto/begleitung/{asked_uuid}/", NOBODY),
    "followed_task_done": Row("/de/konto/begleitung/{asked_uuid}/erledigt/1/", NOBODY, post=True),
    "office-members:index": Row("/admin/aemter-personen/", READ_RECORDS),
    "office-members:index_results": Row("/admin/aemter-personen/results/", READ_RECORDS),
    "office-members:add": Row("/admin/aemter-personen/new/", KEEP_RECORDS),
    "office-members:edit": Row("/admin/aemter-personen/edit/{office_member}/", KEEP_RECORDS),
    "task_board": Row("/admin/aufgaben/", CASES),
    "checklists:index": Row("/admin/pruefschemata/", READ_RECORDS),
    "checklists:index_results": Row("/admin/pruefschemata/results/", READ_RECORDS),
    "checklists:add": Row("/admin/pruefschemata/new/", KEEP_RECORDS),
    "checklists:edit": Row("/admin/pruefschemata/edit/{checklist}/", KEEP_RECORDS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A case that is being checked, one of the owner that is being asked about, a checklist."""
    known = Case.objects.get(pk=places["case_pk"])
    call = make.call(programme=known.call.programme)
    case, asked = work.under_review(of=call), work.asked(of=call, owner=known.owner)
    opinion, speaker = work.opinion(of=call)
    return {
        "opinion": opinion.pk,
        "office_member": speaker.pk,
        "checked": case.pk,
        "checklist": work.checklist(call).pk,
        "asked": asked.pk,
        "asked_code": call.code,
        "asked_uuid": asked.uuid,
    }
