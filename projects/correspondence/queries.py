"""Reads about messages: one query for any number of cases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import BigAutoField, Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.models_members import MemberRole
from projects.cases.parts import of_case
from projects.cases.queries import cases_to_edit_of
from projects.cases.queries_members import members_of
from projects.correspondence.models import Message, ReadMark, StatusLink
from projects.correspondence.permissions import ENDED

MESSAGES = Part(
    Prepared(
        lambda case: Message.objects.filter(case__pk=case).select_related(
            "by", "answer", "answers"
        ),
        case=BigAutoField(),
    ),
    of_case,
)
OFFICE_MARKS = Part(
    Prepared(
        lambda case: ReadMark.objects.filter(case__pk=case, from_office=True),
        case=BigAutoField(),
    ),
    of_case,
)


def thread(case: Case) -> list[Message]:
    """All messages of a case, oldest first, with writers and answers."""
    return MESSAGES.of(case)


def unread_in(case: Case) -> int:
    """How many messages of its applicants nobody of the office has seen, of one case."""
    seen = max((mark.seen_id for mark in OFFICE_MARKS.of(case)), default=0)
    return sum(not each.from_office and each.pk > seen for each in MESSAGES.of(case))


def open_requests(case: Case) -> list[Message]:
    """What the office asked for and nobody answered, the most urgent first."""
    if case.state in ENDED:
        return []
    asked = Message.objects.filter(case=case, due_on__isnull=False, answer__isnull=True)
    return list(asked.order_by("due_on", "pk"))


def open_requests_of(user: Any) -> list[Message]:
    """The open requests in all cases where a person may answer, the most urgent first."""
    mine = cases_to_edit_of(user).exclude(state__in=ENDED).order_by().values("pk")
    asked = Message.objects.filter(due_on__isnull=False, answer__isnull=True, case__in=mine)
    return list(asked.select_related("case__call").order_by("due_on", "pk"))


def unread_of(user: Any, cases: Iterable[Case]) -> dict[int, int]:
    """How many messages of the office a person has not seen, by the key of the case."""
    marks = ReadMark.objects.filter(case=OuterRef("case"), reader=user, from_office=False)
    return _unread(marks.values("seen")[:1], True, [case.pk for case in cases])


def unread_by_office(case_ids: Iterable[int]) -> dict[int, int]:
    """How many messages of applicants nobody of the office has seen, by the key of the case."""
    marks = ReadMark.objects.filter(case=OuterRef("case"), from_office=True)
    newest = marks.order_by().values("case").annotate(most=Max("seen")).values("most")
    return _unread(newest, False, list(case_ids))


def _unread(seen: QuerySet[Any, Any], from_office: bool, case_ids: list[int]) -> dict[int, int]:
    messages = Message.objects.filter(case__in=case_ids, from_office=from_office)
    unseen = messages.annotate(seen=Coalesce(Subquery(seen), 0)).filter(pk__gt=F("seen"))
    counted = unseen.order_by().values("case").annotate(count=Count("pk", filter=Q(pk__gt=0)))
    return {row["case"]: row["count"] for row in counted}


def people_of(case: Case) -> list[User]:
    """The accounts that mails about a case go to: the owner and members who fill in with them."""
    editing = [each.user for each in members_of(case) if each.role == MemberRole.EDIT]
    return [person for person in (case.owner, *editing) if person and person.is_active]


def hash_of(token: str) -> str:
    """What is stored of a secret token (SHA-256; the token has 256 random bits)."""
    return hashlib.sha256(token.encode()).hexdigest()


def status_link_of(case: Case) -> StatusLink | None:
    """The link of a case that works now."""
    links = StatusLink.objects.filter(case=case, revoked_at__isnull=True)
    return links.filter(expires_at__gt=clock.now()).first()


def case_by_token(token: str) -> Case | None:
    """The case behind a secret link; None for one that is unknown, revoked or expired."""
    links = StatusLink.objects.filter(token_hash=hash_of(token), revoked_at__isnull=True)
    working = links.filter(expires_at__gt=clock.now())
    found = working.select_related("case__call__programme").first()
    return found.case if found else None
