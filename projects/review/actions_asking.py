"""Every write of clarifications: asking, answering, going on without an answer, reminding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from portal.forms.schema import Question
from portal.forms.sheets import Merged, Posted, Sheet, merge
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.actions import keep_text
from projects.cases.models import Case, FileKind
from projects.cases.permissions import may_edit_case
from projects.intake.actions import add_file, remove_files
from projects.intake.actions_answers import keep_changes
from projects.intake.binding import Records, sheet_of, write_changes
from projects.intake.plain import schema_of_case
from projects.review import mails_asking as mails
from projects.review import permissions as may
from projects.review.actions import locked, move, plain_text, require, write_findings
from projects.review.models_asking import LONGEST_TEXT, Clarification, ClarifiedQuestion
from projects.review.queries_asking import (
    asked_ids,
    open_clarification,
    open_problems,
    to_remind,
    with_dependents,
)

FURTHEST_DAYS = 365
"""A deadline later than that is a slip of the pen."""


@transaction.atomic
def ask_applicant(
    *, by: Any, case: Case, text: str, due_on: date, questions: Iterable[str], key: UUID
) -> Clarification:
    """Ask the applicant by a day: a text, and questions of the form to answer anew.

    Questions that are only asked because of these come along. The answers as they stand are
    frozen, and the clock of the promised day stops. The same key asks once.

    Raises PermissionDenied, NotAllowed (`text`, `long`, `due`: passed or further than a year).
    """
    case = locked(case)
    known = Clarification.objects.filter(key=key).first()
    if known:
        require(may.may_review(by, case) and known.case_id == case.pk)
        return known
    require(may.may_ask(by, case))
    words = plain_text(text, LONGEST_TEXT)
    if not words:
        raise NotAllowed("text")
    if not 0 <= (due_on - clock.today()).days <= FURTHEST_DAYS:
        raise NotAllowed("due")
    made = Clarification.objects.create(
        case=case, key=key, text=words, due_on=due_on, asked_by=by, asked_at=clock.now()
    )
    if case.form_version_id:
        schema = schema_of_case(case)
        sheet = sheet_of(case, schema)
        ClarifiedQuestion.objects.bulk_create(
            ClarifiedQuestion(clarification=made, question=each, before=sheet.entry(each))
            for each in with_dependents(schema, questions)
        )
    case.waits_since = clock.today()
    case.save(update_fields=["waits_since"])
    move(case, "ask", by=by, reason=words, clarification=made.pk)
    mails.tell_asked(made)
    return made


def _held(by: Any, case: Case) -> tuple[Case, Clarification]:
    """The case and what is open in it, for its people; raises PermissionDenied."""
    case = locked(case)
    asked = open_clarification(case)
    if asked is None or not may.may_answer(by, case):
        raise PermissionDenied
    return case, asked


@transaction.atomic
def save_clarified(
    *,
    by: Any,
    case: Case,
    read: Callable[[Sheet], Posted],
    reply: str | None = None,
    records: Records | None = None,
) -> tuple[Case, Merged]:
    """Keep answers to the questions that were asked, complete or not, and no others.

    `reply` is the answer in words (None: as it is). Where somebody else changed an answer
    meanwhile, theirs stays (`Merged.conflicts`). Raises PermissionDenied, NotAllowed (`long`).
    """
    case, asked = _held(by, case)
    if reply is not None:
        asked.reply = plain_text(reply, LONGEST_TEXT)
        asked.save(update_fields=["reply"])
    only, schema = set(asked_ids(asked)), schema_of_case(case)
    stored = sheet_of(case, schema, only=only)
    posted = read(stored)
    mine = tuple(each for each in posted.questions if each in only)
    merged = merge(stored, Posted(posted.sheet, posted.bases, mine))
    write_changes(case, schema, merged.changes, records or Records(case.call))
    keep_changes(case, by, (*merged.changes, *merged.conflicts))
    return case, merged


@transaction.atomic
def add_clarified_file(*, by: Any, case: Case, upload: File[Any], question: Question) -> None:
    """Add a file to a question that was asked; raises ValidationError, PermissionDenied."""
    case, asked = _held(by, case)
    require(question.id in asked_ids(asked))
    add_file(by=by, case=case, upload=upload, question=question, allowed=may.may_answer)


@transaction.atomic
def remove_clarified_file(*, by: Any, case: Case, file_id: int) -> None:
    """Take a file out again that came with this answer; what was sent before stays."""
    case, asked = _held(by, case)
    found = case.files.filter(
        pk=file_id,
        kind=FileKind.ATTACHMENT,
        added_at__gte=asked.asked_at,
        question__in=asked_ids(asked),
    )
    remove_files(list(found))
    audit.record(actor=by, subject=case, event="file_removed")


@transaction.atomic
def answer_clarification(*, by: Any, case: Case) -> Case:
    """Send the answers back: they are frozen, the check goes on, the office is told.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`incomplete`: something is
    missing in the questions that were asked, `text`: words were asked for and there are none).
    """
    case = locked(case)
    require(may_edit_case(by, case))
    if case.state == "under_review":
        return case
    case, asked = _held(by, case)
    ids = asked_ids(asked)
    if open_problems(case, ids):
        raise NotAllowed("incomplete")
    if not ids and not asked.reply:
        raise NotAllowed("text")
    schema = schema_of_case(case)
    sheet = sheet_of(case, schema)
    for row in asked.questions.all():
        row.after = sheet.entry(row.question)
        row.save(update_fields=["after"])
    _end(case, asked, by)
    keep_text(case=case)
    mails.tell_answered(asked)
    return case


@transaction.atomic
def go_on_without_answer(*, by: Any, case: Case, reason: str) -> Case:
    """End the waiting: the office goes on with the check, and says why.

    What the applicant typed so far stays. Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    case = locked(case)
    asked = open_clarification(case)
    if asked is None or not may.may_review(by, case):
        raise PermissionDenied
    words = plain_text(reason)
    if not words:
        raise NotAllowed("reason")
    schema = schema_of_case(case)
    sheet = sheet_of(case, schema)
    for row in asked.questions.all():
        row.after = sheet.entry(row.question)
        row.save(update_fields=["after"])
    asked.end_reason = words
    _end(case, asked, by, words)
    keep_text(case=case)
    mails.tell_went_on(asked)
    return case


def _end(case: Case, asked: Clarification, by: Any, reason: str = "") -> None:
    asked.ended_by, asked.ended_at = by, clock.now()
    asked.save(update_fields=["ended_by", "ended_at", "end_reason"])
    since = case.waits_since or asked.asked_on
    case.waited_days += max((clock.today() - since).days, 0)
    case.waits_since = None
    case.save(update_fields=["waits_since", "waited_days"])
    move(case, "answer", by=by, reason=reason, clarification=asked.pk)
    write_findings(case)


def send_clarification_reminders() -> int:
    """Remind of questions whose day comes near, once each; returns how many clarifications.

    Called by the regular work; each has its own transaction.
    """
    return sum(_remind(pk) for pk in to_remind())


@transaction.atomic
def _remind(pk: int) -> int:
    # Under the lock it is judged again: it may be answered or reminded of by now.
    Case.objects.select_for_update().filter(clarifications=pk).first()
    asked = Clarification.objects.filter(pk=pk).select_related("case__call", "case__owner").first()
    if asked is None or asked.pk not in to_remind():
        return 0
    asked.reminded_at = clock.now()
    asked.save(update_fields=["reminded_at"])
    mails.tell_asked(asked, again=True)
    return 1
