"""Reading who sits in a body on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember, MemberFunction, MemberGroup

RANK = Case(
    *(When(function=code, then=Value(rank)) for rank, code in enumerate(MemberFunction.values)),
    default=Value(len(MemberFunction.values)),
)
"""The order of lists: the chair first, advisory members last."""


def in_office(day: date) -> Q:
    """The condition that a term covers a day; its first and last day belong to it."""
    return Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))


def _on(body: Body, day: date) -> QuerySet[BodyMember]:
    found = BodyMember.objects.filter(in_office(day), body=body)
    return found.select_related("person", "substitute_of").order_by(RANK, "name", "pk")


def members_on(body: Body, day: date) -> list[BodyMember]:
    """Those in office on a day, the chair first, substitutes and advisory members too (1 query)."""
    return list(_on(body, day))


def voters_on(body: Body, day: date) -> list[BodyMember]:
    """The members that the quorum counts: in office, with a vote, no substitutes (one query)."""
    return list(_on(body, day).filter(has_vote=True, substitute_of=None))


def member_of(user: Any, body: Body, day: date) -> BodyMember | None:
    """The term that an account has in a body on a day; None without one (one query).

    Their own seat goes before one that they only stand in for.
    """
    if not getattr(user, "is_authenticated", False):
        return None
    found = _on(body, day).filter(person=user)
    return min(found, key=lambda member: member.is_substitute, default=None)


def bodies_of(user: Any, day: date) -> list[Body]:
    """The bodies that an account sits in on a day, in the order of the office (one query)."""
    if not getattr(user, "is_authenticated", False):
        return []
    terms = BodyMember.objects.filter(in_office(day), person=user)
    return list(Body.objects.filter(pk__in=terms.values("body")).order_by("order", "code"))


@dataclass(frozen=True, slots=True)
class Composition:
    """A body on a day: each member with the substitutes, the groups, and terms that are not now."""

    seats: list[tuple[BodyMember, list[BodyMember]]]
    groups: list[tuple[str, int]]
    votes: int
    others: list[BodyMember]


def composition(body: Body, day: date) -> Composition:
    """Who sits in a body, for the office (one query)."""
    found = BodyMember.objects.filter(body=body).select_related("person", "substitute_of")
    rows = list(found.order_by(RANK, "name", "pk"))
    sitting = [row for row in rows if row.is_in_office(day)]
    own = [row for row in sitting if not row.is_substitute]
    groups = Counter(row.group for row in own)
    places = {row.pk for row in own}
    seated = [*own, *(row for row in sitting if row.substitute_of_id in places)]
    others = [row for row in rows if row not in seated]
    return Composition(
        seats=[(row, [s for s in sitting if s.substitute_of_id == row.pk]) for row in own],
        groups=[
            (str(group.label), groups[group.value]) for group in MemberGroup if groups[group.value]
        ],
        votes=sum(row.has_vote for row in own),
        others=sorted(others, key=lambda row: row.from_day, reverse=True),
    )


def bodies_with_members() -> list[Body]:
    """The bodies that have or had members, in the order of the office (one query)."""
    ever = BodyMember.objects.values("body")
    return list(Body.objects.filter(pk__in=ever).order_by("order", "code"))
