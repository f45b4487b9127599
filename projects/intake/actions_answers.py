"""Writes of a draft: answers step by step, merged with what others wrote."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import UUIDField

from portal.forms.queries import schema_of
from portal.forms.schema import Schema
from portal.forms.sheets import Change, Merged, Posted, Sheet, merge
from portal.kernel import audit, clock
from portal.kernel.prepared import Prepared
from projects.calls.models import Call
from projects.cases import permissions as may
from projects.cases.lifecycle import DRAFT
from projects.cases.models import AnswerChange, Case
from projects.intake.binding import Records, sheet_of, write_changes
from projects.intake.completeness import form_steps
from projects.intake.mails_begun import send_begun
from projects.intake.permissions import may_begin_application
from projects.intake.plain import version_for

Read = Callable[[Sheet], Posted]
"""Reads what was posted, given what is stored under the lock."""
TYPING = timedelta(minutes=10)
"""Changes of one answer by one person within this time are one entry: saving while typing."""


class VersionMoved(Exception):
    """The draft follows another version of its form than the page that was posted from."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft after saving: the case, its form, and what became of each posted question."""

    case: Case
    schema: Schema
    merged: Merged


@transaction.atomic
def save_answers(
    *,
    by: Any,
    call: Call,
    uuid: uuids.UUID,
    language: str,
    only: Iterable[str],
    read: Read,
    records: Records | None = None,
    follows: int = 0,
) -> Saved:
    """Keep the answers of one step, complete or not; the same uuid is the same draft.

    `only` are the ids of the questions on the step. Where somebody else changed an answer
    meanwhile, theirs stays and the new text is kept in the log (`Saved.merged.conflicts`).
    `records` spares reading again what the questions of the call choose from. `follows` is the key
    of the version that `read` and `only` go by (0: whichever it is).
    Raises VersionMoved where the draft follows another one by now, and nothing is stored.
    Raises PermissionDenied for somebody else's or a submitted case, and for a call that is not open
    (closed for more than a day, where the draft is new).
    """
    case = _locked_draft(by, call, uuid, language)
    version = case.form_version = version_for(call, case)
    if version is None:
        raise PermissionDenied
    if follows and version.pk != follows:
        raise VersionMoved
    schema = schema_of(version)
    stored = sheet_of(case, schema, only=set(only))
    merged = merge(stored, read(stored))
    case.language = language
    case.saved_at = clock.now()
    write_changes(case, schema, merged.changes, records or Records(call))
    keep_changes(case, by, (*merged.changes, *merged.conflicts))
    return Saved(case, schema, merged)


_LOCKED = Prepared(
    lambda uuid: (
        Case.objects.select_for_update(of=("self",))
        .select_related("form_version", "theme", "project_type")
        .defer("form_version__data")
        .filter(uuid=uuid)
        .order_by()
    ),
    uuid=UUIDField(),
)
"""Only inside a transaction, which holds the row."""


def _locked_draft(by: Any, call: Call, uuid: uuids.UUID, language: str) -> Case:
    case = _stored(uuid) or begin_draft(by=by, call=call, uuid=uuid, language=language)[0]
    if not may.may_edit_draft(by, case) or case.call_id != call.pk:
        raise PermissionDenied
    case.call = call
    return case


def _stored(uuid: uuids.UUID) -> Case | None:
    """The draft, its row held until the transaction ends."""
    return next(iter(_LOCKED.objects(uuid=uuid)), None)


def begin_draft(
    *,
    by: Any,
    call: Call,
    uuid: uuids.UUID,
    language: str,
    begun_with: dict[str, Any] | None = None,
) -> tuple[Case, bool]:
    """The draft of that uuid and whether it was made now, with its log entry and its mail.

    Part of an action, inside its transaction; `begun_with` goes into the log entry. Raises
    PermissionDenied where nobody may begin; whose draft a known one is, the caller has to ask.
    """
    if not may_begin_application(by, call):
        raise PermissionDenied
    now, version = clock.now(), version_for(call, None)
    begun = {"owner": by, "call": call, "state": DRAFT, "created_at": now, "saved_at": now}
    case, is_new = Case.objects.get_or_create(
        uuid=uuid, defaults={**begun, "form_version": version, "language": language}
    )
    if not is_new:  # another window was faster
        return _stored(uuid) or case, False
    audit.record(actor=by, subject=case, event="draft_begun", data=begun_with)
    send_begun(case)
    return case, True


def keep_changes(case: Case, by: Any, changes: Iterable[Change]) -> None:
    """Write who changed what; what one person types in one go is one entry.

    Part of an action that asks the permission and holds the row of the case.
    """
    wanted = {change.question: change for change in changes}
    if not wanted:
        return
    now = clock.now()
    going_on = {
        entry.question: entry
        for entry in AnswerChange.objects.filter(
            case=case, by=by, parked=False, question__in=wanted, at__gt=now - TYPING
        ).order_by("at", "pk")
    }
    fresh = []
    for question, change in wanted.items():
        entry = going_on.get(question)
        if entry is not None and not change.parked and entry.after == change.before:
            entry.after, entry.at = change.after, now
            entry.save(update_fields=["after", "at"])
        else:
            fresh.append(
                AnswerChange(
                    case=case,
                    question=question,
                    before=change.before,
                    after=change.after,
                    parked=change.parked,
                    by=by,
                    at=now,
                )
            )
    AnswerChange.objects.bulk_create(fresh)


def keep_progress(*, by: Any, case: Case, records: Records | None = None) -> None:
    """Remember how far each step is, so that the next page need not reckon all of them.

    Raises PermissionDenied for a case that is not the person's own draft.
    """
    if not may.may_edit_draft(by, case):
        raise PermissionDenied
    progress = {each.step.id: each.state for each in form_steps(case, records)}
    if progress != case.progress:
        case.progress = progress
        Case.objects.filter(pk=case.pk, state=DRAFT).update(progress=progress)
