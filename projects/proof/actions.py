"""Handing a proof in, returning it, settling it, and closing the case."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks import task

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.budget.actions import free
from projects.budget.posting import lock
from projects.cases import lifecycle as life
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.permissions import may_act_as_owner
from projects.cases.queries import whole_case
from projects.correspondence.actions import write_as_office
from projects.intake.actions import store_file
from projects.intake.queries_forget import years_after
from projects.proof import mails, mails_office
from projects.proof import permissions as may
from projects.proof.kinds import Verdict
from projects.proof.models import LONGEST_REASON
from projects.proof.models_proof import Closing, HandIn, Proof, ProofResult
from projects.proof.pdfs import copy_name, proof_pdf
from projects.proof.pdfs_letter import result_name, result_pdf
from projects.proof.queries import (
    checks_of,
    due_on,
    hand_ins_of,
    last_hand_in,
    must_see,
    receipts_of,
    result_of,
    settings_of,
    settlement_of,
)
from projects.proof.queries_standing import Standing, standing_of
from projects.review.actions import locked, move, plain_text, require
from projects.review.mails import tell_step
from projects.review.permissions import may_review


@transaction.atomic
def hand_in_proof(*, by: Any, case: Case) -> Case:
    """Hand the proof in: from now on the carrier changes nothing, and the office checks.

    The worker makes the copy (PDF). A second call changes nothing. Raises PermissionDenied,
    NotAllowed (`report`, `outcomes`, `income`: what is missing).
    """
    case = locked(case)
    require(may_act_as_owner(by, case))
    if case.state == life.PROOF_CHECK:
        return case
    require(may.may_hand_in_proof(by, case))
    due, standing = due_on(case), standing_of(case)
    move(case, "hand_in_proof", by=by, cents=standing.spent, receipts=len(standing.receipts))
    proof = Proof.objects.filter(case=case).first()
    made = HandIn.objects.create(
        case=case,
        number=len(hand_ins_of(case)) + 1,
        at=clock.now(),
        by=by,
        due_on=due,
        spent_cents=standing.spent,
        rules=settings_of(case.call.programme).numbers,
        report={"answers": proof.answers, "text": proof.text} if proof else {},
    )
    make_copy.enqueue(made.pk)
    tell_step(case)
    mails_office.tell_office_handed_in(case)
    return case


@task(backend="jobs")
def make_copy(hand_in_id: int) -> None:
    """Make the copy of a proof as a PDF in the official language; a second run finds it made."""
    with transaction.atomic():
        made = HandIn.objects.select_for_update().get(pk=hand_in_id)
        case = whole_case(made.case.uuid)
        if made.file_id or case is None:
            return
        with translation.override(settings.LANGUAGE_CODE):
            pdf, name = proof_pdf(case, made), copy_name(case, made)
        made.file = store_file(case, FileKind.PROOF, name, "application/pdf", pdf)
        made.save(update_fields=["file"])


@transaction.atomic
def return_proof(*, by: Any, case: Case, reason: str) -> Case:
    """Give the proof back to the carrier with questions; the project counts as running again.

    The reason goes to its people as a message; questions stand at their receipts.

    Raises PermissionDenied, NotAllowed (`reason`, `long`).
    """
    case = locked(case)
    require(may.may_return_proof(by, case))
    words = plain_text(reason, LONGEST_REASON)
    asked = [
        check.receipt.number for check in checks_of(case).values() if check.verdict == Verdict.ASKED
    ]
    move(case, "return_proof", by=by, reason=words, receipts=asked)
    write_as_office(by=by, case=case, text=words, key=uuid4(), tells=False)
    tell_step(case)
    return case


def open_receipts(case: Case, hand_in: HandIn) -> list[int]:
    """The keys of receipts that have to be looked at and were not, or wait for an answer."""
    checks, seen = checks_of(case), must_see(case, hand_in)
    return [
        receipt.pk
        for receipt in receipts_of(case)
        if (receipt.pk in seen and receipt.pk not in checks)
        or (receipt.pk in checks and checks[receipt.pk].verdict == Verdict.ASKED)
    ]


@transaction.atomic
def settle_proof(*, by: Any, case: Case, key: UUID, note: str = "") -> ProofResult:
    """Reckon what the check came to and write it down; the same key gives the first one back.

    Where the programme asks for four eyes somebody else confirms it (`confirm_result`). Raises
    PermissionDenied, NotAllowed (`receipts_open`, `settled`: a result is confirmed already, `long`,
    `no_proof`).
    """
    case = locked(case)
    before = ProofResult.objects.filter(key=key, hand_in__case=case, by=by.pk).first()
    if before:
        return before
    require(may.may_check_proof(by, case))
    hand_in = last_hand_in(case)
    if hand_in is None:
        raise NotAllowed("no_proof")
    if settlement_of(case):
        raise NotAllowed("settled")
    if open_receipts(case, hand_in):
        raise NotAllowed("receipts_open")
    lock(case.call.period_id)
    made = _result(by, hand_in, standing_of(case, hand_in.rules), key, note)
    data = {"grant": made.grant_cents, "pay_back": made.pay_back_cents}
    audit.record(actor=by, subject=case, event="proof_reckoned", data=data)
    if not settings_of(case.call.programme).four_eyes:
        _confirm(by, case, made)
    return made


def _result(by: Any, hand_in: HandIn, found: Standing, key: UUID, note: str) -> ProofResult:
    return ProofResult.objects.create(
        hand_in=hand_in,
        spent_cents=found.spent,
        accepted_cents=found.accepted,
        costs_cents=found.account.costs,
        income_cents=found.account.income,
        kept_cents=found.account.kept,
        grant_cents=found.settlement.grant,
        excess_cents=found.settlement.excess,
        pay_back_cents=found.settlement.pay_back,
        still_to_pay_cents=found.settlement.still_to_pay,
        note=plain_text(note, LONGEST_REASON),
        by=by,
        at=clock.now(),
        key=key,
    )


@transaction.atomic
def confirm_result(*, by: Any, result: ProofResult) -> ProofResult:
    """A second person confirms the newest result; a second call changes nothing.

    Raises PermissionDenied, NotAllowed (`four_eyes`: it is one's own, `changed`: it was reckoned
    anew, or a receipt or a payment came in between).
    """
    case = locked(result.hand_in.case)
    held = ProofResult.objects.select_for_update().get(pk=result.pk)
    if held.is_confirmed and held.confirmed_by_id == by.pk:
        return held
    require(may.may_check_proof(by, case))
    newest = result_of(case)
    if newest is None or newest.pk != held.pk or held.is_confirmed:
        raise NotAllowed("changed")
    if held.by_id == by.pk:
        raise NotAllowed("four_eyes")
    lock(case.call.period_id)
    now = standing_of(case, newest.hand_in.rules)
    known = (held.accepted_cents, held.costs_cents, held.kept_cents, held.grant_cents)
    fresh = (now.accepted, now.account.costs, now.account.kept, now.settlement.grant)
    if known != fresh or open_receipts(case, newest.hand_in):
        raise NotAllowed("changed")
    _confirm(by, case, held)
    return held


def _confirm(by: Any, case: Case, result: ProofResult) -> None:
    result.confirmed_by, result.confirmed_at = by, clock.now()
    result.save(update_fields=["confirmed_by", "confirmed_at"])
    data = {"grant": result.grant_cents, "pay_back": result.pay_back_cents}
    audit.record(actor=by, subject=case, event="proof_settled", data=data)


@transaction.atomic
def close_case(*, by: Any, case: Case) -> Case:
    """Close a case in which everything is settled: what was not paid is free, retention begins.

    Where nothing was due the carrier gets a letter (PDF) with the mail. A second call changes
    nothing. Raises PermissionDenied, NotAllowed (`no_result`, `due_back`, `open_claim`,
    `still_to_pay`, and those of `register_open_matter`).
    """
    case = locked(case)
    require(may_review(by, case))
    if case.state == life.CLOSED:
        return case
    require(may.may_close(by, case))
    # Whoever posts waits here, and finds the case closed afterwards.
    lock(case.call.period_id)
    was_checked = case.state == life.PROOF_CHECK
    move(case, "close", by=by)
    free(by=by, case=case, key=f"closed:{case.pk}")
    years = case.call.programme.retention_years
    made = Closing.objects.create(
        case=case, by=by, at=clock.now(), keep_until=years_after(clock.today(), years)
    )
    data = {"keep_until": made.keep_until.isoformat()}
    audit.record(actor=by, subject=case, event="retention_set", data=data)
    if was_checked:
        make_letter.enqueue(made.pk)
    else:
        tell_step(case)
    return case


@task(backend="jobs")
def make_letter(closing_id: int) -> None:
    """Write the letter that nothing is due any more, and mail it; a second run finds it made."""
    with transaction.atomic():
        made = Closing.objects.select_for_update().get(pk=closing_id)
        case = whole_case(made.case.uuid)
        settled = settlement_of(case) if case else None
        if made.file_id or case is None or settled is None:
            return
        made.file = _letter(case, settled.result)
        made.save(update_fields=["file"])
        mails.tell_closed(case, made.file)


def _letter(case: Case, result: ProofResult) -> CaseFile:
    with translation.override(case.language):
        pdf, name = result_pdf(case, result), result_name(case)
    return store_file(case, FileKind.RESULT, name, "application/pdf", pdf)
