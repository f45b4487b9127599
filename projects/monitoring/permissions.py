"""Who may plan milestones, write interim notes, guide a project and judge its risk."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import READERS, may_edit_case, may_take_part
from projects.review.permissions import may_read_review, may_review

MONITORED = frozenset({life.NOTIFIED, life.FINAL, life.RUNNING})
"""States in which a project is accompanied: the carrier knows of the award, no proof lies there."""
SEEN = MONITORED | {life.PROOF_CHECK, life.RECOVERY, life.CLOSED}
"""States in which it can be read."""


def may_see_monitoring(user: Any, case: Case) -> bool:
    """The people of the case, from the notice on; never the risk flag."""
    return case.state in SEEN and may_take_part(user, case)


def may_tell(user: Any, case: Case) -> bool:
    """The owner and members who fill in together suggest milestones, mark them, write notes."""
    return case.state in MONITORED and may_edit_case(user, case)


def may_list_running(user: Any) -> bool:
    """Coordination, finance and audit read the list of running projects."""
    return has_role(user, *READERS)


def may_read_monitoring(user: Any, case: Case) -> bool:
    """They read milestones, notes, visits and the risk; nobody in a case of one's own."""
    return case.state in SEEN and may_read_review(user, case)


def may_guide(user: Any, case: Case) -> bool:
    """The coordination agrees on milestones, asks for notes, answers, judges the risk."""
    return case.state in MONITORED and may_review(user, case)


def may_note_round(user: Any, case: Case) -> bool:
    """The coordination notes what a project told in a round, also once it is being checked."""
    return case.state in SEEN and may_review(user, case)
