"""Money that is claimed back, for tests."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from portal.kernel import clock
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.cases.models import Case
from projects.decision.actions_notices import record_dispatch
from projects.decision.models_notices import Notice
from projects.recoveries import actions, actions_claims
from projects.recoveries.actions import Claim
from projects.recoveries.models import BaseRate, Recovery, RecoverySettings
from projects.recoveries.models_claims import ClaimPayment
from tests.factories import decision
from tests.factories.accounts import user

_numbers = itertools.count(1)
PAID = 155_000
"""Cents that `running` pays out: all that is awarded."""


def paid_case(state: str = "proof_check", cents: int = PAID, **columns: Any) -> Case:
    """An awarded application whose money is paid, written into the state of a later step.

    Payment and proof have packages of their own; what the ledger keeps of them is here.
    """
    notice = decision.released(**columns)
    case = Case.objects.get(pk=notice.case_id)
    if cents:
        pay_out(case, cents)
    Case.objects.filter(pk=case.pk).update(state=state)
    return Case.objects.get(pk=case.pk)


def pay_out(case: Case, cents: int) -> None:
    """Money paid to the carrier, as the ledger keeps it."""
    note_payment(
        by=user("finance"),
        case=case,
        kind=EntryKind.DISBURSEMENT,
        cents=cents,
        reason="Auszahlung",
        key=f"paid-{next(_numbers)}",
    )


def claim(cents: int = 50_000, **fields: Any) -> Claim:
    """What is claimed back."""
    usual: dict[str, Any] = {
        "ground": "unspent",
        "legal_way": "partial_revocation",
        "cents": cents,
        "reason": "Es wurden weniger Hochbeete gebaut.",
        "known_on": clock.today(),
        "undue_from": clock.today(),
    }
    return Claim(**{**usual, **fields})


def opened(case: Case | None = None, by: User | None = None, **fields: Any) -> Recovery:
    """A recovery that was opened."""
    return actions.open_recovery(
        by=by or user("coordinator"), case=case or paid_case(), claim=claim(**fields), key=uuid4()
    )


def hearing(case: Case | None = None, by: User | None = None, **fields: Any) -> Recovery:
    """A recovery whose hearing runs for 14 days, and a weekend longer."""
    recovery = opened(case, by, **fields)
    until = clock.today() + timedelta(days=20)
    return actions.send_hearing(by=by or user("coordinator"), recovery=recovery, until=until)


def answered(case: Case | None = None, **fields: Any) -> Recovery:
    """A recovery in whose hearing the carrier answered."""
    recovery = hearing(case, **fields)
    owner = recovery.case.owner
    actions.answer_hearing(by=owner, recovery=recovery, text="Das Holz war günstiger.", key=uuid4())
    return recovery


def heard(case: Case | None = None, **fields: Any) -> Recovery:
    """A recovery whose hearing is over."""
    recovery = answered(case, **fields)
    return actions.end_hearing(
        by=user("coordinator"),
        recovery=recovery,
        cents=recovery.cents,
        weighing="Das Geld war nicht nötig.",
    )


def drafted(case: Case | None = None, **fields: Any) -> Notice:
    """The notice of a recovery, drafted."""
    return decision.draft(heard(case, **fields).case, "recovery")


def claimed(case: Case | None = None, **fields: Any) -> Recovery:
    """A recovery whose notice was released by another person."""
    notice = decision.release(drafted(case, **fields))
    return Recovery.objects.get(notice=notice)


def posted(recovery: Recovery, sent_on: date | None = None) -> Recovery:
    """A recovery whose notice went to the post."""
    assert recovery.notice
    day = sent_on or clock.today()
    record_dispatch(by=user("coordinator"), notice=recovery.notice, sent_on=day)
    return Recovery.objects.get(pk=recovery.pk)


def pay_back(
    recovery: Recovery,
    cents: int,
    paid_for: str = "principal",
    received_on: date | None = None,
    by: User | None = None,
    key: str = "",
) -> ClaimPayment:
    """Money that came in on a claim."""
    return actions_claims.note_claim_payment(
        by=by or user("finance"),
        recovery=recovery,
        paid_for=paid_for,
        cents=cents,
        received_on=received_on or clock.today(),
        reason="Kontoauszug",
        key=key or f"back-{next(_numbers)}",
    )


def rates(*years: int, hundredths: int = 127) -> None:
    """Base rates for the years that the portal is not delivered with."""
    for year in years:
        for month in (1, 7):
            BaseRate.objects.get_or_create(
                valid_from=date(year, month, 1), defaults={"hundredths": hundredths}
            )


def rules(case: Case, **fields: Any) -> RecoverySettings:
    """How the case's programme claims back."""
    usual = {"product": "05.03.01", "account": "459100", "interest_account": "461700"}
    return RecoverySettings.objects.create(programme=case.call.programme, **{**usual, **fields})


def later(days: int) -> datetime:
    """A moment some days from now."""
    return clock.now() + timedelta(days=days)
