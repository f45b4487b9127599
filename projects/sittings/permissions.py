"""Who puts cases on agendas, runs a sitting, and reads its controls."""

from __future__ import annotations

from typing import Any

from actors.meetings.permissions import may_act_on_meetings
from portal.accounts.roles import has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import READERS
from projects.review.permissions import may_read_review, may_review

PUT_ON_FROM = frozenset({life.READY, life.POSTPONED, life.SCHEDULED})
"""States in which a case is put on an agenda; `scheduled` where its sitting is over."""


def may_read_sitting(user: Any) -> bool:
    """Coordination runs it; finance and audit look on."""
    return has_role(user, *READERS)


def may_run_sitting(user: Any) -> bool:
    """The coordination sits at the controls; the chair leads with their voice."""
    return may_act_on_meetings(user)


def may_see_item(user: Any, case: Case) -> bool:
    """Readers, but nobody in a case of one's own."""
    return may_read_review(user, case)


def may_run_item(user: Any, case: Case) -> bool:
    """The coordination, but nobody in a case of one's own."""
    return may_run_sitting(user) and may_review(user, case)


def may_put_on(user: Any, case: Case) -> bool:
    """The coordination, a case that is ready or was postponed."""
    return may_run_item(user, case) and case.state in PUT_ON_FROM


def may_take_off(user: Any, case: Case) -> bool:
    """The coordination, what lies on an agenda."""
    return may_run_item(user, case) and case.state == life.SCHEDULED
