"""Who accompanies a project for a municipal office."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from actors.offices.models import Office
from portal.accounts.roles import Role, has_role
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.permissions import may_take_part
from projects.review.models_following import EntryKind, OfficeEntry
from projects.review.models_opinions import OfficeMember, OpinionRequest
from projects.review.permissions import may_review

ACCOMPANIED = frozenset(life.AWARDED) - {life.CLOSED}
"""States in which offices accompany a project."""
FOLLOWED = ACCOMPANIED | {life.CLOSED, life.WAIVED, life.REVOKED}
"""States in which they read what they noted."""


def office_following(user: Any, case: Case) -> Office | None:
    """The office for which a person follows a case; None where they have no part in it.

    That is the office named for the case, or one that was asked for its opinion; nobody in a
    case of one's own.
    """
    if case.state not in FOLLOWED or not has_role(user, Role.OFFICE) or may_take_part(user, case):
        return None
    mine = OfficeMember.objects.filter(person=user.pk, is_active=True).values("office")
    asked = OpinionRequest.objects.filter(case=case).values("office")
    found = Office.objects.filter(Q(pk__in=asked) | Q(pk=case.office_id), pk__in=mine)
    return found.order_by("pk").first()


def may_accompany(user: Any, case: Case) -> bool:
    """They note something as long as the project runs."""
    return case.state in ACCOMPANIED and office_following(user, case) is not None


def may_note_as_coordination(user: Any, case: Case) -> bool:
    """The coordination notes visits, calls and tasks of its own; nobody in a case of one's own."""
    return case.state in ACCOMPANIED and may_review(user, case)


def may_finish_task(user: Any, entry: OfficeEntry) -> bool:
    """They say that a task of their office is done; the coordination of its own ones."""
    if entry.office_id is None:
        return entry.kind == EntryKind.TASK and may_note_as_coordination(user, entry.case)
    office = office_following(user, entry.case)
    return (
        office is not None
        and office.pk == entry.office_id
        and entry.kind == EntryKind.TASK
        and entry.case.state in ACCOMPANIED
    )
