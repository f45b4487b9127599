"""Reads about the people of cases: one query for any number of cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from portal.kernel import clock
from projects.cases.models import Case
from projects.cases.models_members import MemberRole, Membership
from projects.cases.parts import MEMBERS


def _working() -> QuerySet[Membership]:
    found = Membership.objects.filter(ended_at__isnull=True)
    return found.select_related("user")


def members_of(case: Case) -> list[Membership]:
    """The people who accepted, in the order in which they were invited; without the owner."""
    return MEMBERS.of(case)


def invitations_of(case: Case) -> list[Membership]:
    """Invitations that nobody accepted yet, also those whose link has run out."""
    return list(_working().filter(case=case, user__isnull=True))


def member_by_key(case: Case, pk: int) -> Membership | None:
    """One of both by its key; None where it has ended or belongs to another case."""
    return _working().filter(case=case, pk=pk).first()


def invitation_by_hash(token_hash: str) -> Membership | None:
    """The invitation behind a link; None for one that is unknown, ended or has run out."""
    found = _working().filter(token_hash=token_hash)
    invitation = found.select_related("user", "invited_by", "case__call", "case__owner").first()
    if invitation and (invitation.user_id or invitation.expires_at > clock.now()):
        return invitation
    return None


@dataclass(slots=True)
class Share:
    """How a person shares one case: with whom (names, the owner first), and whether they edit."""

    names: list[str] = field(default_factory=list)
    may_edit: bool = False


def shares_of(user: Any, cases: Iterable[Case]) -> dict[int, Share]:
    """The people of many cases as one of them sees it, by the key of the case."""
    found = {}
    for case in cases:
        own = case.owner_id == user.pk
        found[case.pk] = Share([] if own else [case.owner.name], own)
    for member in _working().filter(case__in=list(found), user__isnull=False):
        share = found[member.case_id]
        if member.user_id == user.pk:
            share.may_edit = share.may_edit or member.role == MemberRole.EDIT
        elif member.user:
            share.names.append(member.user.name)
    return found
