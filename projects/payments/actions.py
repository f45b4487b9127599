"""Every step of a payment but its order: planned or asked for, certified twice, executed, ended."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.lifecycle import NotAllowed
from portal.templatetags.formats import date_long
from projects.budget.actions import take_back
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.models import LATEST_YEAR
from projects.payments import lifecycle as pay
from projects.payments import mails
from projects.payments import permissions as may
from projects.payments.models_payments import LONGEST_REASON, Disbursement
from projects.payments.queries import account_that_counts, accounts_of, money_of, payments_of
from projects.review.actions import locked, move, plain_text, require
from projects.review.mails import tell_step


def held(payment: Disbursement) -> Disbursement:
    """The payment as it stands now with its whole case, both rows held."""
    case = locked(payment.case)
    found = Disbursement.objects.select_for_update(of=("self",)).select_related("order")
    now = found.get(pk=payment.pk)
    now.case = case
    return now


def step(payment: Disbursement, event: str, *, by: Any, reason: str = "", **fields: Any) -> None:
    """Take a held payment through an event and log it at its case; raises NotAllowed."""
    payment.state = pay.PAYMENT.check(payment, payment.state, event, reason)
    for name, value in fields.items():
        setattr(payment, name, value)
    payment.save()
    data = {"payment": payment.pk, "cents": payment.cents}
    audit.record(actor=by, subject=payment.case, event=f"payment_{event}", reason=reason, data=data)


@transaction.atomic
def plan_payment(
    *, by: Any, case: Case, cents: int, reason: str, due_on: date, key: UUID
) -> Disbursement:
    """Plan an instalment (cents) for a day.

    The same key again gives the first one back. Raises PermissionDenied, NotAllowed (`amount`,
    `reason`, `long`, `due`: it has passed, or is absurd, `above_award`).
    """
    case = locked(case)
    require(may.may_plan(by, case))
    if not clock.today() <= due_on or due_on.year > LATEST_YEAR:
        raise NotAllowed("due")
    return _draft(by, case, cents, reason, due_on, key, pay.PLANNED)


@transaction.atomic
def ask_payment(*, by: Any, case: Case, cents: int, reason: str, key: UUID) -> Disbursement:
    """The carrier asks for money (cents) and says what for; the office checks it.

    The same key again gives the first request back. Raises PermissionDenied, NotAllowed (those of
    `plan_payment`, `asked`: an earlier request is not checked yet).
    """
    case = locked(case)
    require(may.may_ask_payment(by, case))
    if any(each.state == pay.REQUESTED and each.key != key for each in payments_of(case)):
        raise NotAllowed("asked")
    return _draft(by, case, cents, reason, clock.today(), key, pay.REQUESTED)


def _draft(
    by: Any, case: Case, cents: int, reason: str, due_on: date, key: UUID, state: str
) -> Disbursement:
    made = next((each for each in payments_of(case) if each.key == key), None)
    if made:
        return made
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    if not 0 < cents <= MAX_CENTS:
        raise NotAllowed("amount")
    if cents > money_of(case).free:
        raise NotAllowed("above_award")
    made = Disbursement.objects.create(
        key=key,
        case=case,
        state=state,
        cents=cents,
        reason=words,
        due_on=due_on,
        by_carrier=state == pay.REQUESTED,
        by=by,
        at=clock.now(),
    )
    event = "payment_asked" if made.by_carrier else "payment_planned"
    data = {"payment": made.pk, "cents": cents, "due": due_on.isoformat()}
    audit.record(actor=by, subject=case, event=event, reason=words, data=data)
    return made


@transaction.atomic
def certify_substance(*, by: Any, payment: Disbursement) -> Disbursement:
    """Certify that the payment is due for its reason (sachlich richtig, § 31 KomHVO NRW).

    A second call of the same person changes nothing. Raises PermissionDenied, NotAllowed
    (`not_final`, `conditions`, `no_account`, `above_award`).
    """
    payment = held(payment)
    if payment.state == pay.SUBSTANCE and payment.substance_by_id == by.pk:
        return payment
    require(may.may_do(by, payment, "certify_substance"))
    step(payment, "certify_substance", by=by, substance_by=by, substance_at=clock.now())
    return payment


@transaction.atomic
def certify_figures(*, by: Any, payment: Disbursement) -> Disbursement:
    """A second person certifies amount and account (rechnerisch richtig, § 31 KomHVO NRW).

    A second call of the same person changes nothing. Raises PermissionDenied (also for who
    certified in substance), NotAllowed (those of `certify_substance`).
    """
    payment = held(payment)
    if payment.state == pay.CERTIFIED and payment.figures_by_id == by.pk:
        return payment
    require(may.may_do(by, payment, "certify_figures"))
    bank = account_that_counts(accounts_of(payment.case))
    now = clock.now()
    step(payment, "certify_figures", by=by, figures_by=by, figures_at=now, bank=bank)
    return payment


@transaction.atomic
def execute_payment(*, by: Any, payment: Disbursement, executed_on: date) -> Disbursement:
    """Note on which day the money left; it stands in the ledger, and the first sets a case running.

    A second call gives the first back. Raises PermissionDenied, NotAllowed (`day`: before the
    order or in the future, and those of `certify_substance`), LedgerError (`above_drawn`,
    `above_award`).
    """
    payment = held(payment)
    case, order = payment.case, payment.order
    if payment.state == pay.EXECUTED and may.may_work(by, case):
        return payment
    require(may.may_do(by, payment, "execute"))
    if order is None or not clock.local(order.at).date() <= executed_on <= clock.today():
        raise NotAllowed("day")
    step(payment, "execute", by=by, executed_on=executed_on, executed_by=by)
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Paid on %(day)s: %(what)s") % {
            "day": date_long(executed_on),
            "what": payment.reason,
        }
    note_payment(
        by=by,
        case=case,
        kind=EntryKind.DISBURSEMENT,
        cents=payment.cents,
        reason=reason[:LONGEST_REASON],
        document=order.number,
        key=payment.ledger_key,
    )
    if case.state == life.FINAL:
        move(case, "pay_out", by=by, payment=payment.pk)
        tell_step(case)
    mails.tell_paid(payment)
    return payment


@transaction.atomic
def cancel_payment(*, by: Any, payment: Disbursement, reason: str) -> Disbursement:
    """End a payment that was not executed; what it held of the award is free again.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    payment = held(payment)
    if payment.state == pay.CANCELLED and may.may_work(by, payment.case):
        return payment
    require(may.may_do(by, payment, "cancel"))
    words, now = plain_text(reason, LONGEST_REASON), clock.now()
    step(payment, "cancel", by=by, reason=words, ended_by=by, ended_at=now, ended_reason=words)
    return payment


@transaction.atomic
def note_come_back(*, by: Any, payment: Disbursement, reason: str) -> Disbursement:
    """The bank sent an executed payment back: a counter-entry takes it out of the ledger.

    The case runs on; the money is planned anew. A second call changes nothing. Raises
    PermissionDenied, NotAllowed (`reason`, `long`), LedgerError (`above_paid`).
    """
    payment = held(payment)
    if payment.state == pay.RETURNED and may.may_work(by, payment.case):
        return payment
    require(may.may_do(by, payment, "come_back"))
    words, now = plain_text(reason, LONGEST_REASON), clock.now()
    step(payment, "come_back", by=by, reason=words, ended_by=by, ended_at=now, ended_reason=words)
    key = payment.ledger_key
    take_back(by=by, key=key, reason=words, counter_key=f"{key}:back")
    return payment
