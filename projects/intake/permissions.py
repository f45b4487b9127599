"""Who may begin an application, allow a late one, or enter one that came on paper."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from projects.calls.models import Call
from projects.cases.models import Case, Channel
from projects.cases.permissions import may_begin_case, may_edit_draft, may_take_part
from projects.intake.queries_desk import late_until


def may_begin_application(user: Any, call: Call) -> bool:
    """Whoever may begin a case, and whom the coordination allowed to be late."""
    return may_begin_case(user, call) or late_until(user, call) is not None


def may_allow_late(user: Any) -> bool:
    """Only the coordination lets somebody apply after the closing."""
    return has_role(user, Role.COORDINATOR)


def may_enter_paper(user: Any) -> bool:
    """Only the coordination enters what came on paper."""
    return has_role(user, Role.COORDINATOR)


def may_offer_version(user: Any) -> bool:
    """Only the coordination offers a changed form to people who are writing."""
    return has_role(user, Role.COORDINATOR)


def may_type_paper(user: Any, case: Case) -> bool:
    """Whoever has the paper on the desk, until it is received."""
    return may_enter_paper(user) and case.channel == Channel.PAPER and may_edit_draft(user, case)


def may_start_from(user: Any, case: Case) -> bool:
    """The people of an application may begin another one from it, whatever its state.

    Not while the office still types it from paper: they have not seen it yet.
    """
    on_desk = case.is_draft and case.channel == Channel.PAPER
    return may_take_part(user, case) and not on_desk
