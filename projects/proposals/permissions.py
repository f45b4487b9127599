"""Who may propose what to show of a project, take a consent back, and make the page."""

from __future__ import annotations

from typing import Any

from projects.cases import lifecycle as life
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.permissions import may_edit_case, may_take_part
from projects.proposals.queries import is_ready, microproject_of, proposal_of
from projects.review.permissions import may_review

SHOWN = frozenset({life.RUNNING, life.PROOF_CHECK, life.RECOVERY, life.CLOSED})
"""States in which there is a project to show."""
KEPT = SHOWN | {life.WAIVED, life.REVOKED}
"""States in which a proposal may lie there."""


def may_see_proposal(user: Any, case: Case) -> bool:
    """The people of the case: once there is a project to show, and as long as something is kept."""
    if not may_take_part(user, case):
        return False
    return case.state in SHOWN or proposal_of(case) is not None


def may_write_proposal(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, until the office has made the page."""
    if case.state not in SHOWN or not may_edit_case(user, case):
        return False
    return microproject_of(case) is None


def may_withdraw_consent(user: Any, case: Case) -> bool:
    """They, at any time and in any state (§ 22 KUG, Art. 7 (3) GDPR)."""
    return may_edit_case(user, case)


def owns_photo(user: Any, record: Any) -> bool | None:
    """The registry's question about a private file: a photo is its people's until proposed."""
    if not isinstance(record, CaseFile) or record.kind != FileKind.PHOTO:
        return None
    proposal = proposal_of(record.case)
    is_proposed = proposal is not None and proposal.is_proposed
    return None if is_proposed or may_take_part(user, record.case) else False


def may_make_page(user: Any, case: Case) -> bool:
    """The coordination, of a closed project or one whose proof is checked and confirmed."""
    return may_review(user, case) and is_ready(case)
