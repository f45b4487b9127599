"""What the page of a case in the admin shows of the case work."""

from __future__ import annotations

from typing import Any

from portal.accounts.roles import Role, has_role
from portal.kernel.registry import Panel
from projects.cases.models import Case
from projects.review.permissions_following import FOLLOWED
from projects.review.queries import check_lines
from projects.review.queries_asking import clarifications_of, open_clarification
from projects.review.queries_following import entries_of, followed_cases
from projects.review.queries_opinions import opinions_of, sections_of, waiting_for
from projects.review.queries_tasks import assignment_of, notes_of


def case_check(case: Case) -> dict[str, Any]:
    """How far the formal check is, as recorded; the template asks who may read it."""
    lines = check_lines(case, looks=False)
    return {"lines": lines, "unmet": [line for line in lines if not line.is_done]}


CASE_CHECK = Panel(
    place="case",
    order=5,
    template="projects/review/admin/case_check.html",
    context=case_check,
)


def case_work(case: Case) -> dict[str, Any]:
    """Who works on it, and the office's notes; the template asks who may read them."""
    return {"assignment": assignment_of(case), "notes": notes_of(case)}


CASE_WORK = Panel(
    place="case",
    order=6,
    template="projects/review/admin/case_work.html",
    context=case_work,
)


def case_asked(case: Case) -> dict[str, Any]:
    """What the applicant was asked, with the difference; the template asks who may read it."""
    return {"told": clarifications_of(case)}


CASE_ASKED = Panel(
    place="case",
    order=7,
    template="projects/review/admin/case_asked.html",
    context=case_asked,
)


def asked_now(case: Case) -> dict[str, Any] | None:
    """What is asked now, for the people of a case on its page."""
    clarification = open_clarification(case)
    return {"clarification": clarification} if clarification else None


APPLICATION_ASKED = Panel(
    place="application",
    order=10,
    template="projects/review/case_asked.html",
    context=asked_now,
)


def case_opinions(case: Case) -> dict[str, Any]:
    """What offices said; the template asks who may read it."""
    return {"opinions": [(each, sections_of(each)) for each in opinions_of(case)]}


CASE_OPINIONS = Panel(
    place="case",
    order=8,
    template="projects/review/admin/case_opinions.html",
    context=case_opinions,
)


def case_following(case: Case) -> dict[str, Any] | None:
    """What offices noted of an awarded project; the template asks who may read it."""
    return {"entries": entries_of(case)} if case.state in FOLLOWED else None


CASE_FOLLOWING = Panel(
    place="case",
    order=9,
    template="projects/review/admin/case_following.html",
    context=case_following,
)


def my_opinions(user: Any) -> dict[str, Any] | None:
    """How many opinions the offices of a person owe, how many projects they accompany.

    None for everybody else.
    """
    if not has_role(user, Role.OFFICE):
        return None
    return {"count": waiting_for(user).count(), "followed": followed_cases(user).count()}


MY_OPINIONS = Panel(
    place="area",
    order=20,
    template="projects/review/opinions_panel.html",
    context=my_opinions,
)
