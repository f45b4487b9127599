"""Writes on messages. Nothing is changed or deleted afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.correspondence import mails
from projects.correspondence import permissions as may
from projects.correspondence.models import LONGEST_MESSAGE, Message, ReadMark

MOST_AN_HOUR = 20
"""Messages of one side in one case within an hour."""


@transaction.atomic
def write_to_office(
    *, by: Any, case: Case, text: str, key: UUID, request_id: int | None = None
) -> Message:
    """Write to the office, or answer what it asked for; the same key is the same message.

    An answer to a request that is done already becomes an ordinary message. Raises
    PermissionDenied, NotAllowed (`text`, `often`).
    """
    case = _locked(case)
    if not may.may_write_to_office(by, case):
        raise PermissionDenied
    request = _open_request(case, request_id)
    message, is_new = _write(case, by, text, key, from_office=False, answers=request)
    if is_new:
        event = "request_answered" if request else "applicant_wrote"
        audit.record(actor=by, subject=case, event=event, data={"message": message.pk})
        mails.tell_office(message)
    return message


@transaction.atomic
def write_as_office(
    *,
    by: Any,
    case: Case,
    text: str,
    key: UUID,
    due_on: date | None = None,
    tells: bool = True,
) -> Message:
    """Write to the people of a case; with a due date it asks for an answer by that day.

    `tells` is False where the action that calls it mails them itself.

    Raises PermissionDenied, NotAllowed (`text`, `often`, `due`: a day that has passed).
    """
    case = _locked(case)
    if not may.may_write_as_office(by, case):
        raise PermissionDenied
    if due_on and due_on < clock.today():
        raise NotAllowed("due")
    message, is_new = _write(case, by, text, key, from_office=True, due_on=due_on)
    if is_new:
        event = "office_asked" if due_on else "office_wrote"
        audit.record(actor=by, subject=case, event=event, data={"message": message.pk})
        _mark(case, by, from_office=True)
        if tells:
            mails.tell_applicants(message)
    return message


@transaction.atomic
def settle_request(*, by: Any, case: Case, request_id: int) -> Message | None:
    """Say that a request needs no answer any more; None where it was done already.

    Raises PermissionDenied, NotAllowed (`often`).
    """
    case = _locked(case)
    if not may.may_write_as_office(by, case):
        raise PermissionDenied
    request = _open_request(case, request_id)
    if request is None:
        return None
    with translation.override(case.language):
        text = _("This is settled: you need not answer any more.")
    message, _is_new = _write(case, by, text, uuid4(), from_office=True, answers=request)
    audit.record(actor=by, subject=case, event="request_settled", data={"message": message.pk})
    mails.tell_applicants(message)
    return message


@transaction.atomic
def mark_read(*, by: Any, case: Case, as_office: bool) -> None:
    """Note that somebody has seen all messages of a case; raises PermissionDenied."""
    allowed = may.may_mark_as_office if as_office else may.is_applicant
    if not allowed(by, case):
        raise PermissionDenied
    _mark(case, by, from_office=as_office)


def _mark(case: Case, by: Any, *, from_office: bool) -> None:
    newest = Message.objects.filter(case=case).order_by("-pk").first()
    if newest is None:
        return
    ReadMark.objects.update_or_create(
        case=case,
        reader=by,
        from_office=from_office,
        defaults={"seen": newest, "at": clock.now()},
    )


def _locked(case: Case) -> Case:
    locked = Case.objects.select_for_update().filter(pk=case.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _open_request(case: Case, request_id: int | None) -> Message | None:
    if request_id is None:
        return None
    return Message.objects.filter(
        pk=request_id, case=case, due_on__isnull=False, answer__isnull=True
    ).first()


def _write(
    case: Case, by: Any, text: str, key: UUID, *, from_office: bool, **fields: Any
) -> tuple[Message, bool]:
    """The message, and whether it is new; the row of the case is locked."""
    known = Message.objects.filter(key=key).first()
    if known:
        if known.case_id != case.pk or known.by_id != by.pk:
            raise PermissionDenied
        return known, False
    words = text.replace("\x00", "").strip()
    if not words or len(words) > LONGEST_MESSAGE:
        raise NotAllowed("text")
    since = clock.now() - timedelta(hours=1)
    recent = Message.objects.filter(case=case, from_office=from_office, sent_at__gt=since)
    if recent.count() >= MOST_AN_HOUR:
        raise NotAllowed("often")
    message = Message.objects.create(
        case=case,
        key=key,
        by=by,
        from_office=from_office,
        text=words,
        sent_at=clock.now(),
        **fields,
    )
    return message, True
