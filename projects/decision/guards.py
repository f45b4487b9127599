"""The guards of deciding, registered at the lifecycle when the portal starts.

The sitting mode registers with `register_sitting` how it knows that a case lies on the agenda of
a sitting that is not closed, and with `register_body_check` what a resolution has to fulfil.
"""

from __future__ import annotations

from collections.abc import Callable

from projects.budget.queries import left_in, open_commitment
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.models import Decision
from projects.decision.queries import (
    award_notice_of,
    course_of,
    current_decision,
    is_carried_out,
    released_notice,
    settings_of,
)

_sittings: list[Callable[[Case], bool]] = []
_body_checks: list[Callable[[Decision], str | None]] = []


def register_sitting(ask: Callable[[Case], bool]) -> None:
    """Add a source of sittings: whether a planned, open one has the case on its agenda."""
    if ask not in _sittings:
        _sittings.append(ask)


def register_body_check(check: Callable[[Decision], str | None]) -> None:
    """Add what a body's decision has to fulfil: None, or a stable code of refusal."""
    if check not in _body_checks:
        _body_checks.append(check)


def sitting(case: Case) -> str | None:
    """A sitting is planned, or the office decides alone; decided anew only before the notice."""
    decision = current_decision(case)
    if case.state in life.DECIDED:
        return "notice_released" if decision and released_notice(decision) else None
    if decision and decision.is_of_office and not is_carried_out(decision):
        return None
    if case.state == life.SCHEDULED and reopened_by_office(case):
        return None
    return None if any(ask(case) for ask in _sittings) else "no_sitting"


def reopened_by_office(case: Case) -> bool:
    """Whether the newest decision was the office's and is decided anew."""
    newest = Decision.objects.filter(case=case).last()
    return newest is not None and newest.is_of_office and hasattr(newest, "reopening")


def resolution(case: Case) -> str | None:
    """There is a decision that was not carried out yet, within what its decider may decide."""
    decision = current_decision(case)
    if decision is None or is_carried_out(decision):
        return "no_decision"
    if decision.is_of_office:
        return beyond_office(case, decision.awarded_cents)
    return next((code for check in _body_checks if (code := check(decision))), None)


def beyond_office(case: Case, awarded: int) -> str | None:
    """Why the office may not decide this case alone; None where it may."""
    rules = settings_of(case.call.programme)
    if not rules.office_limit_cents or not rules.rule:
        return "office_never"
    asked = case.amount_cents or 0
    return "above_limit" if max(asked, awarded) > rules.office_limit_cents else None


def money_left(case: Case) -> str | None:
    """The award is committed in the ledger, within the cap, and the pot is not overdrawn."""
    decision = current_decision(case)
    if decision is None or open_commitment(case) != decision.awarded_cents:
        return "not_committed"
    if decision.awarded_cents > case.rules.cap_cents:
        return "above_cap"
    return "above_pot" if left_in(case.call.period) < 0 else None


def untold(case: Case) -> str | None:
    """The notice is not released yet, so that nobody outside knows how it was decided."""
    return None if case.is_sealed else "notice_released"


def award_notice(case: Case) -> str | None:
    """A second person released the award notice of the current decision."""
    return None if award_notice_of(case) else "no_notice"


def finality(case: Case) -> str | None:
    """The time for a remedy is over, or it was waived."""
    notice = award_notice_of(case)
    return None if notice and course_of(notice).is_final else "not_final"


def waiver(case: Case) -> str | None:
    """There is an award to give up: its notice is released."""
    return None if award_notice_of(case) else "no_notice"


def register() -> None:
    """Name the guards at the lifecycle."""
    life.CASE.register_guard("sitting", sitting)
    life.CASE.register_guard("resolution", resolution)
    life.CASE.register_guard("money_left", money_left)
    life.CASE.register_guard("untold", untold)
    life.CASE.register_guard("award_notice", award_notice)
    life.CASE.register_guard("finality", finality)
    life.CASE.register_guard("waiver", waiver)
