"""How an entry comes into the ledger: under the lock of its period, once by its key.

What an entry may not break stands in `projects.budget.sums`; the actions beside this file say who
posts what.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import BigAutoField, CharField
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.prepared import Prepared
from projects.budget.models import LONGEST_DOCUMENT, LONGEST_PURPOSE, LONGEST_REASON, LedgerEntry
from projects.budget.queries import Purse, pot_of, pot_to_post, purses_of
from projects.budget.sums import EFFECTS, Line, Pot, broken
from projects.cases.models import Case
from projects.programmes.models import FundingPeriod


class LedgerError(ValueError):
    """The ledger refuses a posting; `code` is stable, the text is for people.

    Codes: `amount`, `reason`, `document`, `purpose`, `other_programme`, `not_counterable`,
    `key_used`, `above_pot`, `above_purse`, `above_cap`, `case_closed`, those of a carry-over, and
    those of `projects.budget.sums.broken`.
    """

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(text or _texts()[code])
        self.code = code


def _texts() -> dict[str, str]:
    return {
        "amount": _("Please write an amount above zero."),
        "reason": _("Please write a reason, at most 1000 characters."),
        "document": _("Please name the document in at most 200 characters."),
        "purpose": _("Please write the purpose in at most 200 characters."),
        "other_programme": _("Choose another period of the same programme."),
        "not_counterable": _("This entry cannot be taken back (again)."),
        "key_used": _("This form was sent before with other figures. Please open it anew."),
        "above_pot": _("This is more than is left in the pot."),
        "above_purse": _("This is more than this funder's money in the pot."),
        "above_cap": _("This is more than the highest amount per project."),
        "above_open": _("This is more than is still committed."),
        "above_award": _("This is more than is awarded and not paid yet."),
        "above_paid": _("This is more than was paid out."),
        "above_claim": _("This is more than is claimed and still open."),
        "above_asked": _("This is more than was asked of the funder."),
        "above_drawn": _("This is more than the funder has sent so far."),
        "case_closed": _("The case is closed. Nothing can be posted to it any more."),
        "carry_early": _("Money can be carried over in the last 30 days of the period or later."),
        "carry_target": _("Choose a later period of the same programme."),
        "carry_rule": _("The rules of the programme do not allow to carry that much over."),
        "nothing_left": _("Nothing is left in the pot that could be carried over."),
    }


_LOCK = Prepared(
    lambda periods: (
        FundingPeriod.objects.select_for_update(of=("self",))
        .filter(pk__in=periods)
        .order_by("pk")
        .values_list("pk", "programme__draws_down")
    ),
    periods=BigAutoField(),
)
_BY_KEY = Prepared(lambda key: LedgerEntry.objects.filter(key=key).order_by(), key=CharField())


def check_purpose(purpose: str) -> None:
    """Refuse words that do not fit; raises LedgerError."""
    if len(purpose) > LONGEST_PURPOSE or "\0" in purpose:
        raise LedgerError("purpose")


def lock(*periods: int) -> bool:
    """Hold the periods, always in the same order; only within a transaction.

    Returns whether their programme draws money down.
    """
    return any(draws_down for _pk, draws_down in _LOCK.rows(periods=periods))


def begin(cents: int, reason: str, document: str, *periods: int) -> bool:
    """Check what was typed and lock the periods; returns what `lock` says."""
    if not 0 < cents <= MAX_CENTS:
        raise LedgerError("amount")
    if not reason.strip() or len(reason) > LONGEST_REASON or "\0" in reason:
        raise LedgerError("reason")
    if len(document) > LONGEST_DOCUMENT or "\0" in document:
        raise LedgerError("document")
    return lock(*periods)


def post(**fields: Any) -> LedgerEntry:
    """Add an entry, or give back the one that the same posting made before."""
    return _with_key(fields["key"]) or new(**fields)


def new(**fields: Any) -> LedgerEntry:
    """Add an entry whose key nobody used before; raises LedgerError `key_used`."""
    entry = _added(**fields)
    data = {"cents": entry.cents, "period": entry.period_id, "case": entry.case_id}
    event = f"ledger_{entry.kind}" if entry.corrects_id is None else "ledger_counter"
    audit.record(actor=entry.by, subject=entry, event=event, reason=entry.reason, data=data)
    return entry


def before(**fields: Any) -> LedgerEntry | None:
    """The entry that the same posting made before; raises LedgerError `key_used` for another."""
    found = _with_key(fields["key"])
    if found and any(getattr(found, name) != value for name, value in fields.items()):
        raise LedgerError("key_used")
    return found


def _with_key(key: str) -> LedgerEntry | None:
    return next(iter(_BY_KEY.objects(key=key)), None)


def _added(**fields: Any) -> LedgerEntry:
    """The new entry. The lock of a period does not keep another one from taking the key."""
    try:
        with transaction.atomic():
            return LedgerEntry.objects.create(**fields)
    except IntegrityError as error:
        if LedgerEntry.objects.filter(key=fields["key"]).exists():
            raise LedgerError("key_used") from error
        raise


def check(period: FundingPeriod, case: Case | None, line: Line, *, draws_down: bool) -> None:
    """Refuse an entry that would break what the ledger promises; raises LedgerError.

    Only within the lock of the period.
    """
    takes = line.signed < 0
    if case is not None:
        held, is_closed = pot_to_post(case)
        # Closing holds the same lock, so what stands in the row is true.
        _refuse("case_closed" if is_closed else "")
        own = held.plus(line)
        _refuse(broken(own, draws_down=False))
    if case is None or takes or _moves_bank(line):
        whole = pot_of(period).plus(line)
        _refuse("above_pot" if takes and whole.left < 0 else "")
        # What brings money in is never refused: a programme may begin to draw down after it paid.
        _refuse(broken(whole, draws_down=draws_down and Pot().plus(line).at_hand < 0))
    if case is not None and takes and own.committed > case.rules.cap_cents:
        raise LedgerError("above_cap")


def check_purse(period: FundingPeriod, purse: Purse, cents: int) -> None:
    """Refuse to take more out of a funder's money than is there; raises LedgerError.

    What awards hold belongs to no funder in particular; `check` sees to the whole pot. Only within
    the lock of the period.
    """
    _refuse("above_purse" if purses_of(period).get(purse, 0) < cents else "")


def _moves_bank(line: Line) -> bool:
    """Whether it can take money of the funder that is not there."""
    return not {"committed", "claimed", "interest", "written_off"} & EFFECTS[line.kind].keys()


def _refuse(code: str) -> None:
    if code:
        raise LedgerError(code)
