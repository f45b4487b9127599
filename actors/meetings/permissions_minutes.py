"""Who writes, signs and reads minutes."""

from __future__ import annotations

from typing import Any

from actors.meetings.lifecycle import CLOSED, DRAFT
from actors.meetings.models_minutes import Minutes
from actors.meetings.permissions import (
    may_act_on_meetings,
    may_list_meetings,
    may_see_as_member,
)


def _is(user: Any, member: Any) -> bool:
    signed_in = getattr(user, "is_authenticated", False) and user.is_active
    return bool(signed_in and member and member.person_id == user.pk)


def may_write_minutes(user: Any, minutes: Minutes) -> bool:
    """The coordination and the writer, as long as they are a draft."""
    if minutes.state != DRAFT:
        return False
    return may_act_on_meetings(user) or _is(user, minutes.writer)


def may_sign_minutes(user: Any, minutes: Minutes, role: str) -> bool:
    """Chair and writer, each for themselves, once the meeting is closed (§ 93 VwVfG NRW).

    Nobody signs for both: two people stand for the text.
    """
    if minutes.state != DRAFT or minutes.meeting.state != CLOSED:
        return False
    if not _is(user, minutes.signer(role)):
        return False
    own = minutes.signatures.filter(by=user.pk, is_noted=False)
    return not own.exclude(role=role).exists()


def may_read_minutes(user: Any, minutes: Minutes) -> bool:
    """Office, chair and writer; the members of the day once they are signed."""
    if may_list_meetings(user) or _is(user, minutes.chair) or _is(user, minutes.writer):
        return True
    return minutes.state != DRAFT and may_see_as_member(user, minutes.meeting)
