"""Every write of the formal check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.correspondence.actions import write_as_office
from projects.programmes.models import FundingProgramme
from projects.review import mails
from projects.review import permissions as may
from projects.review.defaults import USUAL_ITEMS
from projects.review.kinds import PaperKind, Result
from projects.review.models import LONGEST_NOTE, CarrierPaper, CheckItem, Checklist, CheckResult
from projects.review.queries import Line, check_lines, checklist_of, recorders

NEEDS_NOTE = frozenset({Result.NOT_MET, Result.NOT_APPLICABLE})
"""Results of manual items that say nothing without a note."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says about an item; `seen` is the newest result they saw (None: none)."""

    item: int
    result: str
    note: str
    seen: int | None


class Refused(NotAllowed):
    """An entry that was not recorded: the code says why, `item` which one."""

    def __init__(self, code: str, item: int) -> None:
        super().__init__(code)
        self.item = item


def locked(case: Case) -> Case:
    """The whole case as it stands now, its row held; raises PermissionDenied where it is gone."""
    held = Case.objects.select_for_update().filter(pk=case.pk).first()
    whole = whole_case(held.uuid) if held else None
    if whole is None:
        raise PermissionDenied
    return whole


def require(allowed: bool) -> None:
    """Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied


def plain_text(text: str, most: int = LONGEST_NOTE) -> str:
    """A text without NUL and outer spaces; raises NotAllowed (`long`)."""
    words = text.replace("\x00", "").strip()
    if len(words) > most:
        raise NotAllowed("long")
    return words


@transaction.atomic
def make_checklist(*, programme: FundingProgramme) -> Checklist:
    """Give a programme the usual items, where it has no checklist yet."""
    made, is_new = Checklist.objects.get_or_create(programme=programme)
    if is_new:
        audit.record(actor=None, subject=made, event="created")
        add_usual_items(checklist=made)
    return made


def add_usual_items(*, checklist: Checklist) -> None:
    """Fill an empty checklist with the usual items; part of an action that asks and logs."""
    if not CheckItem.objects.filter(checklist=checklist).exists():
        CheckItem.objects.bulk_create(
            CheckItem(checklist=checklist, position=position, **item)
            for position, item in enumerate(USUAL_ITEMS)
        )


@transaction.atomic
def begin_review(*, by: Any, case: Case) -> Case:
    """Begin the formal check and write down what the portal finds; a second call changes nothing.

    Raises PermissionDenied, NotAllowed.
    """
    case = locked(case)
    if may.may_record(by, case):
        return case
    require(may.may_begin_review(by, case))
    move(case, "begin_review", by=by)
    make_checklist(programme=case.call.programme)
    write_findings(case)
    mails.tell_step(case)
    return case


def move(case: Case, event: str, *, by: Any, reason: str = "", **data: Any) -> None:
    """Apply an event of the lifecycle and log it under its own name; part of an action."""
    case.state = CASE.check(case, case.state, event, reason)
    case.save(update_fields=["state"])
    audit.record(actor=by, subject=case, event=event, reason=reason, data=data)


def write_findings(case: Case) -> None:
    """Keep what the portal finds now, in German, where it differs from what was kept.

    Part of an action, also of later ones that change the answers of a case.
    """
    with translation.override(settings.LANGUAGE_CODE):
        lines = [line for line in check_lines(case) if line.found and not line.is_overruled]
    CheckResult.objects.bulk_create(
        CheckResult(case=case, item=line.item, result=line.result, note=line.note, at=clock.now())
        for line in lines
        if not line.latest
        or (line.latest.result, line.latest.note) != (line.result, line.note)
        or line.latest.overrules
    )


@transaction.atomic
def record_results(*, by: Any, case: Case, entries: Sequence[Entry]) -> int:
    """Record what a person found or decides otherwise than the portal; returns how many.

    Entries that change nothing are no results. A manual result that is not met or does not
    apply needs a note, and so does every one against the portal. Nothing is recorded where one
    entry is refused.

    Raises PermissionDenied, Refused (`note`, `long`, `result`, `changed`: somebody else recorded
    another one meanwhile).
    """
    case = locked(case)
    require(may.may_record(by, case))
    lines = {line.item.pk: line for line in check_lines(case)}
    made = [
        result
        for entry in entries
        if entry.item in lines and (result := _result(by, case, lines[entry.item], entry))
    ]
    CheckResult.objects.bulk_create(made)
    write_findings(case)
    if made:
        codes = {result.item.code: result.result for result in made}
        audit.record(actor=by, subject=case, event="check_recorded", data={"results": codes})
    return len(made)


def _result(by: Any, case: Case, line: Line, entry: Entry) -> CheckResult | None:
    item = line.item
    try:
        note = plain_text(entry.note)
    except NotAllowed as refused:
        raise Refused(refused.code, item.pk) from None
    if entry.result not in Result.values:
        raise Refused("result", item.pk)
    wanted = Result(entry.result)
    found = line.found.result if line.found else None
    if (wanted, note) == (line.result, line.own_note):
        return None
    if (line.latest.pk if line.latest else None) != entry.seen:
        raise Refused("changed", item.pk)
    is_against = found is not None and wanted != found
    if not note and (is_against if found else wanted in NEEDS_NOTE):
        raise Refused("note", item.pk)
    return CheckResult(
        case=case,
        item=item,
        result=wanted,
        note=note,
        overrules=found if found and is_against else "",
        by=by,
        at=clock.now(),
    )


@transaction.atomic
def note_paper(
    *, by: Any, case: Case, kind: str, valid_until: date | None = None, file_id: int | None = None
) -> CarrierPaper:
    """Note that a paper of the carrier is there and until when it is valid.

    Raises PermissionDenied, NotAllowed (`kind`, `file`: none of this case).
    """
    case = locked(case)
    require(may.may_record(by, case))
    if kind not in PaperKind.values:
        raise NotAllowed("kind")
    file = case.files.filter(pk=file_id).first() if file_id else None
    if file_id and file is None:
        raise NotAllowed("file")
    paper = CarrierPaper.objects.create(
        case=case, kind=kind, file=file, valid_until=valid_until, by=by, at=clock.now()
    )
    data = {"kind": kind, "valid_until": valid_until.isoformat() if valid_until else ""}
    audit.record(actor=by, subject=case, event="paper_noted", data=data)
    write_findings(case)
    return paper


@transaction.atomic
def reject_formally(*, by: Any, case: Case, reason: str) -> Case:
    """Reject an application for formal reasons; the reason goes to its people as a message.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    case = locked(case)
    require(may.may_review(by, case))
    if case.state == "rejected_formally":
        return case
    require(may.may_reject_formally(by, case))
    reason = plain_text(reason)
    write_findings(case)
    move(case, "reject_formally", by=by, reason=reason)
    write_as_office(by=by, case=case, text=reason, key=uuid4(), tells=False)
    mails.tell_step(case)
    return case


@transaction.atomic
def make_ready(*, by: Any, case: Case) -> Case:
    """Say that a case can be decided; what the portal finds is written down once more.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`no_checklist`,
    `check_open`, `four_eyes`: the person recorded results themselves).
    """
    case = locked(case)
    require(may.may_review(by, case))
    if case.state == "ready":
        return case
    require(may.may_make_ready(by, case))
    checklist = checklist_of(case)
    if checklist and checklist.four_eyes and by.pk in recorders(case):
        raise NotAllowed("four_eyes")
    write_findings(case)
    move(case, "make_ready", by=by)
    mails.tell_step(case)
    return case


@transaction.atomic
def reopen_check(*, by: Any, case: Case, reason: str) -> Case:
    """Check a case once more that was ready, with the offices, or rejected for formal reasons.

    Results and opinions stay as they are; the reason stays in the history. Raises
    PermissionDenied, NotAllowed (`reason`, `long`).
    """
    case = locked(case)
    require(may.may_reopen(by, case))
    move(case, "reopen", by=by, reason=plain_text(reason))
    write_findings(case)
    mails.tell_step(case)
    return case
