"""Who may decide, write and release notices, and read them."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import (
    READERS,
    may_act_as_owner,
    may_edit_case,
    may_take_part,
)
from projects.decision.kinds import NoticeKind
from projects.decision.later import kinds_asked
from projects.decision.models_notices import Notice
from projects.review.permissions import may_review

OFFICE_DECIDES_IN = frozenset({life.READY, life.POSTPONED, life.SCHEDULED})
CONSENT_UNTIL = frozenset({life.WITHDRAWN, life.WAIVED, life.CLOSED, life.DRAFT})
NOTICE_OF = {
    life.APPROVED: NoticeKind.AWARD,
    life.APPROVED_WITH_OBLIGATIONS: NoticeKind.AWARD,
    life.REJECTED: NoticeKind.REJECTION,
    life.POSTPONED: NoticeKind.DEFERRAL,
    life.REJECTED_FORMALLY: NoticeKind.FORMAL,
}
"""Which notice a state asks for."""
EARLY_START_IN = frozenset(
    {life.SUBMITTED, life.UNDER_REVIEW, life.OPINION, life.READY, life.SCHEDULED, life.POSTPONED}
)
UNDECIDED = frozenset({*EARLY_START_IN, life.CLARIFICATION}) - {life.POSTPONED}
"""States in which no decision counts."""
CHANGED_IN = frozenset({life.NOTIFIED, life.FINAL, life.RUNNING})


def may_read_decisions(user: Any, case: Case) -> bool:
    """Coordination, finance and audit; nobody in a case of one's own, and no drafts."""
    return has_role(user, *READERS) and not case.is_draft and not may_take_part(user, case)


def may_decide_in_office(user: Any, case: Case) -> bool:
    """The coordination, in a case that is ready; limit, pot and four eyes are the action's."""
    return may_review(user, case) and case.state in OFFICE_DECIDES_IN


def may_decide_anew(user: Any, case: Case) -> bool:
    """The coordination, until the notice is released (a guard)."""
    return may_review(user, case) and "decide_anew" in life.CASE.events(case.state)


def kinds_to_draft(case: Case) -> list[NoticeKind]:
    """The kinds of notice that a case asks for, those of later steps first."""
    return [*kinds_asked(case), *kinds_of_state(case)]


def kinds_of_state(case: Case) -> list[NoticeKind]:
    """The kinds of notice that the state of a case alone asks for; no query."""
    found = [NOTICE_OF[case.state]] if case.state in NOTICE_OF else []
    if case.state in EARLY_START_IN:
        found.append(NoticeKind.EARLY_START)
    if case.state in CHANGED_IN:
        found += [NoticeKind.EXTENSION, NoticeKind.REALLOCATION]
    return found


def may_draft_notice(user: Any, case: Case, kind: str) -> bool:
    """The coordination, where the state asks for that kind."""
    return may_review(user, case) and kind in kinds_to_draft(case)


def may_release(user: Any, notice: Notice) -> bool:
    """The coordination, but never who drafted it (four eyes)."""
    return (
        not notice.is_released
        and notice.drafted_by_id != getattr(user, "pk", None)
        and may_draft_notice(user, notice.case, notice.kind)
    )


def may_record_delivery(user: Any, notice: Notice) -> bool:
    """The coordination, for a released notice."""
    return notice.is_released and may_review(user, notice.case)


def may_follow_up(user: Any, case: Case) -> bool:
    """The coordination says which obligations are done and which conditions are met."""
    return may_review(user, case)


def may_read_notice(user: Any, notice: Notice) -> bool:
    """The people of a case what was released; the office all of it."""
    if notice.is_released and may_take_part(user, notice.case):
        return True
    return may_read_decisions(user, notice.case)


def may_retrieve(user: Any, notice: Notice) -> bool:
    """Whoever may act in the case for the carrier: the owner and members who fill in."""
    return notice.is_released and may_edit_case(user, notice.case)


def may_choose_delivery(user: Any, case: Case) -> bool:
    """The owner, as long as something may still be delivered."""
    return may_act_as_owner(user, case) and case.state not in CONSENT_UNTIL


def may_waive_remedy(user: Any, notice: Notice) -> bool:
    """The owner, of a notice that can be final; whether it was delivered is the action's."""
    return notice.is_released and may_act_as_owner(user, notice.case)


def may_give_up(user: Any, case: Case) -> bool:
    """Only the owner, from the award notice until the proof of use."""
    return may_act_as_owner(user, case) and "waive" in life.CASE.events(case.state)


def may_ask_early_start(user: Any, case: Case) -> bool:
    """Only the owner, before the decision."""
    return may_act_as_owner(user, case) and case.state in EARLY_START_IN
