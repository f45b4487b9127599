"""Who may read and do the case work of the office. Applicants never see any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.accounts.roles import Role, has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import READERS, may_edit_case, may_take_part
from projects.review.models_opinions import OfficeMember, OpinionRequest

CHECKED = frozenset({life.UNDER_REVIEW, life.CLARIFICATION, life.OPINION})
"""States in which results of the formal check are recorded."""

OFFICES_ASKED_IN = frozenset({life.UNDER_REVIEW, life.OPINION})
ASKED_OFFICES = CHECKED
"""States in which an office may say its opinion."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader of a case's page may do in the case work."""

    read: bool
    work: bool
    begin: bool
    ask: bool
    ask_offices: bool


def rights_of(user: Any, case: Case) -> Rights:
    """All of it with one question to the database, for pages that show several parts."""
    read = may_read_review(user, case)
    work = read and has_role(user, Role.COORDINATOR)
    events = life.CASE.events(case.state) if work else []
    return Rights(
        read=read,
        work=work,
        begin="begin_review" in events,
        ask="ask" in events,
        ask_offices=work and case.state in OFFICES_ASKED_IN,
    )


def rights_on_page(user: Any, case: Case) -> Rights:
    """The same for panels of one page, which know only its reader and its case: asked once.

    The answer stands on the case's object, which lives as long as the page.
    """
    kept: tuple[Any, Rights] | None = getattr(case, "_rights", None)
    if kept is None or kept[0] is not user:
        kept = (user, rights_of(user, case))
        case._rights = kept  # type: ignore[attr-defined]  # no field: nothing of it is stored
    return kept[1]


def may_read_review(user: Any, case: Case) -> bool:
    """Coordination, finance and audit; nobody in a case of one's own, and no drafts."""
    return has_role(user, *READERS) and not case.is_draft and not may_take_part(user, case)


def may_review(user: Any, case: Case) -> bool:
    """The coordination works on a case that was sent; nobody in a case of one's own."""
    return has_role(user, Role.COORDINATOR) and may_read_review(user, case)


def may_record(user: Any, case: Case) -> bool:
    """Results and papers: while the case is checked."""
    return may_review(user, case) and case.state in CHECKED


def may_begin_review(user: Any, case: Case) -> bool:
    """The coordination, once an application is there."""
    return may_review(user, case) and "begin_review" in life.CASE.events(case.state)


def may_reject_formally(user: Any, case: Case) -> bool:
    """The coordination, while the case is checked and nothing is being waited for."""
    return may_review(user, case) and "reject_formally" in life.CASE.events(case.state)


def may_reopen(user: Any, case: Case) -> bool:
    """The coordination, where the table has a way back to the formal check."""
    return may_review(user, case) and "reopen" in life.CASE.events(case.state)


def may_make_ready(user: Any, case: Case) -> bool:
    """The coordination; whether the check is done is a guard, four eyes are the action's."""
    return may_review(user, case) and "make_ready" in life.CASE.events(case.state)


def may_ask(user: Any, case: Case) -> bool:
    """The coordination, while the case is checked."""
    return may_review(user, case) and "ask" in life.CASE.events(case.state)


def may_answer(user: Any, case: Case) -> bool:
    """The owner and members who fill in together, while the office waits for them."""
    return case.state == life.CLARIFICATION and may_edit_case(user, case)


def may_ask_offices(user: Any, case: Case) -> bool:
    """The coordination, from the formal check on; more offices while opinions are waited for."""
    return may_review(user, case) and case.state in OFFICES_ASKED_IN


def may_read_opinion(user: Any, request: OpinionRequest) -> bool:
    """Whoever speaks for the office that was asked; nobody in a case of one's own."""
    if not has_role(user, Role.OFFICE) or may_take_part(user, request.case):
        return False
    mine = OfficeMember.objects.filter(person=user.pk, is_active=True, office=request.office_id)
    return mine.exists()


def may_give_opinion(user: Any, request: OpinionRequest) -> bool:
    """They, once, while the case is checked."""
    return (
        may_read_opinion(user, request) and request.is_open and request.case.state in ASKED_OFFICES
    )


def may_keep_offices(user: Any) -> bool:
    """Coordination and administration say who speaks for an office."""
    return has_role(user, Role.COORDINATOR, Role.ADMIN)
