"""Who may do what with a case. Drafts belong to the people who write them alone.

The owner may everything, members of the case what their role says (`models_members`).
A check of the owner costs no query, one of anybody else at most one; none where a page gathered
the members (`parts`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress

from portal.accounts.roles import Role, has_role
from portal.kernel import clock
from portal.kernel.together import gathered
from projects.calls.models import Call
from projects.cases.lifecycle import CASE, REJECTED
from projects.cases.models import Case, CaseFile, Channel
from projects.cases.models_members import MemberRole, Membership
from projects.cases.parts import MEMBERS

READERS = (Role.COORDINATOR, Role.FINANCE, Role.AUDITOR)
# Somebody who typed while the call closed may still keep the text as a draft.
DRAFT_GRACE = timedelta(hours=24)


def _signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False) and user.is_active)


def _owns(user: Any, case: Case) -> bool:
    return _signed_in(user) and case.owner_id == user.pk


def _takes_part(user: Any, case: Case, *roles: str) -> bool:
    """Whether somebody is an accepted member with one of the roles (none named: any)."""
    if not _signed_in(user) or case.pk is None:
        return False
    known = gathered(MEMBERS, case)
    if known is not None:
        return any(
            each.user_id == user.pk and each.role in (roles or [each.role]) for each in known
        )
    found = Membership.objects.filter(case=case.pk, user=user.pk, ended_at__isnull=True)
    return (found.filter(role__in=roles) if roles else found).exists()


def may_take_part(user: Any, case: Case) -> bool:
    """The people of a case: its owner and its members; they see its screens outside the admin."""
    return _owns(user, case) or _takes_part(user, case)


def may_act_as_owner(user: Any, case: Case) -> bool:
    """Only the owner: sending, withdrawing, deleting, inviting, and links to the status."""
    return _owns(user, case)


def may_edit_case(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, whatever the state."""
    return _owns(user, case) or _takes_part(user, case, MemberRole.EDIT)


def may_manage_members(user: Any, case: Case) -> bool:
    """Only the owner; not while the office still types it from paper."""
    return _owns(user, case) and not (case.is_draft and case.channel == Channel.PAPER)


def may_list_cases(user: Any) -> bool:
    """Coordination works with the list; finance and audit read it."""
    return has_role(user, *READERS)


def may_export_cases(user: Any) -> bool:
    """Whoever may list them may take the list away."""
    return may_list_cases(user)


def may_accept_invitation(user: Any, invitation: Membership) -> bool:
    """Only an account with that address, verified by a mailed code; later whoever accepted."""
    if not _signed_in(user) or invitation.ended_at:
        return False
    if invitation.user_id:
        return bool(invitation.user_id == user.pk)
    addresses = EmailAddress.objects.filter(user=user.pk, verified=True)
    return addresses.filter(email__iexact=invitation.email).exists()


def may_view_case(user: Any, case: Case) -> bool:
    """The people of the case always; the office only what was submitted."""
    if _owns(user, case) or (may_list_cases(user) and not case.is_draft):
        return True
    return _takes_part(user, case)


def may_begin_case(user: Any, call: Call) -> bool:
    """Anybody signed in while the call is open (and one day longer, to keep a text as draft)."""
    now = clock.now()
    return (
        _signed_in(user)
        and call.programme.is_active
        and call.opens_at <= now < call.closes_at + DRAFT_GRACE
    )


def may_edit_draft(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, only as long as it was not submitted."""
    return case.is_draft and may_edit_case(user, case)


def may_submit_case(user: Any, case: Case) -> bool:
    """Only the owner; whether the call is open is a guard of the lifecycle."""
    return _owns(user, case) and "submit" in CASE.events(case.state)


def may_withdraw_case(user: Any, case: Case) -> bool:
    """Only the owner, until the notice: a guard of the table, asked here for what is rejected."""
    if case.state == REJECTED and not case.is_sealed:
        return False
    return _owns(user, case) and "withdraw" in CASE.events(case.state)


def may_delete_draft(user: Any, case: Case) -> bool:
    """Only the owner; what was submitted stays."""
    return _owns(user, case) and case.is_draft


def owns_file(user: Any, record: Any) -> bool | None:
    """The registry's question about a private file; None for files of others.

    Whoever may see the case may read its files; one in quarantine nobody.
    """
    if not isinstance(record, CaseFile):
        return None
    return record.is_released and may_view_case(user, record.case)


def may_assign_office(user: Any, case: Case) -> bool:
    """The coordination says which municipal office accompanies a case."""
    return has_role(user, Role.COORDINATOR) and not case.is_draft
