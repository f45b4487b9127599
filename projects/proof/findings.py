"""What the portal finds by itself at the receipts of a case, and the same receipt elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from portal.kernel import clock
from projects.cases.models import Case
from projects.decision.kinds import NoticeKind
from projects.decision.models_notices import Notice
from projects.decision.queries import early_start_request, last_day_of
from projects.proof.kinds import Finding
from projects.proof.models import Receipt
from projects.proof.models_proof import HandIn

AT_ONCE = 200
"""Receipts that one question looks for."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding at a receipt; `others` are the same receipts elsewhere."""

    finding: Finding
    others: tuple[Receipt, ...] = ()

    @property
    def text(self) -> str:
        """The finding in words, with the other receipts."""
        named = ", ".join(f"{each.case.number} ({each.number})" for each in self.others)
        return f"{self.finding.label}: {named}" if named else str(self.finding.label)


def first_day_of(case: Case) -> date:
    """The first day of the period of a grant: that of the plan, or of a consent to begin early."""
    planned = case.starts_on or case.call.period.starts_on
    consent = Notice.objects.filter(
        case=case, kind=NoticeKind.EARLY_START, released_at__isnull=False
    )
    early = early_start_request(case) if consent.exists() else None
    return min(planned, early.starts_on) if early else planned


def findings_of(
    case: Case, receipts: Sequence[Receipt], hand_in: HandIn | None = None
) -> dict[int, list[Found]]:
    """What the portal finds at each receipt, by its key; receipts without findings have none."""
    found: dict[int, list[Found]] = {receipt.pk: [] for receipt in receipts}
    first, last = first_day_of(case), last_day_of(case)
    handed_in = clock.local(hand_in.at).date() if hand_in else clock.today()
    for receipt in receipts:
        found[receipt.pk] += [Found(each) for each in _alone(receipt, first, last, handed_in)]
    for kind, groups in (
        (Finding.SAME_RECEIPT, same_receipts(receipts)),
        (Finding.SAME_FILE, same_files(receipts)),
    ):
        for key, others in groups.items():
            found[key].append(Found(kind, tuple(others)))
    return found


def _alone(receipt: Receipt, first: date, last: date, handed_in: date) -> Iterator[Finding]:
    days = (receipt.issued_on, receipt.paid_on)
    if min(days) < first:
        yield Finding.BEFORE
    if max(days) > last:
        yield Finding.AFTER
    if receipt.paid_on > handed_in:
        yield Finding.LATE_PAYMENT
    if receipt.file is None or not receipt.file.file:
        yield Finding.NO_PAPER
    elif not receipt.file.is_released:
        yield Finding.NOT_READABLE
    category = receipt.item.category
    if category is not None and not category.is_eligible:
        yield Finding.INELIGIBLE


def same_receipts(receipts: Sequence[Receipt]) -> dict[int, list[Receipt]]:
    """For each receipt those of any project with the same amount, date and payee.

    One question to an index for 200 receipts, however many there are.
    """
    marks = {_mark(receipt) for receipt in receipts}
    known: dict[tuple[int, date, str], list[Receipt]] = {}
    for part in _batched(sorted(marks)):
        asked = Q()
        for cents, day, payee in part:
            asked |= Q(amount_cents=cents, issued_on=day, payee_key=payee)
        for other in _live().filter(asked):
            known.setdefault(_mark(other), []).append(other)
    return _others((receipt, known.get(_mark(receipt), [])) for receipt in receipts)


def same_files(receipts: Sequence[Receipt]) -> dict[int, list[Receipt]]:
    """For each receipt those of any project whose file has the same content."""
    hashes = {receipt.file.sha256 for receipt in receipts if receipt.file}
    known: dict[str, list[Receipt]] = {}
    for part in _batched(sorted(hashes)):
        for other in _live().filter(file__sha256__in=part).select_related("file"):
            if other.file:
                known.setdefault(other.file.sha256, []).append(other)
    return _others(
        (receipt, known.get(receipt.file.sha256, []) if receipt.file else [])
        for receipt in receipts
    )


def _batched(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _live() -> QuerySet[Receipt]:
    found = Receipt.objects.filter(removed_at__isnull=True).select_related("case")
    return found.only(
        *("number", "amount_cents", "issued_on", "payee_key", "file", "case__number")
    ).order_by("case", "number")


def _mark(receipt: Receipt) -> tuple[int, date, str]:
    return receipt.amount_cents, receipt.issued_on, receipt.payee_key


def _others(pairs: Iterable[tuple[Receipt, list[Receipt]]]) -> dict[int, list[Receipt]]:
    found = {
        receipt.pk: [other for other in same if other.pk != receipt.pk] for receipt, same in pairs
    }
    return {key: others for key, others in found.items() if others}
