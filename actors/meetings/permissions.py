"""Who prepares, holds and reads meetings: coordination acts, audit reads, members see their own."""

from __future__ import annotations

from typing import Any

from actors.bodies.queries_members import member_of
from actors.meetings.hooks import is_barred
from actors.meetings.lifecycle import SHOWN_TO_MEMBERS
from actors.meetings.models import Meeting, Paper
from portal.accounts.roles import Role, has_role

ACTING = frozenset({Role.COORDINATOR})
READERS = ACTING | {Role.AUDITOR}


def may_act_on_meetings(user: Any) -> bool:
    """The coordination plans, invites, opens, closes and cancels."""
    return has_role(user, *ACTING)


def may_list_meetings(user: Any) -> bool:
    """Coordination and audit read the meetings of all bodies."""
    return has_role(user, *READERS)


def may_see_as_member(user: Any, meeting: Meeting) -> bool:
    """A member (or substitute) of the meeting's day, once it was sent out (one query)."""
    if meeting.invited_at is None or meeting.state not in SHOWN_TO_MEMBERS:
        return False
    return member_of(user, meeting.body, meeting.day) is not None


def may_view_meeting(user: Any, meeting: Meeting) -> bool:
    """The office's readers, and its members once they are invited."""
    return may_list_meetings(user) or may_see_as_member(user, meeting)


def may_read_paper(user: Any, paper: Paper) -> bool:
    """Whoever may view the meeting, unless a later package bars it (a recused member, say)."""
    return may_view_meeting(user, paper.meeting) and not is_barred(user, paper)


def owns_paper(user: Any, record: Any) -> bool | None:
    """The registry's question about a private file; None for files of others."""
    return may_read_paper(user, record) if isinstance(record, Paper) else None
