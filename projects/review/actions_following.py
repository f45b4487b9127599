"""Every write of an office, or of the coordination, that accompanies a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.offices.models import Office
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.review import permissions_following as may
from projects.review.actions import locked, plain_text, require
from projects.review.models_following import LONGEST_PEOPLE, LONGEST_TEXT, EntryKind, OfficeEntry

FURTHEST_DAYS = 3 * 365
"""A day farther away than that is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody notes: kind and day, words; who was there (no names) and what was agreed."""

    kind: str
    day: date
    text: str
    people: str = ""
    agreed: str = ""


@transaction.atomic
def note_of_office(
    *, by: Any, case: Case, kind: str, day: date, text: str, key: UUID
) -> OfficeEntry:
    """Note something on an accompanied project; the same key is the same entry.

    Notes, visits and calls have been, tasks lie ahead. Raises PermissionDenied, NotAllowed
    (`kind`, `text`: empty, `long`, `past`: a task whose day has passed, `future`: a visit still to
    come, `far`).
    """
    case = locked(case)
    office = may.office_following(by, case)
    if office is None or not may.may_accompany(by, case):
        raise PermissionDenied
    return _noted(by, case, office, Seen(kind, day, text), key)


@transaction.atomic
def note_of_coordination(*, by: Any, case: Case, seen: Seen, key: UUID) -> OfficeEntry:
    """The same for the coordination itself, which is no municipal office.

    Raises PermissionDenied, NotAllowed as `note_of_office`.
    """
    case = locked(case)
    require(may.may_note_as_coordination(by, case))
    return _noted(by, case, None, seen, key)


def _noted(by: Any, case: Case, office: Office | None, seen: Seen, key: UUID) -> OfficeEntry:
    known = OfficeEntry.objects.filter(key=key).first()
    if known:
        require(known.case_id == case.pk and known.by_id == by.pk)
        return known
    if seen.kind not in EntryKind.values:
        raise NotAllowed("kind")
    words = plain_text(seen.text, LONGEST_TEXT)
    if not words:
        raise NotAllowed("text")
    _check_day(seen.kind, seen.day)
    made = OfficeEntry.objects.create(
        case=case,
        office=office,
        kind=seen.kind,
        day=seen.day,
        text=words,
        people=plain_text(seen.people, LONGEST_PEOPLE),
        agreed=plain_text(seen.agreed, LONGEST_TEXT),
        key=key,
        by=by,
        at=clock.now(),
    )
    data = {"office": _code(office), "kind": seen.kind, "entry": made.pk}
    audit.record(actor=by, subject=case, event="office_noted", data=data)
    return made


def _code(office: Office | None) -> str:
    return office.code if office else ""


def _check_day(kind: str, day: date) -> None:
    days = (day - clock.today()).days
    if abs(days) > FURTHEST_DAYS:
        raise NotAllowed("far")
    if kind == EntryKind.TASK and days < 0:
        raise NotAllowed("past")
    if kind != EntryKind.TASK and days > 0:
        raise NotAllowed("future")


@transaction.atomic
def finish_task(*, by: Any, entry: OfficeEntry) -> OfficeEntry:
    """Say that a task of one's office is done today; a second call changes nothing.

    Raises PermissionDenied.
    """
    case = locked(entry.case)
    held = OfficeEntry.objects.select_for_update().get(pk=entry.pk)
    require(may.may_finish_task(by, held))
    if not held.is_open:
        return held
    held.done_on, held.done_by = clock.today(), by
    held.save(update_fields=["done_on", "done_by"])
    data = {"office": _code(held.office), "entry": held.pk}
    audit.record(actor=by, subject=case, event="office_task_done", data=data)
    return held
