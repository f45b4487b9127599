"""The guards of submitting, registered at the lifecycle when the portal starts."""

from __future__ import annotations

from projects.cases.lifecycle import CASE
from projects.cases.models import Case, Channel
from projects.intake.completeness import form_problems
from projects.intake.queries_desk import late_until_of, paper_of


def call_open(case: Case) -> str | None:
    """The call must be open at this minute, or the office allowed this applicant to be late."""
    if case.channel == Channel.PAPER:
        return "on_paper"
    if case.call.is_open or late_until_of(case):
        return None
    return "call_closed"


def application_complete(case: Case) -> str | None:
    """Nothing may be missing or wrong."""
    return "incomplete" if form_problems(case) else None


def paper_in_time(case: Case) -> str | None:
    """What came on paper arrived before the closing, or the office said why it counts."""
    paper = paper_of(case)
    if paper is None:
        return "not_on_paper"
    if paper.arrived_at < case.call.closes_at or paper.late_reason:
        return None
    return "call_closed"


def register() -> None:
    """Name the guards at the lifecycle."""
    CASE.register_guard("paper_in_time", paper_in_time)
    CASE.register_guard("call_open", call_open)
    CASE.register_guard("application_complete", application_complete)
