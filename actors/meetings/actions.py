"""Every write on a meeting itself: planning, changing, inviting, opening, closing, cancelling."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember
from actors.meetings import mails
from actors.meetings.hooks import closing_refusal, take_over
from actors.meetings.lifecycle import CLOSED, INVITED, MEETING_LIFECYCLE
from actors.meetings.models import LONGEST_TEXT, AgendaItem, Meeting
from actors.meetings.models_people import Invitation
from actors.meetings.permissions import may_act_on_meetings
from actors.meetings.queries import members_of_meeting
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed

FACTS = ("kind", "starts_at", "ends_at", "place", "note")


def register_guards() -> None:
    """The checks behind the table: once, at start."""
    MEETING_LIFECYCLE.register_guard("agenda", _has_agenda)
    MEETING_LIFECYCLE.register_guard("not_begun", _not_begun)
    MEETING_LIFECYCLE.register_guard("members", _has_members)
    MEETING_LIFECYCLE.register_guard("everything_done", closing_refusal)


def _has_agenda(meeting: Meeting) -> str | None:
    return None if meeting.items.exists() else "agenda"


def _not_begun(meeting: Meeting) -> str | None:
    return None if meeting.starts_at > clock.now() else "begun"


def _has_members(meeting: Meeting) -> str | None:
    return None if members_of_meeting(meeting) else "members"


def locked(by: Any, meeting: Meeting) -> Meeting:
    """The row of the meeting, held until the action ends; raises PermissionDenied."""
    if not may_act_on_meetings(by):
        raise PermissionDenied
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk)
    row = found.select_related("body", "second_summons_of").first()
    if row is None:
        raise PermissionDenied
    return row


@transaction.atomic
def plan_meeting(
    *, by: Any, body: Body, key: UUID, second_summons_of: Meeting | None = None, **facts: Any
) -> Meeting:
    """Plan a meeting of a body; the same key is the same meeting.

    A second summons takes over the agenda of the meeting that was not quorate (§ 90 (2) VwVfG
    NRW). `facts`: kind, starts_at, ends_at, place, note. Raises PermissionDenied, NotAllowed
    (`ends`: it ends before it begins, `earlier`: no meeting that a second summons can refer to).
    """
    if not may_act_on_meetings(by):
        raise PermissionDenied
    # Held, so that a double click waits for the first one.
    Body.objects.select_for_update().get(pk=body.pk)
    known = Meeting.objects.filter(key=key).first()
    if known:
        return known
    _check(facts["starts_at"], facts["ends_at"])
    earlier = second_summons_of
    if earlier and not _may_follow(earlier, body, facts["starts_at"]):
        raise NotAllowed("earlier")
    meeting = Meeting.objects.create(key=key, body=body, second_summons_of=earlier, **facts)
    if earlier:
        _take_over(earlier, meeting)
    audit.record(actor=by, subject=meeting, event="meeting_planned")
    return meeting


def _may_follow(earlier: Meeting, body: Body, starts_at: datetime) -> bool:
    is_put_off = earlier.state == CLOSED and earlier.not_quorate
    return is_put_off and earlier.body_id == body.pk and earlier.starts_at < starts_at


def _take_over(earlier: Meeting, meeting: Meeting) -> None:
    for item in earlier.items.all():
        repeated = AgendaItem.objects.create(
            meeting=meeting,
            position=item.position,
            kind=item.kind,
            title=item.title,
            text=item.text,
            is_public=item.is_public,
            repeats=item,
        )
        take_over(item, repeated)


def _check(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotAllowed("ends")


@transaction.atomic
def change_meeting(*, by: Any, meeting: Meeting, **facts: Any) -> Meeting:
    """Change kind, times, place or words; who was invited hears of it by mail.

    The same values change nothing and send nothing. Raises PermissionDenied, NotAllowed (`state`
    once it is open or over, `ends`).
    """
    found = locked(by, meeting)
    if not found.is_prepared:
        raise NotAllowed("state")
    _check(facts["starts_at"], facts["ends_at"])
    changed = [name for name in FACTS if getattr(found, name) != facts[name]]
    if not changed:
        return found
    for name in changed:
        setattr(found, name, facts[name])
    found.save(update_fields=changed)
    audit.record(
        actor=by, subject=found, event="meeting_changed", data={"fields": " ".join(changed)}
    )
    if found.state == INVITED:
        _send_update(found)
    return found


@transaction.atomic
def invite(*, by: Any, meeting: Meeting) -> Meeting:
    """Invite all members of the day: a mail with agenda, papers and date to all with an address.

    A second call changes nothing. Raises PermissionDenied, NotAllowed (`state`, `agenda`,
    `begun`, `members`). Source: § 90 (1) VwVfG NRW (all members invited).
    """
    found = locked(by, meeting)
    if found.state == INVITED:
        return found
    found.state = MEETING_LIFECYCLE.check(found, found.state, "invite")
    found.invited_at, found.has_news = clock.now(), False
    found.save(update_fields=["state", "invited_at", "has_news"])
    members = members_of_meeting(found)
    _note_invited(found)
    mails.tell_members(found, members, mails.INVITATION)
    audit.record(actor=by, subject=found, event="meeting_invited", data={"members": len(members)})
    return found


@transaction.atomic
def send_update(*, by: Any, meeting: Meeting) -> Meeting:
    """Tell those invited that agenda or papers changed; without news nothing is sent.

    Raises PermissionDenied, NotAllowed (`state`, `agenda`).
    """
    found = locked(by, meeting)
    MEETING_LIFECYCLE.check(found, found.state, "update")
    if found.has_news:
        _send_update(found)
        audit.record(actor=by, subject=found, event="meeting_update_sent")
    return found


def _send_update(meeting: Meeting) -> None:
    """The next SEQUENCE to today's members and those invited before."""
    meeting.sequence += 1
    meeting.has_news = False
    meeting.save(update_fields=["sequence", "has_news"])
    _note_invited(meeting)
    mails.tell_members(meeting, _everybody_told(meeting), mails.UPDATE)


def _everybody_told(meeting: Meeting) -> list[BodyMember]:
    """The members of the day, and those invited before who have left since or for a new day."""
    invited = meeting.invitations.select_related("member__person", "member__substitute_of")
    before = {each.member_id: each.member for each in invited}
    now = {member.pk: member for member in members_of_meeting(meeting)}
    return list((before | now).values())


def _note_invited(meeting: Meeting) -> None:
    known = set(meeting.invitations.values_list("member_id", flat=True))
    Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting,
            member=member,
            invited_at=clock.now(),
            by_mail=bool(mails.address_of(member)),
        )
        for member in members_of_meeting(meeting)
        if member.pk not in known
    )


@transaction.atomic
def open_meeting(*, by: Any, meeting: Meeting) -> Meeting:
    """Open the meeting; raises PermissionDenied, NotAllowed (`state`)."""
    found = locked(by, meeting)
    found.state = MEETING_LIFECYCLE.check(found, found.state, "open")
    found.opened_at = clock.now()
    found.save(update_fields=["state", "opened_at"])
    audit.record(actor=by, subject=found, event="meeting_opened")
    return found


@transaction.atomic
def close_meeting(*, by: Any, meeting: Meeting, not_quorate: bool = False) -> Meeting:
    """Close the meeting, and note where it was not quorate so that a second summons may follow.

    Raises PermissionDenied, NotAllowed (`state`, or a code of a closing check).
    """
    found = locked(by, meeting)
    found.not_quorate = not_quorate  # the closing checks ask for it
    found.state = MEETING_LIFECYCLE.check(found, found.state, "close")
    found.closed_at = clock.now()
    found.save(update_fields=["state", "closed_at", "not_quorate"])
    audit.record(actor=by, subject=found, event="meeting_closed", data={"not_quorate": not_quorate})
    return found


@transaction.atomic
def cancel_meeting(*, by: Any, meeting: Meeting, reason: str) -> Meeting:
    """Cancel the meeting with a reason; who was invited hears of it by mail.

    Raises PermissionDenied, NotAllowed (`state`, `reason`).
    """
    found = locked(by, meeting)
    words = reason.replace("\x00", "").strip()[:LONGEST_TEXT]
    found.state = MEETING_LIFECYCLE.check(found, found.state, "cancel", words)
    found.cancel_reason = words
    found.sequence += 1
    found.save(update_fields=["state", "cancel_reason", "sequence"])
    audit.record(actor=by, subject=found, event="meeting_cancelled", reason=words)
    if found.invited_at:
        mails.tell_members(found, _everybody_told(found), mails.CANCELLATION)
    return found
