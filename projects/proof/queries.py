"""Reads of the proof: receipts, what they come to, until when it is due, what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BigAutoField, Max

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.decision.finality import months_later
from projects.decision.kinds import NoticeKind
from projects.decision.models import DecisionSettings
from projects.decision.models_notices import Notice
from projects.decision.queries import last_day_of
from projects.decision.queries import settings_of as decision_settings_of
from projects.programmes.models import FundingProgramme
from projects.proof import sums
from projects.proof.models import ProofSettings, Receipt, ReceiptCheck
from projects.proof.models_proof import (
    Extension,
    HandIn,
    Proof,
    ProofResult,
)

RECEIPTS = Part(
    Prepared(
        lambda case: (
            Receipt.objects.filter(case__pk=case, removed_at__isnull=True)
            .select_related("item__category", "file")
            .order_by("number")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
HAND_INS = Part(
    Prepared(
        lambda case: (
            HandIn.objects.filter(case__pk=case).select_related("by", "file").order_by("number")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
RESULTS = Part(
    Prepared(
        lambda case: (
            ProofResult.objects.filter(hand_in__case__pk=case)
            .select_related("hand_in", "by", "confirmed_by")
            .order_by("at", "pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
EXTENSIONS = Part(
    Prepared(
        lambda case: (
            Extension.objects.filter(case__pk=case)
            .select_related("asked_by", "answered_by")
            .order_by("asked_at", "pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)


def settings_of(programme: FundingProgramme) -> ProofSettings:
    """How a programme has its money proved; the usual values where nobody wrote any."""
    found = ProofSettings.objects.filter(programme=programme).select_related("report_form").first()
    return found or ProofSettings(programme=programme)


def receipts_of(case: Case) -> list[Receipt]:
    """The receipts of a case that count, by number, with lines and files."""
    return RECEIPTS.of(case)


def hand_ins_of(case: Case) -> list[HandIn]:
    """Every handing in, oldest first."""
    return HAND_INS.of(case)


def last_hand_in(case: Case) -> HandIn | None:
    """The handing in that is checked."""
    return next(reversed(hand_ins_of(case)), None)


def proof_of(case: Case) -> Proof | None:
    """The report as far as it is written, with the version it answers."""
    found = Proof.objects.filter(case=case).select_related("form_version__form")
    return found.defer("form_version__data").first()


def extensions_of(case: Case) -> list[Extension]:
    """What the carrier asked for, oldest first."""
    return EXTENSIONS.of(case)


def open_extension(case: Case) -> Extension | None:
    """The request that nobody answered yet."""
    return next((each for each in extensions_of(case) if each.is_granted is None), None)


def first_due_on(case: Case) -> date:
    """The day that the award notice names: the end of the period and the months of its rules."""
    rules = decision_settings_of(case.call.programme)
    return months_later(last_day_of(case), rules.proof_months)


def due_on(case: Case) -> date:
    """The day by which the proof is due: that of the notice, or of the newest granted extension."""
    granted = [each.until for each in extensions_of(case) if each.is_granted]
    return max([first_due_on(case), *granted])


def due_days(cases: Sequence[Case]) -> dict[int, date]:
    """`due_on` of many cases by their keys, with three queries; calls and periods come along."""
    keys = [case.pk for case in cases]
    months = dict(DecisionSettings.objects.values_list("programme", "proof_months"))
    usual = DecisionSettings().proof_months
    last_days = {
        notice.case_id: notice.ends_on
        for notice in Notice.objects.filter(
            case__in=keys, kind=NoticeKind.EXTENSION, released_at__isnull=False
        ).defer("content")
        if notice.ends_on
    }
    granted = Extension.objects.filter(case__in=keys, is_granted=True).order_by()
    until = dict(granted.values_list("case").annotate(last=Max("until")))
    found = {}
    for case in cases:
        last = last_days.get(case.pk) or case.ends_on or case.call.period.ends_on
        due = months_later(last, months.get(case.call.programme_id, usual))
        found[case.pk] = max(due, until.get(case.pk, due))
    return found


def checks_of(case: Case) -> dict[int, ReceiptCheck]:
    """What the office says now of each receipt of a case, by its key: of its present version."""
    found = ReceiptCheck.objects.filter(receipt__case=case).select_related("receipt", "by")
    return {each.receipt_id: each for each in found if each.version == each.receipt.version}


def seen_by_office(receipt: Receipt) -> bool:
    """Whether the office said something of any version, so that it is never deleted."""
    return ReceiptCheck.objects.filter(receipt=receipt).exists()


def must_see(case: Case, hand_in: HandIn) -> frozenset[int]:
    """The keys of the receipts that have to be looked at, by the rules of the handing in."""
    return sums.sampled(
        [(receipt.pk, receipt.amount_cents) for receipt in receipts_of(case)],
        percent=hand_in.rules["sample_percent"],
        always_from=hand_in.rules["always_from_cents"],
        seed=hand_in.seed,
    )


def result_of(case: Case) -> ProofResult | None:
    """The newest result of the newest handing in, confirmed or not."""
    hand_in = last_hand_in(case)
    mine = [each for each in RESULTS.of(case) if hand_in and each.hand_in_id == hand_in.pk]
    return next(reversed(mine), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a checked and confirmed proof came to, in cents; `due_back` is to be asked back."""

    result: ProofResult
    grant_cents: int
    due_back_cents: int
    still_to_pay_cents: int


def due_back_of(case: Case) -> int | None:
    """Cents that the confirmed check found to be paid back; None before, or where nothing is."""
    found = settlement_of(case)
    return found.due_back_cents or None if found else None


def settlement_of(case: Case) -> Settled | None:
    """What was settled, once it is confirmed; recoveries ask here. None before."""
    found = result_of(case)
    if found is None or not found.is_confirmed:
        return None
    return Settled(found, found.grant_cents, found.pay_back_cents, found.still_to_pay_cents)
