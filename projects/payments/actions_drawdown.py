"""Asking the funder for money, noting what comes, sending back what was not spent."""

from __future__ import annotations

from collections.abc import Collection
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
from portal.kernel.numbers import next_number
from portal.templatetags.formats import date_long
from projects.budget.actions import take_back
from projects.budget.actions_money import note_drawdown
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.posting import lock
from projects.payments import permissions as may
from projects.payments.kinds import MoveKind
from projects.payments.models_payments import (
    LONGEST_REASON,
    Disbursement,
    Drawdown,
    DrawdownItem,
    DrawdownMove,
)
from projects.payments.pdfs import drawdown_pdf
from projects.payments.queries import settings_of
from projects.payments.queries_drawdown import proposal_of, row_of
from projects.payments.sealed import hash_of, seal
from projects.programmes.models import FundingPeriod
from projects.review.actions import plain_text, require

POSTED_AS = {MoveKind.RECEIVED: EntryKind.RECEIVED, MoveKind.RETURNED: EntryKind.RETURNED}


@transaction.atomic
def ask_drawdown(
    *, by: Any, period: FundingPeriod, payments: Collection[int], key: UUID, note: str = ""
) -> Drawdown:
    """Ask the funder for what chosen payments (keys) need within the spending window.

    Money at hand that no payment waits for is taken off. The same key again gives the first
    request back. Raises PermissionDenied, NotAllowed (`not_drawing`: the programme has its money
    already, `none`, `gone`: a payment is not due any more, `covered`: money at hand is enough,
    `long`), LedgerError.
    """
    require(may.may_draw_down(by))
    draws_down = lock(period.pk)
    made = Drawdown.objects.filter(key=key, by=by.pk).first()
    if made:
        return made
    words = plain_text(note, LONGEST_REASON)
    if not draws_down:
        raise NotAllowed("not_drawing")
    proposal = proposal_of(period)
    chosen = [each for each in proposal.payments if each.pk in set(payments)]
    if not chosen:
        raise NotAllowed("none")
    if len(chosen) != len(set(payments)):
        raise NotAllowed("gone")
    need = proposal.need(chosen)
    if need.cents <= 0:
        raise NotAllowed("covered")
    series = f"{period.programme.number_series}-MA"
    drawdown = Drawdown(
        key=key,
        period=period,
        number=next_number(series, clock.today().year),
        cents=need.cents,
        covered_cents=need.covered_cents,
        note=words,
        by=by,
        at=clock.now(),
    )
    pdf = drawdown_pdf(drawdown, chosen, need, settings_of(period.programme))
    drawdown.sha256 = hash_of(pdf)
    drawdown.file.save("request", seal(pdf), save=False)
    drawdown.save()
    _cover(drawdown, chosen)
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Drawdown %(number)s") % {"number": drawdown.number}
    _post(by, drawdown, EntryKind.ASKED, need.cents, reason, ledger_key(drawdown))
    data = {"cents": need.cents, "number": drawdown.number, "sha256": drawdown.sha256}
    audit.record(actor=by, subject=drawdown, event="drawdown_asked", data=data)
    return drawdown


def _cover(drawdown: Drawdown, payments: list[Disbursement]) -> None:
    DrawdownItem.objects.bulk_create(
        DrawdownItem(drawdown=drawdown, payment=each, cents=each.cents) for each in payments
    )


def ledger_key(drawdown: Drawdown) -> str:
    """The key of its entry in the ledger."""
    return f"drawdown:{drawdown.key}"


def _post(
    by: Any, drawdown: Drawdown, kind: EntryKind, cents: int, reason: str, key: str
) -> LedgerEntry:
    return note_drawdown(
        by=by,
        period=drawdown.period,
        kind=kind,
        cents=cents,
        reason=reason,
        key=key,
        document=drawdown.number,
    )


@transaction.atomic
def note_received(*, by: Any, drawdown: Drawdown, cents: int, on: date, key: UUID) -> DrawdownMove:
    """Note money (cents) that came in on a day, all of it or a part.

    The same key again gives the first note back. Raises PermissionDenied, NotAllowed (`amount`,
    `day`: before the request or in the future, `above_open`: more than is still to come,
    `withdrawn`), LedgerError.
    """
    return _move(by, drawdown, MoveKind.RECEIVED, cents, on, key)


@transaction.atomic
def send_back(*, by: Any, drawdown: Drawdown, cents: int, on: date, key: UUID) -> DrawdownMove:
    """Note money (cents) that was not spent and went back to the funder on a day.

    The same key again gives the first note back. Raises PermissionDenied, NotAllowed (`amount`,
    `day`, `above_received`), LedgerError (`above_drawn`: it is spent).
    """
    return _move(by, drawdown, MoveKind.RETURNED, cents, on, key)


def _move(
    by: Any, drawdown: Drawdown, kind: MoveKind, cents: int, on: date, key: UUID
) -> DrawdownMove:
    require(may.may_draw_down(by))
    lock(drawdown.period_id)
    made = DrawdownMove.objects.filter(key=key, drawdown=drawdown, by=by.pk).first()
    if made:
        return made
    row = row_of(drawdown)
    drawdown = row.drawdown
    if drawdown.withdrawn_at is not None:
        raise NotAllowed("withdrawn")
    if not 0 < cents <= MAX_CENTS:
        raise NotAllowed("amount")
    if not clock.local(drawdown.at).date() <= on <= clock.today():
        raise NotAllowed("day")
    if kind == MoveKind.RECEIVED and cents > row.open:
        raise NotAllowed("above_open")
    if kind == MoveKind.RETURNED and cents > row.received - row.returned:
        raise NotAllowed("above_received")
    made = DrawdownMove.objects.create(
        key=key, drawdown=drawdown, kind=kind, cents=cents, on=on, by=by, at=clock.now()
    )
    with translation.override(settings.LANGUAGE_CODE):
        reason = f"{kind.label.capitalize()}: {date_long(on)}"
    _post(by, drawdown, POSTED_AS[kind], cents, reason, f"drawdown-move:{key}")
    data = {"cents": cents, "on": on.isoformat()}
    audit.record(actor=by, subject=drawdown, event=f"drawdown_{kind}", data=data)
    return made


@transaction.atomic
def withdraw_drawdown(*, by: Any, drawdown: Drawdown, reason: str) -> Drawdown:
    """Take a request back before money came; its payments can be asked for anew.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`reason`, `long`,
    `received`), LedgerError.
    """
    require(may.may_draw_down(by))
    lock(drawdown.period_id)
    row = row_of(drawdown)
    drawdown = row.drawdown
    if drawdown.withdrawn_at is not None:
        return drawdown
    words = plain_text(reason, LONGEST_REASON)
    if not words:
        raise NotAllowed("reason")
    if row.received:
        raise NotAllowed("received")
    now = clock.now()
    drawdown.withdrawn_by, drawdown.withdrawn_at, drawdown.withdrawn_reason = by, now, words
    drawdown.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    key = ledger_key(drawdown)
    take_back(by=by, key=key, reason=words, counter_key=f"{key}:withdrawn")
    audit.record(actor=by, subject=drawdown, event="drawdown_withdrawn", reason=words)
    return drawdown
