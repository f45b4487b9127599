"""Who may read and write the messages of a case."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.cases.lifecycle import CLOSED, REVOKED, WAIVED, WITHDRAWN
from projects.cases.models import Case
from projects.cases.permissions import (
    may_act_as_owner,
    may_edit_case,
    may_take_part,
    may_view_case,
)

ENDED = frozenset({WITHDRAWN, WAIVED, REVOKED, CLOSED})
"""States in which nobody writes any more; what was written stays readable."""


def is_applicant(user: Any, case: Case) -> bool:
    """Whether somebody is one of the people of a case, in whatever role (at most one query)."""
    return may_take_part(user, case)


def may_read_messages(user: Any, case: Case) -> bool:
    """Whoever may view a case that was sent."""
    return may_view_case(user, case) and not case.is_draft


def may_write_to_office(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, from sending the case until it has ended."""
    return not case.is_draft and case.state not in ENDED and may_edit_case(user, case)


def may_write_as_office(user: Any, case: Case) -> bool:
    """The coordination, in the same time; nobody in a case of one's own."""
    return (
        has_role(user, Role.COORDINATOR)
        and not case.is_draft
        and case.state not in ENDED
        and may_view_case(user, case)
        and not is_applicant(user, case)
    )


def may_mark_as_office(user: Any, case: Case) -> bool:
    """The coordination, whatever the state; nobody in a case of one's own."""
    return (
        has_role(user, Role.COORDINATOR)
        and may_read_messages(user, case)
        and not is_applicant(user, case)
    )


def may_share_status(user: Any, case: Case) -> bool:
    """Only the owner of a case that was sent may make and revoke its secret link."""
    return not case.is_draft and may_act_as_owner(user, case)
