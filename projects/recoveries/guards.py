"""The guards of recoveries: of their own lifecycle, and of the case's."""

from __future__ import annotations

from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.recoveries.interest import MissingRateError
from projects.recoveries.lifecycle import CLAIMED, RECOVERY
from projects.recoveries.models import Recovery
from projects.recoveries.queries import (
    claimable,
    is_hearing_over,
    is_year_over,
    settings_of,
)
from projects.recoveries.queries_claims import for_standing, interest_of, standing_of


def hearing_over(recovery: Recovery) -> str | None:
    """The carrier answered, or had the time to (§ 28 VwVfG NRW)."""
    return None if is_hearing_over(recovery) else "hearing_runs"


def in_time(recovery: Recovery) -> str | None:
    """A revocation keeps to the year from the day of knowledge, or says why not."""
    rules = settings_of(recovery.case.call.programme)
    return "year_over" if is_year_over(recovery, rules) else None


def covered(recovery: Recovery) -> str | None:
    """No more is claimed than was paid and did not come back; a full revocation claims all."""
    most = claimable(recovery.case)
    if recovery.cents > most:
        return "above_paid"
    return "not_all" if recovery.is_full and recovery.cents != most else None


def nothing_open(recovery: Recovery) -> str | None:
    """Claim and interest are paid or written off."""
    return "open_claim" if standing_of(recovery).open > 0 else None


def interest_done(recovery: Recovery) -> str | None:
    """Interest is claimed, left with a reason, or too small to claim."""
    if recovery.interest_notice_id or recovery.no_interest_reason:
        return None
    rules = settings_of(recovery.case.call.programme)
    try:
        cents = interest_of(for_standing().get(pk=recovery.pk)).cents
    except MissingRateError:
        return "rate_missing"
    return "interest_open" if cents and cents >= rules.least_interest_cents else None


def recovery(case: Case) -> str | None:
    """A notice claims money of the case back, and it is not settled."""
    found = Recovery.objects.filter(case=case, state=CLAIMED)
    return None if found.exists() else "no_recovery"


def revocation(case: Case) -> str | None:
    """A notice revokes the whole grant."""
    found = Recovery.objects.filter(case=case, state=CLAIMED, legal_way="full_revocation")
    return None if found.exists() else "no_recovery"


def register() -> None:
    """Name the guards at both lifecycles."""
    for guard in (hearing_over, in_time, covered, nothing_open, interest_done):
        RECOVERY.register_guard(guard.__name__, guard)
    CASE.register_guard("recovery", recovery)
    CASE.register_guard("revocation", revocation)
