"""Claiming back until the notice: opening, hearing, answers, weighing them, dropping it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from portal.kernel import audit, clock
from portal.kernel.amounts import MAX_CENTS
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.decision.kinds import NoticeKind
from projects.decision.models import LATEST_YEAR, LONGEST_REASON
from projects.decision.models_notices import Notice
from projects.recoveries import lifecycle as life
from projects.recoveries import mails
from projects.recoveries import permissions as may
from projects.recoveries.content import hearing_content
from projects.recoveries.guards import covered, in_time
from projects.recoveries.kinds import Ground, LegalWay
from projects.recoveries.mails_office import tell_office_of_answer
from projects.recoveries.models import HearingAnswer, Recovery
from projects.recoveries.queries import hearing_ends_on, settings_of
from projects.review.actions import locked, plain_text, require

MOST_ANSWERS = 20
EARLIEST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed back: why, how, cents, since when it is known and bears interest."""

    ground: str
    legal_way: str
    cents: int
    reason: str
    known_on: date
    undue_from: date
    late_reason: str = ""


@transaction.atomic
def open_recovery(*, by: Any, case: Case, claim: Claim, key: UUID) -> Recovery:
    """Open a recovery; the carrier hears nothing before the hearing.

    The same key again gives the first one back. Raises PermissionDenied, NotAllowed (`ground`,
    `legal_way`: no such one, or a part where nothing was paid yet, `amount`, `above_paid`,
    `not_all`, `reason`, `long`, `known_on`, `undue_from`, `year_over`, `is_open`: another one
    runs).
    """
    case = locked(case)
    done = Recovery.objects.filter(key=key, case=case, opened_by=by.pk).first()
    if done:
        return done
    require(may.may_open_recovery(by, case))
    made = Recovery(case=case, opened_by=by, opened_at=clock.now(), key=key)
    _write(made, claim)
    if Recovery.objects.filter(case=case).exclude(state__in=life.ENDED).exists():
        raise NotAllowed("is_open")
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # somebody else's key
        raise NotAllowed("is_open") from error
    _log(by, made, "recovery_opened", reason=made.reason)
    return made


def _write(recovery: Recovery, claim: Claim) -> None:
    """Put a claim into a recovery; refuses what contradicts itself or the ledger."""
    if claim.ground not in Ground.values:
        raise NotAllowed("ground")
    states = may.FULL_IN if claim.legal_way == LegalWay.FULL else may.PARTIAL_IN
    if claim.legal_way not in LegalWay.values or recovery.case.state not in states:
        raise NotAllowed("legal_way")
    recovery.ground, recovery.legal_way = claim.ground, claim.legal_way
    recovery.reason = plain_text(claim.reason, LONGEST_REASON)
    recovery.late_reason = plain_text(claim.late_reason, LONGEST_REASON)
    if not recovery.reason:
        raise NotAllowed("reason")
    if not claim.known_on.year >= EARLIEST_YEAR or claim.known_on > clock.today():
        raise NotAllowed("known_on")
    if not EARLIEST_YEAR <= claim.undue_from.year <= LATEST_YEAR:
        raise NotAllowed("undue_from")
    recovery.known_on, recovery.undue_from = claim.known_on, claim.undue_from
    _set_cents(recovery, claim.cents)
    _refuse(in_time(recovery))


def _set_cents(recovery: Recovery, cents: int) -> None:
    least = 0 if recovery.is_full else 1
    if not least <= cents <= MAX_CENTS:
        raise NotAllowed("amount")
    recovery.cents = cents
    _refuse(covered(recovery))


def _refuse(code: str | None) -> None:
    if code:
        raise NotAllowed(code)


@transaction.atomic
def send_hearing(*, by: Any, recovery: Recovery, until: date) -> Recovery:
    """Send the hearing: a mail, a page in Mein Bereich and a letter, to be answered until a day.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`until`: shorter than the
    programme's rule or absurd, and those of the guards).
    """
    recovery = held(recovery)
    if recovery.state == life.HEARING and recovery.hearing_until == until:
        return recovery
    require(may.may_send_hearing(by, recovery))
    first = hearing_ends_on(recovery.case, settings_of(recovery.case.call.programme))
    if not first <= until or until.year > LATEST_YEAR:
        raise NotAllowed("until")
    _refuse(covered(recovery))
    recovery.hearing_until, recovery.hearing_sent_at = until, clock.now()
    recovery.hearing = hearing_content(recovery)
    step(recovery, "send_hearing")
    _log(by, recovery, "recovery_hearing_sent", until=until.isoformat())
    mails.tell_hearing(recovery)
    return recovery


@transaction.atomic
def answer_hearing(*, by: Any, recovery: Recovery, text: str, key: UUID) -> HearingAnswer:
    """The carrier says what it thinks, in words; the office is told.

    Raises PermissionDenied, NotAllowed (`text`, `long`, `often`).
    """
    recovery = held(recovery)
    return _answer(by, recovery, text, key, of_office=False)


@transaction.atomic
def note_answer(*, by: Any, recovery: Recovery, text: str, key: UUID) -> HearingAnswer:
    """The office notes an answer that came on another way.

    Raises PermissionDenied, NotAllowed (`text`, `long`, `often`).
    """
    return _answer(by, held(recovery), text, key, of_office=True)


def _answer(by: Any, recovery: Recovery, text: str, key: UUID, *, of_office: bool) -> HearingAnswer:
    before = HearingAnswer.objects.filter(key=key, recovery=recovery, by=by.pk).first()
    if before:
        return before
    allowed = may.may_note_answer if of_office else may.may_answer
    require(allowed(by, recovery))
    words = plain_text(text, LONGEST_REASON)
    if not words:
        raise NotAllowed("text")
    if recovery.answers.count() >= MOST_ANSWERS or HearingAnswer.objects.filter(key=key).exists():
        raise NotAllowed("often")
    made = HearingAnswer.objects.create(
        recovery=recovery, text=words, by=by, at=clock.now(), key=key, noted_by_office=of_office
    )
    _log(by, recovery, "recovery_answered", of_office=of_office)
    if not of_office:
        tell_office_of_answer(recovery)
    return made


@transaction.atomic
def end_hearing(
    *, by: Any, recovery: Recovery, cents: int, weighing: str, late_reason: str = ""
) -> Recovery:
    """End the hearing: how the answer is weighed, and how much is claimed after it (cents).

    It may only fall; more needs a new hearing. Called again it corrects both before the notice;
    a drafted notice goes then. Raises PermissionDenied, NotAllowed (`hearing_runs`, `amount`,
    `above_hearing`, `weighing`, `long`, `year_over`, `above_paid`, `not_all`).
    """
    recovery = held(recovery)
    require(may.may_weigh(by, recovery))
    words = plain_text(weighing, LONGEST_REASON)
    if not words:
        raise NotAllowed("weighing")
    if cents > recovery.hearing.get("cents", 0):
        raise NotAllowed("above_hearing")
    if recovery.state == life.HEARING:
        recovery.state = life.RECOVERY.check(recovery, recovery.state, "end_hearing")
    recovery.weighing = words
    recovery.late_reason = plain_text(late_reason, LONGEST_REASON) or recovery.late_reason
    _set_cents(recovery, cents)
    _refuse(in_time(recovery))
    recovery.save()
    _drop_draft(recovery)
    _log(by, recovery, "recovery_heard", reason=words)
    return recovery


@transaction.atomic
def drop_recovery(*, by: Any, recovery: Recovery, reason: str) -> Recovery:
    """Claim nothing after all; the carrier hears so where it was heard before.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    recovery = held(recovery)
    if recovery.state == life.DROPPED:
        return recovery
    require(may.may_drop(by, recovery))
    recovery.end_reason, recovery.ended_at = plain_text(reason, LONGEST_REASON), clock.now()
    was_heard = recovery.hearing_sent_at is not None
    step(recovery, "drop", recovery.end_reason)
    _drop_draft(recovery)
    _log(by, recovery, "recovery_dropped", reason=recovery.end_reason)
    if was_heard:
        mails.tell_dropped(recovery)
    return recovery


def _drop_draft(recovery: Recovery) -> None:
    drafts = Notice.objects.filter(case=recovery.case, released_at__isnull=True)
    drafts.filter(kind=NoticeKind.RECOVERY).delete()


def held(recovery: Recovery) -> Recovery:
    """The recovery as it stands now, its case and row held; only within a transaction.

    Raises PermissionDenied where it is gone.
    """
    case = locked(recovery.case)
    found = Recovery.objects.select_for_update().filter(pk=recovery.pk).first()
    require(found is not None)
    assert found is not None
    found.case = case
    return found


def step(recovery: Recovery, event: str, reason: str = "") -> None:
    """Apply an event of the recovery's own lifecycle; part of an action that logs."""
    recovery.state = life.RECOVERY.check(recovery, recovery.state, event, reason)
    recovery.save()


def _log(by: Any, recovery: Recovery, event: str, reason: str = "", **data: Any) -> None:
    said = {"recovery": recovery.pk, "cents": recovery.cents, **data}
    audit.record(actor=by, subject=recovery.case, event=event, reason=reason, data=said)
