"""Naming the account of a carrier, and confirming it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.payments import mails
from projects.payments import permissions as may
from projects.payments.iban import SHOWN, IbanError, checked, compact
from projects.payments.models import LONGEST_HOLDER, BankConfirmation, BankDetails
from projects.payments.queries import account_that_counts, account_that_waits, accounts_of
from projects.review.actions import locked, plain_text, require


@transaction.atomic
def enter_account(
    *, by: Any, case: Case, holder: str, iban: str, ending: str, key: UUID
) -> BankDetails:
    """The carrier names its account and types the last four signs once more; it counts at once.

    The people of the case hear of a change by mail. The same account again, or the same key,
    changes nothing. Raises PermissionDenied, NotAllowed (`holder`, `long`, `ending`: the signs
    differ), IbanError.
    """
    case = locked(case)
    require(may.may_enter_account(by, case))
    name, number = _read(holder, iban)
    _require_ending(number, ending)
    known = accounts_of(case)
    before = account_that_counts(known)
    made = next((each for each in known if each.key == key), None)
    if made:
        return made
    is_newest = before is not None and before == known[-1]
    if before and is_newest and (before.holder, before.iban) == (name, number):
        return before
    made = _add(by, case, name, number, key, by_carrier=True)
    _confirm(by, made)
    if before:
        mails.tell_account_changed(made)
    return made


@transaction.atomic
def name_account(*, by: Any, case: Case, holder: str, iban: str, key: UUID) -> BankDetails:
    """The office types an account that the carrier told on paper; it waits for the carrier.

    The same key again gives the first entry back. Raises PermissionDenied, NotAllowed (`holder`,
    `long`), IbanError.
    """
    case = locked(case)
    require(may.may_name_account(by, case))
    name, number = _read(holder, iban)
    made = next((each for each in accounts_of(case) if each.key == key), None)
    if made:
        return made
    made = _add(by, case, name, number, key, by_carrier=False)
    mails.ask_to_confirm(made)
    return made


@transaction.atomic
def confirm_account(*, by: Any, details: BankDetails, ending: str) -> BankDetails:
    """The carrier confirms what the office typed, with the last four signs of its own papers.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`changed`: there is a newer
    account, `ending`).
    """
    case = locked(details.case)
    require(may.may_enter_account(by, case))
    known = accounts_of(case)
    found = next((each for each in known if each.pk == details.pk), None)
    if found and found.is_confirmed:
        return found
    if found is None or found != account_that_waits(known):
        raise NotAllowed("changed")
    found.case = case
    _require_ending(found.iban, ending)
    _confirm(by, found)
    return found


def _read(holder: str, iban: str) -> tuple[str, str]:
    name = " ".join(plain_text(holder, LONGEST_HOLDER).split())
    if not name:
        raise NotAllowed("holder")
    return name, checked(iban)


def _require_ending(number: str, ending: str) -> None:
    typed = compact(ending)
    if not number or len(typed) != SHOWN or not number.endswith(typed):
        raise NotAllowed("ending")


def _add(
    by: Any, case: Case, holder: str, iban: str, key: UUID, *, by_carrier: bool
) -> BankDetails:
    made = BankDetails.objects.create(
        case=case,
        holder=holder,
        iban=iban,
        by=by,
        at=clock.now(),
        by_carrier=by_carrier,
        key=key,
    )
    # The log stays for ever and names no account.
    event = "account_entered" if by_carrier else "account_named"
    audit.record(actor=by, subject=case, event=event, data={"account": made.pk})
    return made


def _confirm(by: Any, details: BankDetails) -> None:
    BankConfirmation.objects.create(details=details, by=by, at=clock.now())
    data = {"account": details.pk}
    audit.record(actor=by, subject=details.case, event="account_confirmed", data=data)


__all__ = ["IbanError", "confirm_account", "enter_account", "name_account"]
