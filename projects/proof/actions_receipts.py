"""Receipts as the carrier keeps them while the project runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from portal.kernel import audit, clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.files import EVIDENCE_KINDS, MEGABYTE
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.plan import CostItem
from projects.decision.models import LATEST_YEAR
from projects.intake.actions import plain_name, read_upload, remove_files, store_file
from projects.proof import permissions as may
from projects.proof.models import LONGEST_LINE, Receipt, payee_key
from projects.proof.queries import seen_by_office
from projects.review.actions import locked, plain_text, require

MAX_BYTES = 10 * MEGABYTE
MOST_RECEIPTS = 500
EARLIEST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a receipt says: line of the plan, payee, what for, its date, paid on, cents."""

    item: int
    payee: str
    purpose: str
    issued_on: date
    paid_on: date
    cents: int


@transaction.atomic
def add_receipt(
    *, by: Any, case: Case, entry: Entry, key: UUID, upload: File[Any] | None = None
) -> Receipt:
    """Keep a receipt of a running project; the same key again gives the first one back.

    Raises PermissionDenied, NotAllowed (`item`, `payee`, `purpose`, `long`, `amount`, `future`:
    paid later than today, `date`: absurd, `too_many`), ValidationError for the file.
    """
    case = locked(case)
    require(may.may_keep_receipts(by, case))
    before = Receipt.objects.filter(key=key, case=case).first()
    if before:
        return before
    if case.receipts.filter(removed_at__isnull=True).count() >= MOST_RECEIPTS:
        raise NotAllowed("too_many")
    said = _checked(case, entry)
    last = case.receipts.aggregate(last=Max("number"))["last"] or 0
    made = Receipt.objects.create(
        case=case,
        number=last + 1,
        file=_stored(case, upload),
        added_by=by,
        added_at=clock.now(),
        key=key,
        **said,
    )
    audit.record(actor=by, subject=case, event="receipt_added", data=_told(made))
    return made


@transaction.atomic
def change_receipt(
    *, by: Any, receipt: Receipt, entry: Entry, seen: int, upload: File[Any] | None = None
) -> Receipt:
    """Correct a receipt; what the office said of it before does not count any more.

    `seen` is the version that the person read. A new file takes the place of the old one. The same
    again changes nothing. Raises as `add_receipt`, and NotAllowed (`changed`: somebody else did
    meanwhile, `gone`).
    """
    case = locked(receipt.case)
    require(may.may_keep_receipts(by, case))
    held = _held(case, receipt)
    said = _checked(case, entry)
    is_same = all(getattr(held, name) == value for name, value in said.items())
    if is_same and upload is None:
        return held
    if held.version != seen:
        raise NotAllowed("changed")
    before, old = _told(held), held.file
    for name, value in said.items():
        setattr(held, name, value)
    held.file = _stored(case, upload) or old
    held.version += 1
    held.save()
    if old and held.file != old and not seen_by_office(held):
        remove_files([old])
    data = {"before": before, "after": _told(held)}
    audit.record(actor=by, subject=case, event="receipt_changed", data=data)
    return held


@transaction.atomic
def remove_receipt(*, by: Any, receipt: Receipt) -> None:
    """Take a receipt out; one that the office has seen stays in the file, but counts no more.

    A second call changes nothing. Raises PermissionDenied.
    """
    case = locked(receipt.case)
    require(may.may_keep_receipts(by, case))
    held = Receipt.objects.select_related("file").filter(pk=receipt.pk).first()
    if held is None or held.removed_at:
        return
    audit.record(actor=by, subject=case, event="receipt_removed", data=_told(held))
    if seen_by_office(held):
        held.removed_at = clock.now()
        held.save(update_fields=["removed_at"])
        return
    file = held.file
    held.delete()
    if file:
        remove_files([file])


def _held(case: Case, receipt: Receipt) -> Receipt:
    found = case.receipts.select_related("file").filter(pk=receipt.pk, removed_at__isnull=True)
    held = found.first()
    if held is None:
        raise NotAllowed("gone")
    held.case = case
    return held


def _checked(case: Case, entry: Entry) -> dict[str, Any]:
    """The columns of a receipt; raises NotAllowed."""
    item = CostItem.objects.filter(case=case, pk=entry.item).first()
    if item is None:
        raise NotAllowed("item")
    payee, purpose = _line(entry.payee, "payee"), _line(entry.purpose, "purpose")
    if not 0 < entry.cents <= MAX_CENTS:
        raise NotAllowed("amount")
    days = (entry.issued_on, entry.paid_on)
    if any(not EARLIEST_YEAR <= day.year <= LATEST_YEAR for day in days):
        raise NotAllowed("date")
    if max(days) > clock.today():
        raise NotAllowed("future")
    return {
        "item": item,
        "payee": payee,
        "payee_key": payee_key(payee),
        "purpose": purpose,
        "issued_on": entry.issued_on,
        "paid_on": entry.paid_on,
        "amount_cents": entry.cents,
    }


def _line(text: str, code: str) -> str:
    words = " ".join(plain_text(text, LONGEST_LINE).split())
    if not words:
        raise NotAllowed(code)
    return words


def _stored(case: Case, upload: File[Any] | None) -> CaseFile | None:
    if upload is None:
        return None
    mime, data = read_upload(upload, kinds=EVIDENCE_KINDS, max_bytes=MAX_BYTES)
    return store_file(case, FileKind.VOUCHER, plain_name(upload.name), mime, data)


def _told(receipt: Receipt) -> dict[str, Any]:
    """What the log keeps of a receipt."""
    return {
        "receipt": receipt.number,
        "cents": receipt.amount_cents,
        "item": receipt.item_id,
        "payee": receipt.payee,
        "purpose": receipt.purpose,
        "issued_on": receipt.issued_on.isoformat(),
        "paid_on": receipt.paid_on.isoformat(),
        "sha256": receipt.file.sha256 if receipt.file else "",
    }
