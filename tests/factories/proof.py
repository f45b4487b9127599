"""Running projects with receipts, and what comes after, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from portal.kernel import audit
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.calls.models import Call
from projects.cases.models import Case
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.cases.queries import whole_case
from projects.programmes.models import FundingProgramme, ProgrammeOption, ProgrammeRules
from projects.proof import actions, actions_receipts, actions_report
from projects.proof.actions_check import judge_receipt
from projects.proof.actions_receipts import Entry
from projects.proof.actions_report import Report
from projects.proof.models import ProofSettings, Receipt
from projects.proof.models_proof import ProofResult
from projects.proof.queries import checks_of, proof_of, receipts_of
from tests.factories import decision as decide
from tests.factories.accounts import user

PERIOD = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 11, 10)}
WOOD = Entry(
    item=0,
    payee="Holzhandel Nord",
    purpose="Bretter",
    issued_on=date(2026, 10, 5),
    paid_on=date(2026, 10, 6),
    cents=94_000,
)
SOIL = replace(WOOD, payee="Erdenwerk", purpose="Erde", cents=61_000)


def rules_of(case: Case, **fields: Any) -> None:
    """Change the rules of the proof of a case's programme."""
    ProofSettings.objects.update_or_create(programme=case.call.programme, defaults=fields)


def financed(case: Case, financing: str, rate: int = 100) -> None:
    """Let the rules of a case's call finance in another way."""
    ProgrammeRules.objects.filter(pk=case.call.rules_id).update(
        financing_type=financing, rate_percent=rate
    )


def running(
    paid: int = 155_000, of: Call | None = None, owner: User | None = None, **columns: Any
) -> Case:
    """A project that runs: awarded 1.550 € for two lines, paid so many cents.

    The way through payments is theirs; here stands what they leave in ledger, log and state.
    """
    if owner:
        columns["owner"] = owner
    case = decide.decided(of=of, **{**PERIOD, **columns})
    by = user("finance")
    FundingProgramme.objects.filter(pk=case.call.programme_id).update(draws_down=False)
    if paid:
        note_payment(
            by=by,
            case=case,
            kind=EntryKind.DISBURSEMENT,
            cents=paid,
            reason="Auszahlung",
            key=f"paid-{case.pk}",
        )
    audit.record(actor=by, subject=case, event="pay_out")
    Case.objects.filter(pk=case.pk).update(state="running", is_sealed=False)
    return whole(case)


def whole(case: Case) -> Case:
    """The case as it stands now."""
    found = whole_case(case.uuid)
    assert found is not None
    return found


def receipt(case: Case, entry: Entry = WOOD, line: int = 0, **options: Any) -> Receipt:
    """A receipt for a line of the plan, kept by the carrier."""
    item = list(case.cost_items.all())[line]
    return actions_receipts.add_receipt(
        by=options.pop("by", case.owner),
        case=case,
        entry=replace(entry, item=item.pk),
        key=options.pop("key", uuid4()),
        **options,
    )


def told(case: Case, **fields: Any) -> None:
    """A complete report: one text, all counts and all other money as planned."""
    proof = proof_of(case)
    planned = PlannedIndicator.objects.filter(case=case).values_list("pk", "planned")
    income = FinancingItem.objects.filter(case=case).values_list("pk", "amount_cents")
    said = {"text": "Wir haben gebaut.", "reached": dict(planned), "income": dict(income)}
    actions_report.save_report(
        by=case.owner,
        case=case,
        report=Report(**{**said, **fields}),
        seen=proof.saved_at.isoformat() if proof else "",
    )


def other_money(case: Case, cents: int, source: str = "public") -> FinancingItem:
    """A line of the financing plan."""
    return FinancingItem.objects.create(
        case=case, source=source, label="Stiftung", amount_cents=cents
    )


def indicator(case: Case, planned: int = 20) -> PlannedIndicator:
    """An outcome that the project planned."""
    option = ProgrammeOption.objects.create(
        programme=case.call.programme,
        kind="indicator",
        code=f"people-{case.pk}",
        labels={"de": "Teilnehmende"},
    )
    return PlannedIndicator.objects.create(case=case, option=option, planned=planned)


def handed_in(case: Case | None = None, **columns: Any) -> Case:
    """A proof that lies at the office: both lines of the plan spent, told, handed in."""
    case = case or running(**columns)
    if not receipts_of(case):
        receipt(case)
        receipt(case, SOIL, line=1)
    told(case)
    return whole(actions.hand_in_proof(by=case.owner, case=case))


def accept_all(case: Case, by: User | None = None) -> None:
    """Every receipt is accepted."""
    by = by or user("coordinator")
    for each in receipts_of(case):
        judge(each, "accepted", by=by)


def judge(each: Receipt, verdict: str, by: User | None = None, **said: Any) -> Any:
    """What somebody says of a receipt, having seen the newest check."""
    before = checks_of(each.case).get(each.pk)
    return judge_receipt(
        by=by or user("coordinator"),
        receipt=each,
        verdict=verdict,
        seen=before.pk if before else None,
        **said,
    )


def reckoned(case: Case) -> ProofResult:
    """A checked proof with its result, not confirmed yet."""
    accept_all(case)
    return actions.settle_proof(by=user("coordinator"), case=case, key=uuid4())


def settled(case: Case | None = None, **columns: Any) -> ProofResult:
    """A checked proof, its result reckoned by one person and confirmed by another."""
    result = reckoned(case or handed_in(**columns))
    return actions.confirm_result(by=user("coordinator"), result=result)


def closed(case: Case | None = None, **columns: Any) -> Case:
    """A case that is closed."""
    result = settled(case, **columns)
    of = result.hand_in.case
    return whole(actions.close_case(by=user("coordinator"), case=of))
