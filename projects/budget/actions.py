"""Every write of the ledger: all under the lock of the period, all idempotent by their key."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import BigAutoField, CharField
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.prepared import Prepared
from projects.budget.models import (
    LONGEST_DOCUMENT,
    LONGEST_REASON,
    EntryKind,
    LedgerEntry,
)
from projects.budget.permissions import may_post
from projects.budget.queries import left_in, open_commitment
from projects.budget.sums import COUNTERABLE, SIGNS
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


class LedgerError(ValueError):
    """The ledger refuses a posting; `code` is stable, the text is for people.

    Codes: `amount`, `reason`, `document`, `above_pot`, `above_cap`, `above_open`,
    `other_programme`, `not_counterable`, `key_used`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


_LOCK = Prepared(
    lambda periods: (
        FundingPeriod.objects.select_for_update(of=("self",))
        .filter(pk__in=periods)
        .order_by("pk")
        .values_list("pk")
    ),
    periods=BigAutoField(),
)
_BY_KEY = Prepared(lambda key: LedgerEntry.objects.filter(key=key).order_by(), key=CharField())


def _lock(*periods: int) -> None:
    """Hold the periods, always in the same order; only within a transaction."""
    _LOCK.rows(periods=periods)


def _begin(by: Any, cents: int, reason: str, document: str, *periods: int) -> None:
    """Ask, check what was typed, and lock the periods."""
    if not may_post(by):
        raise PermissionDenied
    if not 0 < cents <= MAX_CENTS:
        raise LedgerError("amount", _("Please write an amount above zero."))
    if not reason.strip() or len(reason) > LONGEST_REASON or "\0" in reason:
        raise LedgerError("reason", _("Please write a reason, at most 1000 characters."))
    if len(document) > LONGEST_DOCUMENT or "\0" in document:
        raise LedgerError("document", _("Please name the document in at most 200 characters."))
    _lock(*periods)


def _post(**fields: Any) -> LedgerEntry:
    """Add an entry, or give back the one that the same posting made before."""
    return _with_key(fields["key"]) or _new(**fields)


def _new(**fields: Any) -> LedgerEntry:
    """Add an entry whose key nobody used before; raises LedgerError `key_used`."""
    entry = _added(**fields)
    data = {"cents": entry.cents, "period": entry.period_id, "case": entry.case_id}
    event = f"ledger_{entry.kind}" if entry.corrects_id is None else "ledger_counter"
    audit.record(actor=entry.by, subject=entry, event=event, reason=entry.reason, data=data)
    return entry


def _with_key(key: str) -> LedgerEntry | None:
    return next(iter(_BY_KEY.objects(key=key)), None)


def _added(**fields: Any) -> LedgerEntry:
    """The new entry. The lock of a period does not keep another one from taking the key."""
    try:
        with transaction.atomic():
            return LedgerEntry.objects.create(**fields)
    except IntegrityError as error:
        if LedgerEntry.objects.filter(key=fields["key"]).exists():
            raise _key_used() from error
        raise


def _before(**fields: Any) -> LedgerEntry | None:
    """The entry that the same posting made before; raises LedgerError `key_used` for another."""
    found = _with_key(fields["key"])
    if found and any(getattr(found, name) != value for name, value in fields.items()):
        raise _key_used()
    return found


def _key_used() -> LedgerError:
    text = _("This form was sent before with other figures. Please open it anew.")
    return LedgerError("key_used", text)


def _needs(code: str, wanted: int, have: int) -> None:
    if wanted <= have:
        return
    texts = {
        "above_pot": _("This is more than is left in the pot."),
        "above_cap": _("This is more than the highest amount per project."),
        "above_open": _("This is more than is still committed."),
    }
    raise LedgerError(code, texts[code])


@transaction.atomic
def allot(
    *, by: Any, period: FundingPeriod, cents: int, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Put money into a period. Raises PermissionDenied and LedgerError."""
    _begin(by, cents, reason, document, period.pk)
    fields = {"key": key, "period": period, "kind": EntryKind.ALLOTMENT, "cents": cents}
    return _before(**fields, corrects=None) or _post(
        **fields, by=by, reason=reason, document=document
    )


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
) -> tuple[LedgerEntry, LedgerEntry]:
    """Move money that nothing holds to another period of the programme (Umschichtung).

    Two entries: out of the source, into the target. Raises PermissionDenied and LedgerError.
    """
    _begin(by, cents, reason, document, source.pk, target.pk)
    if source.programme_id != target.programme_id or source.pk == target.pk:
        raise LedgerError("other_programme", _("Choose another period of the same programme."))
    out = {"key": f"{key}:out", "period": source, "kind": EntryKind.MOVED_OUT, "cents": cents}
    into = {"key": f"{key}:in", "period": target, "kind": EntryKind.MOVED_IN, "cents": cents}
    if _before(**out) is None:
        _needs("above_pot", cents, left_in(source))
    _before(**into)
    said = {"by": by, "reason": reason, "document": document}
    return _post(**out, **said), _post(**into, **said)


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
    """Free all that a case still holds because it ended; None where it holds nothing.

    Part of an action that asked who may end it: also the applicant who withdraws frees the money.
    """
    period = case.call.period
    _lock(period.pk)
    cents = open_commitment(case)
    if not cents:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        words = reason.strip()[:LONGEST_REASON] or _("The application has ended.")
    fields = {"period": period, "case": case, "kind": EntryKind.RELEASE, "cents": cents}
    return _post(**fields, key=key, by=by, reason=words, document="")


def _of_case(
    by: Any, case: Case, kind: EntryKind, cents: int, reason: str, key: str, document: str
) -> LedgerEntry:
    period = case.call.period
    _begin(by, cents, reason, document, period.pk)
    fields = {"key": key, "period": period, "case": case, "kind": kind, "cents": cents}
    found = _before(**fields, corrects=None)
    if found:
        return found
    _check(period, case, -SIGNS[kind] * cents)
    return _new(**fields, by=by, reason=reason, document=document)


def _check(period: FundingPeriod, case: Case | None, held: int) -> None:
    """Whether the pot can lose `held` cents to a case (negative: get them back)."""
    if held > 0:
        _needs("above_pot", held, left_in(period))
        if case:
            _needs("above_cap", open_commitment(case) + held, case.rules.cap_cents)
    elif case:
        _needs("above_open", -held, open_commitment(case))


@transaction.atomic
def counter(
    *, by: Any, entry: LedgerEntry, reason: str, key: str, document: str = ""
) -> LedgerEntry:
    """Take an entry back by a counter-entry, once, within the limits of the pot and the case.

    Raises PermissionDenied and LedgerError.
    """
    _begin(by, entry.cents, reason, document, entry.period_id)
    fields = {"key": key, "period": entry.period, "case": entry.case, "kind": entry.kind}
    fields |= {"cents": entry.cents, "corrects": entry}
    found = _before(**fields)
    if found:
        return found
    taken = LedgerEntry.objects.filter(corrects=entry).exists()
    if entry.kind not in COUNTERABLE or entry.corrects_id or taken:
        raise LedgerError("not_counterable", _("This entry cannot be taken back (again)."))
    _check(entry.period, entry.case, SIGNS[entry.kind] * entry.cents)
    return _post(**fields, by=by, reason=reason, document=document)
