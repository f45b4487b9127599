"""Writes on who works on a case, and the office's own notes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from portal.accounts.models import User
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.review import permissions as may
from projects.review.actions import locked, plain_text, require
from projects.review.models_work import LONGEST_TEXT, Assignment, InternalNote
from projects.review.queries_tasks import coordinators


@transaction.atomic
def write_note(*, by: Any, case: Case, text: str, key: UUID) -> InternalNote:
    """Note something on a case for the office; the same key is the same note.

    Raises PermissionDenied, NotAllowed (`text`: empty, `long`).
    """
    case = locked(case)
    require(may.may_review(by, case))
    known = InternalNote.objects.filter(key=key).first()
    if known:
        require(known.case_id == case.pk and known.by_id == by.pk)
        return known
    words = plain_text(text, LONGEST_TEXT)
    if not words:
        raise NotAllowed("text")
    note = InternalNote.objects.create(case=case, key=key, text=words, by=by, at=clock.now())
    audit.record(actor=by, subject=case, event="note_written", data={"note": note.pk})
    return note


@transaction.atomic
def assign_case(
    *, by: Any, case: Case, person: User | None, substitute: User | None = None
) -> Assignment | None:
    """Say who works on a case and who stands in (no person: nobody any more).

    The same people again change nothing. Raises PermissionDenied, NotAllowed (`person`,
    `substitute`: not of the coordination or part of the case, `same`: one and the same).
    """
    case = locked(case)
    require(may.may_review(by, case))
    for name, chosen in (("person", person), ("substitute", substitute)):
        if chosen and not (chosen in coordinators() and may.may_review(chosen, case)):
            raise NotAllowed(name)
    if substitute and (person is None or substitute.pk == person.pk):
        raise NotAllowed("same" if person else "person")
    before = Assignment.objects.filter(case=case).first()
    wanted = (person.pk if person else None, substitute.pk if substitute else None)
    if (before and (before.person_id, before.substitute_id)) == wanted:
        return before
    if before is None and person is None:
        return None
    audit.record(
        actor=by,
        subject=case,
        event="case_assigned",
        data={"person": wanted[0], "substitute": wanted[1]},
    )
    if person is None:
        Assignment.objects.filter(case=case).delete()
        return None
    fields = {"person": person, "substitute": substitute, "at": clock.now()}
    return Assignment.objects.update_or_create(case=case, defaults=fields)[0]
