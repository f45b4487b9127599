"""What members of a body may do with the applications of their sitting."""

from __future__ import annotations

from typing import Any

from actors.bodies.models_members import BodyMember
from actors.bodies.queries_members import member_of
from actors.meetings.models import Meeting
from actors.meetings.permissions import may_see_as_member
from projects.sittings.kinds import RECUSED
from projects.sittings.models import DecisionItem, Recusal
from projects.sittings.queries import AHEAD
from projects.sittings.queries_room import partakers


def seat_in(user: Any, meeting: Meeting) -> BodyMember | None:
    """The seat of an account in the meeting's body on its day; None without an invitation."""
    if not may_see_as_member(user, meeting):
        return None
    return member_of(user, meeting.body, meeting.day)


def seat_for(user: Any, item: DecisionItem) -> BodyMember | None:
    """The seat of an account on the day of an item."""
    return seat_in(user, item.item.meeting)


def is_recused(member: BodyMember, item: DecisionItem) -> bool:
    """Whether a member leaves the count for an item."""
    declared = Recusal.objects.filter(item=item, member=member, state__in=RECUSED)
    return declared.exists() or member.pk in partakers(item, [member])


def may_take_part_in(user: Any, item: DecisionItem) -> bool:
    """A member of the day, while the item waits for its decision."""
    waits = item.is_open and item.item.meeting.state in AHEAD
    return waits and seat_for(user, item) is not None


def may_read_item(user: Any, item: DecisionItem) -> bool:
    """Answers and papers: members of the day who are not recused; not what was taken off."""
    member = seat_for(user, item)
    return member is not None and not item.is_taken_off and not is_recused(member, item)


def may_score(user: Any, item: DecisionItem) -> bool:
    """Members with a vote of their own (no substitutes), not recused, before the sitting opens."""
    member = seat_for(user, item)
    if member is None or not item.is_open or item.item.meeting.state not in AHEAD - {"open"}:
        return False
    return scores_at_all(member) and not is_recused(member, item)


def scores_at_all(member: BodyMember) -> bool:
    """Whether a seat scores: substitutes do not, or one seat would count twice."""
    return member.has_vote and not member.is_substitute
