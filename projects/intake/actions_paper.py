"""Every write of an application that came on paper: entering, scans, receiving.

An application in writing counts from its arrival at the office, complete or not; what is missing
is asked for afterwards (§ 25 (2) VwVfG NRW: the authority helps to complete it).
"""

from __future__ import annotations

import hashlib
import uuid as uuids
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actions import begin_applicant
from portal.accounts.models import User
from portal.kernel import audit, clock
from portal.kernel.files import EVIDENCE_KINDS, ending_of
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.numbers import next_number
from projects.calls.models import Call
from projects.cases.lifecycle import CASE, DRAFT
from projects.cases.models import Case, CaseFile, Channel, FileKind
from projects.cases.queries import whole_case
from projects.intake.actions import deliver_receipt, read_upload, store_file
from projects.intake.completeness import missing_words
from projects.intake.models_desk import LatePermission, PaperApplication
from projects.intake.permissions import may_enter_paper, may_type_paper
from projects.intake.plain import version_for

HOLDER = "auf-papier@portal.invalid"
"""Owns what came without an e-mail address. `.invalid` is never delivered to (RFC 2606)."""
MAX_SCANS = 20
MAX_SCAN_BYTES = 20 * 1024 * 1024


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _refusal(code: str, text: str) -> ValidationError:
    return ValidationError(text, code=code)


@transaction.atomic
def begin_paper(
    *,
    by: Any,
    call: Call,
    uuid: uuids.UUID,
    language: str,
    arrived_at: datetime,
    email: str = "",
    late_reason: str = "",
) -> Case:
    """Begin to enter an application that came on paper; the same uuid is the same one.

    Raises PermissionDenied, and ValidationError with a code: `future`, `early` (before the call
    opened), `late_reason` (after the closing and nobody said why it counts), `email`.
    """
    _require(may_enter_paper(by))
    known = Case.objects.filter(uuid=uuid).first()
    if known:
        _require(may_type_paper(by, known))
        return known
    facts = _facts(call, arrived_at, email, late_reason)
    now = clock.now()
    case = Case.objects.create(
        uuid=uuid,
        owner=by,
        call=call,
        channel=Channel.PAPER,
        state=DRAFT,
        language=language,
        form_version=version_for(call, None),
        contact_email=facts["email"],
        created_at=now,
        saved_at=now,
    )
    PaperApplication.objects.create(case=case, entered_by=by, entered_at=now, **facts)
    _record(by, case, "paper_begun", facts)
    return case


def _facts(call: Call, arrived_at: datetime, email: str, late_reason: str) -> dict[str, Any]:
    address, reason = email.strip().lower(), late_reason.strip()
    if arrived_at > clock.now():
        raise _refusal("future", _("This moment has not come yet."))
    if arrived_at < call.opens_at:
        raise _refusal("early", _("The call was not open yet at that time."))
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise _refusal("email", _("Please write an e-mail address.")) from error
    if arrived_at >= call.closes_at and not reason:
        reason = _allowed_reason(call, address, arrived_at)
    return {"arrived_at": arrived_at, "email": address, "late_reason": reason}


def _allowed_reason(call: Call, email: str, arrived_at: datetime) -> str:
    """The reason of the permission to be late that covers the arrival; raises ValidationError."""
    held = LatePermission.objects.filter(call=call, email=email, case=None, revoked_at=None)
    allowed = held.filter(until__gt=arrived_at).first() if email else None
    if allowed is None:
        text = _("It arrived after the call had closed. Please write why it counts all the same.")
        raise _refusal("late_reason", text)
    return allowed.reason


def _record(by: Any, case: Case, event: str, facts: dict[str, Any]) -> None:
    audit.record(
        actor=by,
        subject=case,
        event=event,
        reason=facts["late_reason"],
        data={"channel": Channel.PAPER.value, "arrived_at": facts["arrived_at"].isoformat()},
    )


def _locked(case: Case) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


@transaction.atomic
def correct_paper(
    *, by: Any, case: Case, arrived_at: datetime, email: str = "", late_reason: str = ""
) -> PaperApplication:
    """Change arrival, address or reason while it is being entered; raises like `begin_paper`."""
    case = _locked(case)
    _require(may_type_paper(by, case))
    facts = _facts(case.call, arrived_at, email, late_reason)
    paper = PaperApplication.objects.get(case=case)
    for name, value in facts.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(facts))
    _record(by, case, "paper_corrected", facts)
    return paper


@transaction.atomic
def take_over_paper(*, by: Any, case: Case) -> Case:
    """Go on with what a colleague began to enter; raises PermissionDenied."""
    case = _locked(case)
    _require(may_enter_paper(by) and case.channel == Channel.PAPER and case.is_draft)
    if case.owner_id != by.pk:
        case.owner = by
        case.save(update_fields=["owner"])
        audit.record(actor=by, subject=case, event="paper_taken_over")
    return case


@transaction.atomic
def add_scan(*, by: Any, case: Case, upload: File[Any]) -> CaseFile:
    """Keep a page or the whole of the scanned paper, also after it was received; once.

    Raises PermissionDenied, ValidationError (`empty`, `too_large`, `kind`, `image`, `too_many`).
    """
    case = _locked(case)
    _require(may_enter_paper(by) and case.channel == Channel.PAPER)
    _require(not case.is_draft or may_type_paper(by, case))
    mime, data = read_upload(upload, kinds=EVIDENCE_KINDS, max_bytes=MAX_SCAN_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    known = list(case.files.filter(kind=FileKind.SCAN))
    for same in (item for item in known if item.sha256 == digest):
        return same
    if len(known) >= MAX_SCANS:
        raise _refusal("too_many", _("There are already %(count)s scans.") % {"count": MAX_SCANS})
    name = f"scan-{len(known) + 1}.{ending_of(mime)}"
    scan = store_file(case, FileKind.SCAN, name, mime, data)
    audit.record(actor=by, subject=case, event="scan_added", data={"sha256": digest})
    return scan


@transaction.atomic
def receive_paper(*, by: Any, case: Case, accept_missing: bool = False) -> Case:
    """Take a paper application as received at the moment it arrived: number, log, receipt.

    What is missing is listed in the log; `accept_missing` says that it was seen. From now on the
    applicant's account owns it, or nobody's where no address is known; a receipt is mailed only
    where one is. A second call changes nothing. Raises PermissionDenied, and NotAllowed
    (`incomplete`, `call_closed`).
    """
    _locked(case)
    whole = whole_case(case.uuid)
    if whole is None:
        raise PermissionDenied
    if whole.number and may_enter_paper(by):
        return whole
    _require(may_type_paper(by, whole))
    missing = missing_words(whole)
    if missing and not accept_missing:
        raise NotAllowed("incomplete")
    paper = PaperApplication.objects.get(case=whole)
    whole.state = CASE.check(whole, whole.state, "receive_paper")
    whole.submitted_at = paper.arrived_at
    whole.number = next_number(whole.call.programme.number_series, clock.local().year)
    whole.owner = _owner(paper, whole.language)
    whole.save(update_fields=["state", "submitted_at", "number", "owner"])
    data = {"number": whole.number, "channel": Channel.PAPER.value, "missing": missing}
    audit.record(
        actor=by, subject=whole, event="paper_received", reason=paper.late_reason, data=data
    )
    if paper.email or whole.contact_email:
        deliver_receipt.enqueue(whole.pk)
    return whole


def _owner(paper: PaperApplication, language: str) -> User:
    if paper.email:
        return begin_applicant(email=paper.email, language=language)
    return nobodys_account()


def nobodys_account() -> User:
    """The account that owns applications of people without one; nobody can sign in to it."""
    holder, is_new = User.objects.get_or_create(
        email=HOLDER,
        defaults={"is_active": False, "first_name": "Ohne", "last_name": "E-Mail-Adresse"},
    )
    if is_new:
        holder.set_unusable_password()
        holder.save(update_fields=["password"])
    return holder
