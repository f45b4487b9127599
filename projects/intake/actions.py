"""Every write of an application besides its answers: files, submitting, withdrawing, deleting."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from portal.forms.questions.files import kinds_of, max_bytes_of, most_of
from portal.forms.schema import Question
from portal.kernel import audit, clock
from portal.kernel.files import (
    IMAGE_KINDS,
    Kind,
    check_upload,
    private_storage,
    without_metadata,
)
from portal.kernel.numbers import next_number
from portal.kernel.scan import ScanState, state_of_new_file
from projects.budget.actions import free
from projects.cases import permissions as may
from projects.cases.actions import keep_text
from projects.cases.lifecycle import CASE
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.queries import attachments, receipt_of, whole_case
from projects.intake import mails
from projects.intake.actions_scan import scan_file
from projects.intake.models_desk import LatePermission, PaperApplication
from projects.intake.pdfs import receipt_name, receipt_pdf

May = Callable[[Any, Case], bool]


def _locked(case: Case) -> Case:
    """The case as it stands now, its row held until the transaction ends.

    Raises PermissionDenied for one that was deleted in between.
    """
    locked = Case.objects.select_for_update().filter(pk=case.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def add_file(
    *, by: Any, case: Case, upload: File[Any], question: Question, allowed: May = may.may_edit_draft
) -> CaseFile:
    """Add an attachment to a draft: checked by content, pictures without location, once.

    `question` is the question of the form that it answers: it sets kinds, size and number.
    `allowed` is the predicate of a later step in which files are added, such as a clarification.

    Raises ValidationError (`empty`, `too_large`, `kind`, `image`, `too_many`), PermissionDenied.
    """
    case = _locked(case)
    _require(allowed(by, case))
    mime, data = read_upload(upload, kinds=kinds_of(question), max_bytes=max_bytes_of(question))
    digest = hashlib.sha256(data).hexdigest()
    most = most_of(question)
    known = [item for item in attachments(case) if item.question == question.id]
    for same in (item for item in known if item.sha256 == digest and item.file):
        return same
    if len(known) >= most:
        text = _("You can add at most %(count)s files.") % {"count": most}
        raise ValidationError(text, code="too_many")
    name = plain_name(upload.name)
    stored = store_file(case, FileKind.ATTACHMENT, name, mime, data, question.id)
    audit.record(actor=by, subject=case, event="file_added", data={"sha256": digest})
    return stored


def read_upload(upload: File[Any], *, kinds: tuple[Kind, ...], max_bytes: int) -> tuple[str, bytes]:
    """The kind (MIME) and content of an upload: checked by content, pictures without location.

    Raises ValidationError (`empty`, `too_large`, `kind`, `disguised`, `image`).
    """
    kind = check_upload(upload, kinds=kinds, max_bytes=max_bytes)
    content = without_metadata(upload) if kind in IMAGE_KINDS else upload
    return kind.mime, content.read()


def plain_name(name: str | None) -> str:
    """A file's name without folders and control characters, at most 150 and its ending."""
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in base if letter.isprintable()).strip()
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[:150]}{dot}{ending}" if stem else (clean[:150] or "file")


def store_file(
    case: Case, kind: str, name: str, mime: str, data: bytes, question: str = ""
) -> CaseFile:
    """Put content into the private storage with its row; what came from outside is checked first.

    Part of an action: whoever calls it asked the permission and holds the row of the case.
    """
    case_file = CaseFile(
        case=case,
        kind=kind,
        question=question,
        name=name,
        mime=mime,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=clock.now(),
        scan=ScanState.OFF if kind == FileKind.RECEIPT else state_of_new_file(),
    )
    case_file.file.save(name, ContentFile(data), save=False)
    case_file.save()
    if case_file.scan == ScanState.WAITING:
        scan_file.enqueue(case_file.pk)
    return case_file


@transaction.atomic
def remove_file(*, by: Any, case: Case, file_id: int) -> None:
    """Take an attachment out of a draft; one that is gone already is no error."""
    case = _locked(case)
    _require(may.may_edit_draft(by, case))
    remove_files(list(case.files.filter(pk=file_id, kind=FileKind.ATTACHMENT)))
    audit.record(actor=by, subject=case, event="file_removed")


def remove_files(files: list[CaseFile]) -> None:
    """Delete files with their content; part of an action that asks and logs."""
    for case_file in files:
        case_file.delete()
        if case_file.file:
            transaction.on_commit(partial(private_storage.delete, case_file.file.name or ""))


@transaction.atomic
def submit_application(*, by: Any, case: Case) -> Case:
    """Hand the application in: number, time, log entry, and the mail with its copy.

    A second call finds it submitted and changes nothing. Raises PermissionDenied, and
    NotAllowed with the code `call_closed` or `incomplete`.
    """
    _locked(case)
    whole = whole_case(case.uuid)
    if whole is None or not may.may_act_as_owner(by, whole):
        raise PermissionDenied
    if whole.number:
        return whole
    _require(may.may_submit_case(by, whole))
    whole.state = CASE.check(whole, whole.state, "submit")
    whole.submitted_at = clock.now()
    whole.number = next_number(whole.call.programme.number_series, clock.local().year)
    whole.save(update_fields=["state", "submitted_at", "number"])
    audit.record(actor=by, subject=whole, event="submitted", data={"number": whole.number})
    keep_text(case=whole)
    deliver_receipt.enqueue(whole.pk)
    return whole


@task(backend="jobs")
def deliver_receipt(case_id: int) -> None:
    """Make the copy of an application and mail it; a second run finds it made."""
    with transaction.atomic():
        case = _locked(Case(pk=case_id))
        whole = whole_case(case.uuid)
        if whole is None or receipt_of(whole):
            return
        copy = store_file(
            whole, FileKind.RECEIPT, receipt_name(whole), "application/pdf", receipt_pdf(whole)
        )
        mails.send_receipt(whole, copy)


@transaction.atomic
def withdraw_application(*, by: Any, case: Case, reason: str = "") -> Case:
    """Take an application back (until the notice); a second call changes nothing.

    What was committed to it is free again. Raises PermissionDenied, NotAllowed.
    """
    case = _locked(case)
    _require(may.may_act_as_owner(by, case))
    if case.state == "withdrawn":
        return case
    _require(may.may_withdraw_case(by, case))
    case.state = CASE.check(case, case.state, "withdraw")
    case.save(update_fields=["state"])
    audit.record(actor=by, subject=case, event="withdrawn", reason=reason)
    free(by=by, case=case, reason=reason, key=f"withdrawn:{case.pk}")
    mails.send_withdrawn(case)
    return case


@transaction.atomic
def delete_draft(*, by: Any, case: Case) -> None:
    """Delete a draft with its lines and files; the log keeps that it existed."""
    case = _locked(case)
    _require(may.may_delete_draft(by, case))
    audit.record(actor=by, subject=case, event="draft_deleted")
    remove_draft(case)


def remove_draft(case: Case) -> None:
    """Delete a draft with its lines and files; part of an action that asks and logs."""
    remove_files(list(case.files.all()))
    PaperApplication.objects.filter(case=case).delete()
    LatePermission.objects.filter(case=case).delete()
    for rows in (
        case.memberships,
        case.cost_items,
        case.financing_items,
        case.indicators,
        case.answer_changes,
    ):
        rows.all().delete()
    case.delete()
