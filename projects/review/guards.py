"""The guards of the case work, registered at the lifecycle when the portal starts."""

from __future__ import annotations

from projects.cases.lifecycle import CASE
from projects.cases.models import Case
from projects.cases.queries import whole_case
from projects.review.models_asking import Clarification
from projects.review.queries import checklist_of, unmet
from projects.review.queries_opinions import waits_for_offices


def review(case: Case) -> str | None:
    """Only what was sent is worked on."""
    return "draft" if case.is_draft else None


def formal_check_done(case: Case) -> str | None:
    """Every required item is met, does not apply, or was overruled."""
    whole = whole_case(case.uuid)
    if whole is None or checklist_of(whole) is None:
        return "no_checklist"
    return "check_open" if unmet(whole) else None


def ready_for_decision(case: Case) -> str | None:
    """The formal check is done, nothing is being waited for, the offices spoke or are late."""
    if waits_for_offices(case):
        return "offices_open"
    return clarification_answered(case) or formal_check_done(case)


def clarification_answered(case: Case) -> str | None:
    """What was asked is answered, or the office goes on without an answer."""
    waits = Clarification.objects.filter(case=case, ended_at__isnull=True).exists()
    return "unanswered" if waits else None


def register() -> None:
    """Name the guards at the lifecycle."""
    CASE.register_guard("review", review)
    CASE.register_guard("clarification_answered", clarification_answered)
    CASE.register_guard("formal_check_done", formal_check_done)
    CASE.register_guard("ready_for_decision", ready_for_decision)
