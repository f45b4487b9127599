"""Beginning a draft from something that exists: an own application, or what a source names."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.forms.queries import schema_of
from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.cases.models import Case
from projects.cases.permissions import may_act_as_owner
from projects.cases.queries import whole_case
from projects.intake.actions_answers import begin_draft, keep_progress
from projects.intake.binding import Records, write_changes
from projects.intake.models_start import DraftOrigin
from projects.intake.permissions import may_begin_application, may_start_from
from projects.intake.queries_desk import late_until
from projects.intake.queries_start import plan_for
from projects.intake.starting import Source, own_source


@transaction.atomic
def start_from_own(*, by: Any, case: Case, call: Call, uuid: uuids.UUID, language: str) -> Case:
    """Begin a draft with the answers of an application in which somebody takes part.

    The contact person comes along only for its owner. The same uuid is the same draft. Raises
    PermissionDenied, and NotAllowed as `start_draft` does.
    """
    found = whole_case(case.uuid)
    if found is None or not may_start_from(by, found):
        raise PermissionDenied
    source = own_source(found, with_contact=may_act_as_owner(by, found))
    return start_draft(by=by, call=call, uuid=uuid, language=language, source=source)


@transaction.atomic
def start_draft(*, by: Any, call: Call, uuid: uuids.UUID, language: str, source: Source) -> Case:
    """Begin a draft with the answers of a source; whether somebody may see it, the caller asked.

    The same uuid of the same person and source is the same draft, whatever was written into it
    since. Raises PermissionDenied for any other known uuid, and NotAllowed with the code
    `call_closed` or `no_form`.
    """
    known = Case.objects.select_for_update().filter(uuid=uuid).first()
    if known is not None:
        return _same(by, known, call, source)
    if not may_begin_application(by, call) or not (call.is_open or late_until(by, call)):
        raise NotAllowed("call_closed")
    case, is_new = begin_draft(
        by=by, call=call, uuid=uuid, language=language, begun_with={"from": source.about}
    )
    if not is_new:  # somebody pressed twice at the same moment
        return _same(by, case, call, source)
    if case.form_version is None:
        raise NotAllowed("no_form")
    case.call = call
    schema = schema_of(case.form_version)
    plan = plan_for(source, call, schema)
    write_changes(case, schema, plan.changes, Records(call))
    DraftOrigin.objects.create(
        case=case,
        kind=source.kind,
        source=source.key,
        lost=[each.as_data() for each in plan.lost],
        at=clock.now(),
    )
    keep_progress(by=by, case=case)
    return case


def _same(by: Any, case: Case, call: Call, source: Source) -> Case:
    same = DraftOrigin.objects.filter(case=case, kind=source.kind, source=source.key)
    if not may_act_as_owner(by, case) or case.call_id != call.pk or not same.exists():
        raise PermissionDenied
    return case
