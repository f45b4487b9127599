"""Who reaches the screens of sittings: rows of the access table and their records."""

from __future__ import annotations

from datetime import date

from portal.accounts.roles import Role
from portal.cms.fields import Labels
from projects.cases.models import Case
from projects.sittings.models import SittingSettings
from projects.sittings.models_scores import Criterion
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import sittings as make
from tests.factories.bodies import committee, member

DESK = frozenset({Role.COORDINATOR})
MEMBER = frozenset({OWNER})
MY_ITEM = "/de/konto/sitzungen/{sitting}/antraege/{sitting_item}/"
SITTING = "/admin/sitzung/{sitting}/"

ROWS: dict[str, Row] = {
    "sitting": Row(SITTING, CASES),
    "sitting_item": Row(f"{SITTING}top/{{sitting_item}}/", CASES),
    "sitting_projector": Row(f"{SITTING}projektor/", CASES),
    "sitting_fill": Row("/admin/sitzung/{planned_sitting}/antraege/", DESK),
    "case_put_on": Row("/admin/antraege/{ready_case}/tagesordnung/", DESK),
    "case_take_off": Row("/admin/antraege/{on_agenda}/absetzen/", DESK),
    "my_item": Row(MY_ITEM, MEMBER),
    "my_item_file": Row(f"{MY_ITEM}dateien/{{paper_of_case}}/", MEMBER),
    "sitting-settings:index": Row("/admin/entscheidungsgremien/", READ_RECORDS),
    "sitting-settings:index_results": Row("/admin/entscheidungsgremien/results/", READ_RECORDS),
    "sitting-settings:add": Row("/admin/entscheidungsgremien/new/", KEEP_RECORDS),
    "sitting-settings:edit": Row("/admin/entscheidungsgremien/edit/{which_body}/", KEEP_RECORDS),
    "criteria:index": Row("/admin/kriterien/", READ_RECORDS),
    "criteria:index_results": Row("/admin/kriterien/results/", READ_RECORDS),
    "criteria:add": Row("/admin/kriterien/new/", KEEP_RECORDS),
    "criteria:edit": Row("/admin/kriterien/edit/{criterion}/", KEEP_RECORDS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """An open sitting with a case, a planned one, and the settings of a programme."""
    of = make.call_with()
    body = committee(code="offen")
    # The owner of the table's application sits in this body; this application is another's.
    member(body, person=Case.objects.get(pk=places["case_pk"]).owner)
    meeting, (item,) = make.opened(make.ready(of), of=body)
    planned, _items = make.planned(of=committee(code="geplant"))
    chosen = SittingSettings.objects.create(programme=of.programme, body=meeting.body)
    criterion = Criterion.objects.create(
        programme=of.programme, labels=Labels(de="Bedarf"), valid_from=date(2020, 1, 1)
    )
    return {
        "sitting": meeting.pk,
        "sitting_item": item.pk,
        "planned_sitting": planned.pk,
        "ready_case": make.ready(of).pk,
        "on_agenda": item.case_id,
        "which_body": chosen.pk,
        "criterion": criterion.pk,
        "paper_of_case": make.paper(item.case).pk,
    }
