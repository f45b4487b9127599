"""Every write on interim notes: asking for one, writing one, answering a call for help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.correspondence.actions import write_as_office
from projects.monitoring import mails, mails_office
from projects.monitoring import permissions as may
from projects.monitoring.actions import FURTHEST_DAYS
from projects.monitoring.models import LONGEST_TEXT
from projects.monitoring.models_notes import InterimCount, InterimNote, InterimRequest
from projects.review.actions import locked, plain_text, require

MOST_COUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class Note:
    """What a carrier writes; `counts` by the keys of planned outcomes, None where nothing is said.

    `help_text` says which help is needed; empty for none.
    """

    text: str
    needs_help: bool = False
    help_text: str = ""
    counts: Mapping[int, int | None] = field(default_factory=dict)


@transaction.atomic
def write_interim(*, by: Any, case: Case, note: Note, key: UUID) -> InterimNote:
    """Keep a note of the carrier; it answers an open request. The same key is the same note.

    Raises PermissionDenied, NotAllowed (`text`, `long`, `help`: which help is not said, `count`,
    `gone`: an outcome that is not planned in this case).
    """
    case = locked(case)
    require(may.may_tell(by, case))
    before = InterimNote.objects.filter(key=key).first()
    if before:
        require(before.case_id == case.pk)
        return before
    words, which = plain_text(note.text, LONGEST_TEXT), plain_text(note.help_text, LONGEST_TEXT)
    if not words:
        raise NotAllowed("text")
    if note.needs_help and not which:
        raise NotAllowed("help")
    counts = _counts(case, note.counts)
    made = InterimNote.objects.create(
        case=case,
        text=words,
        needs_help=note.needs_help,
        help_text=which if note.needs_help else "",
        key=key,
        by=by,
        at=clock.now(),
    )
    InterimCount.objects.bulk_create(
        InterimCount(note=made, indicator_id=pk, count=count) for pk, count in counts.items()
    )
    InterimRequest.objects.filter(case=case, note__isnull=True).update(note=made)
    audit.record(actor=by, subject=case, event="interim_written", data={"note": made.pk})
    if made.needs_help:
        mails_office.tell_office_help(made)
    return made


def _counts(case: Case, said: Mapping[int, int | None]) -> dict[int, int]:
    known = set(PlannedIndicator.objects.filter(case=case).values_list("pk", flat=True))
    counts = {pk: count for pk, count in said.items() if count is not None}
    if not counts.keys() <= known:
        raise NotAllowed("gone")
    if any(not 0 <= count <= MOST_COUNT for count in counts.values()):
        raise NotAllowed("count")
    return counts


@transaction.atomic
def ask_interim(*, by: Any, case: Case, due_on: date, text: str, key: UUID) -> InterimRequest:
    """The office asks for an interim note by a day; its people get a mail. The same key asks once.

    Raises PermissionDenied, NotAllowed (`open`: one is asked for already, `past`, `far`, `long`).
    """
    case = locked(case)
    require(may.may_guide(by, case))
    before = InterimRequest.objects.filter(key=key).first()
    if before:
        require(before.case_id == case.pk)
        return before
    days = (due_on - clock.today()).days
    if days < 0:
        raise NotAllowed("past")
    if days > FURTHEST_DAYS:
        raise NotAllowed("far")
    return ask(by, case, due_on, plain_text(text, LONGEST_TEXT), key)


def ask(by: Any | None, case: Case, due_on: date, text: str, key: UUID) -> InterimRequest:
    """Write the request and mail it; part of an action that holds the case. `by` None: the portal.

    Raises NotAllowed (`open`).
    """
    if InterimRequest.objects.filter(case=case, note__isnull=True).exists():
        raise NotAllowed("open")
    made = InterimRequest.objects.create(
        case=case, due_on=due_on, text=text, by=by, at=clock.now(), key=key
    )
    data = {"due_on": due_on.isoformat()}
    audit.record(actor=by, subject=case, event="interim_asked", reason=text, data=data)
    mails.ask_interim(made)
    return made


@transaction.atomic
def answer_help(*, by: Any, note: InterimNote, text: str) -> InterimNote:
    """Answer a carrier that needs help; it gets the words as a message. Only the first counts.

    Raises PermissionDenied, NotAllowed (`text`, `long`, `answered`).
    """
    case = locked(note.case)
    require(may.may_guide(by, case))
    held = InterimNote.objects.select_for_update().get(pk=note.pk)
    words = plain_text(text, LONGEST_TEXT)
    if not words:
        raise NotAllowed("text")
    if not held.waits_for_help:
        if held.answer == words and held.answered_by_id == by.pk:
            return held
        raise NotAllowed("answered")
    held.answer, held.answered_by, held.answered_at = words, by, clock.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(actor=by, subject=case, event="help_answered", data={"note": held.pk})
    write_as_office(by=by, case=case, text=words, key=uuid4())
    return held
