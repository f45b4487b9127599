"""What the coordination posts: money into pots and between them, commitments, counter-entries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from projects.budget.models import LONGEST_REASON, EntryKind, LedgerEntry
from projects.budget.models_funders import Funder
from projects.budget.permissions import may_counter, may_post
from projects.budget.posting import (
    LedgerError,
    before,
    begin,
    check,
    check_purpose,
    check_purse,
    lock,
    new,
    post,
)
from projects.budget.queries import pot_of_case
from projects.budget.sums import COUNTERABLE, Line
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


def _begin(by: Any, cents: int, reason: str, document: str, *periods: int) -> bool:
    """Ask, check what was typed, and lock; returns whether the programme draws money down."""
    if not may_post(by):
        raise PermissionDenied
    return begin(cents, reason, document, *periods)


@transaction.atomic
def allot(
    *,
    by: Any,
    period: FundingPeriod,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
    funder: Funder | None = None,
    purpose: str = "",
) -> LedgerEntry:
    """Put money into a period: of a funder (none: that of the programme), for a purpose in words.

    Raises PermissionDenied and LedgerError.
    """
    check_purpose(purpose)
    _begin(by, cents, reason, document, period.pk)
    fields = {"key": key, "period": period, "kind": EntryKind.ALLOTMENT, "cents": cents}
    fields |= {"funder": funder, "purpose": purpose}
    return before(**fields, corrects=None) or new(**fields, by=by, reason=reason, document=document)


@transaction.atomic
def reallocate(
    *,
    by: Any,
    source: FundingPeriod,
    target: FundingPeriod,
    cents: int,
    reason: str,
    key: str,
    document: str = "",
    funder: Funder | None = None,
    purpose: str = "",
) -> tuple[LedgerEntry, LedgerEntry]:
    """Move money that nothing holds to another period of the programme (Umschichtung).

    It stays the money of its funder, for its purpose. Two entries: out of the source, into the
    target. Raises PermissionDenied and LedgerError.
    """
    draws_down = _begin(by, cents, reason, document, source.pk, target.pk)
    if source.programme_id != target.programme_id or source.pk == target.pk:
        raise LedgerError("other_programme")
    out = {"key": f"{key}:out", "period": source, "kind": EntryKind.MOVED_OUT, "cents": cents}
    into = {"key": f"{key}:in", "period": target, "kind": EntryKind.MOVED_IN, "cents": cents}
    for fields in (out, into):
        fields |= {"funder": funder, "purpose": purpose}
    taken, put = before(**out), before(**into)
    if taken is None:
        check(source, None, Line(EntryKind.MOVED_OUT, cents), draws_down=draws_down)
        check_purse(source, (funder.pk if funder else None, purpose), cents)
    said = {"by": by, "reason": reason, "document": document}
    return taken or new(**out, **said), put or new(**into, **said)


@transaction.atomic
def commit(
    *, by: Any, case: Case, cents: int, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Commit money of the call's period to a case (award); Raises PermissionDenied, LedgerError."""
    return _of_case(by, case, EntryKind.COMMITMENT, cents, reason, key, document)


@transaction.atomic
def release(
    *, by: Any, case: Case, cents: int, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Free part or all of what a case holds; Raises PermissionDenied, LedgerError."""
    return _of_case(by, case, EntryKind.RELEASE, cents, reason, key, document)


def free(*, by: Any, case: Case, key: str, reason: str = "") -> LedgerEntry | None:
    """Free all that a case holds and was not paid, because it ended; None where that is nothing.

    Part of an action that asked who may end it: also the applicant who withdraws frees the money.
    """
    period = case.call.period
    lock(period.pk)
    cents = pot_of_case(case).to_pay
    if cents <= 0:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        words = reason.strip()[:LONGEST_REASON] or _("The application has ended.")
    fields = {"period": period, "case": case, "kind": EntryKind.RELEASE, "cents": cents}
    return post(**fields, key=key, by=by, reason=words, document="")


def _of_case(
    by: Any, case: Case, kind: EntryKind, cents: int, reason: str, key: str, document: str
) -> LedgerEntry:
    period = case.call.period
    draws_down = _begin(by, cents, reason, document, period.pk)
    fields = {"key": key, "period": period, "case": case, "kind": kind, "cents": cents}
    found = before(**fields, corrects=None)
    if found:
        return found
    check(period, case, Line(kind, cents), draws_down=draws_down)
    return new(**fields, by=by, reason=reason, document=document)


@transaction.atomic
def take_back(*, by: Any, key: str, reason: str, counter_key: str) -> None:
    """Counter the entry with a key, unless somebody did before (a payment that came back, say).

    Raises PermissionDenied, LedgerError, and LedgerEntry.DoesNotExist for an unknown key.
    """
    entry = LedgerEntry.objects.select_related("period", "case").get(key=key)
    if not LedgerEntry.objects.filter(corrects=entry).exists():
        counter(by=by, entry=entry, reason=reason, key=counter_key)


@transaction.atomic
def counter(
    *, by: Any, entry: LedgerEntry, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Take an entry back by a counter-entry, once, within the limits of the pot and the case.

    Raises PermissionDenied and LedgerError.
    """
    if not may_counter(by, entry):
        raise PermissionDenied
    draws_down = begin(entry.cents, reason, document, entry.period_id)
    fields = {"key": key, "period": entry.period, "case": entry.case, "kind": entry.kind}
    fields |= {"cents": entry.cents, "corrects": entry}
    fields |= {"funder": entry.funder, "purpose": entry.purpose}
    found = before(**fields)
    if found:
        return found
    taken = LedgerEntry.objects.filter(corrects=entry).exists()
    if entry.kind not in COUNTERABLE or entry.corrects_id or taken:
        raise LedgerError("not_counterable")
    line = Line(entry.kind, entry.cents, is_counter=True)
    check(entry.period, entry.case, line, draws_down=draws_down)
    if entry.kind == EntryKind.ALLOTMENT:
        check_purse(entry.period, (entry.funder_id, entry.purpose), entry.cents)
    return new(**fields, by=by, reason=reason, document=document)
