"""The guards of submitting, registered at the lifecycle when the portal starts."""

from __future__ import annotations

from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.intake.completeness import form_problems
from projects.intake.rules import problems


def call_open(case: Case) -> str | None:
    """The call must be open at this minute."""
    return None if case.call.is_open else "call_closed"


def application_complete(case: Case) -> str | None:
    """Nothing may be missing or wrong."""
    missing = form_problems(case) if case.form_version_id else problems(case)
    return "incomplete" if missing else None


def register() -> None:
    """Name the guards at the lifecycle."""
    CASE.register_guard("call_open", call_open)
    CASE.register_guard("application_complete", application_complete)
