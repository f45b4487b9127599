"""Who may do what with a case. Drafts belong to the person who writes them alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from projects.calls.models import Call
from projects.cases.lifecycle import CASE
from projects.cases.models import Case, CaseFile

READERS = (Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)
# Somebody who typed while the call closed may still keep the text as a draft.
DRAFT_GRACE = timedelta(hours=24)


def _signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False) and user.is_active)


def _owns(user: Any, case: Case) -> bool:
    return _signed_in(user) and case.owner_id == user.pk


def may_list_cases(user: Any) -> bool:
    """Coordination works with the list; finance and audit read it."""
    return has_role(user, *READERS)


def may_export_cases(user: Any) -> bool:
    """Whoever may list them may take the list away."""
    return may_list_cases(user)


def may_view_case(user: Any, case: Case) -> bool:
    """The applicant always; the office only what was submitted."""
    return _owns(user, case) or (may_list_cases(user) and not case.is_draft)


def may_begin_case(user: Any, call: Call) -> bool:
    """Anybody signed in while the call is open (and one day longer, to keep a text as draft)."""
    now = clock.now()
    return (
        _signed_in(user)
        and call.programme.is_active
        and call.opens_at <= now < call.closes_at + DRAFT_GRACE
    )


def may_edit_draft(user: Any, case: Case) -> bool:
    """Only the applicant, only as long as it was not submitted."""
    return _owns(user, case) and case.is_draft


def may_submit_case(user: Any, case: Case) -> bool:
    """Only the applicant; whether the call is open is a guard of the lifecycle."""
    return _owns(user, case) and "submit" in CASE.events(case.state)


def may_withdraw_case(user: Any, case: Case) -> bool:
    """Only the applicant, until the award notice."""
    return _owns(user, case) and "withdraw" in CASE.events(case.state)


def may_delete_draft(user: Any, case: Case) -> bool:
    """Only the applicant; what was submitted stays."""
    return may_edit_draft(user, case)


def may_download_file(user: Any, case_file: CaseFile) -> bool:
    """Whoever may see the case may read its files; one in quarantine nobody."""
    return case_file.is_released and may_view_case(user, case_file.case)


def owns_file(user: Any, record: Any) -> bool | None:
    """The registry's question about a private file; None for files of others."""
    return may_download_file(user, record) if isinstance(record, CaseFile) else None


def may_assign_office(user: Any, case: Case) -> bool:
    """The coordination says which municipal office accompanies a case."""
    return has_role(user, Role.COORDINATOR) and not case.is_draft
