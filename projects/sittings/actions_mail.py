"""Votes by mail (§ 90 (1) VwVfG NRW): asked in writing, answers until a day, unless one objects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.bodies import procedure
from actors.bodies.models_members import BodyMember
from actors.bodies.procedure import Choice
from actors.meetings.lifecycle import OPEN
from actors.meetings.models import Meeting
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.sittings.actions import finish, held, running
from projects.sittings.kinds import MotionState, RecusalState, Way
from projects.sittings.mails import tell_mail_vote
from projects.sittings.models import DecisionItem, Motion, Recusal
from projects.sittings.models_votes import MailObjection, OpenVote
from projects.sittings.permissions_members import seat_for
from projects.sittings.queries_room import kept, kept_attendance, room_of

OBJECT = "object"
"""What a member answers who wants a sitting instead."""


@transaction.atomic
def begin_mail_vote(*, by: Any, item: DecisionItem, seen: int) -> Motion:
    """Ask all members in writing for their vote on the motion, for as long as the body's rules say.

    Whoever has an address gets a mail. Raises PermissionDenied, NotAllowed (those of `held`,
    `no_motion`, `recusal_open`, `mail_barred`, `mail_objected`: a member objected before).
    """
    now = held(by, item, seen)
    motion = running(now.item, MotionState.MADE)
    if Recusal.objects.filter(item=now.item, state=RecusalState.DISPUTED).exists():
        raise NotAllowed("recusal_open")
    if motion.objections.exists():
        raise NotAllowed("mail_objected")
    room = room_of(now.item)
    rules = room.hall.rules
    if not rules.mail_vote:
        raise NotAllowed("mail_barred")
    asked = [member for member in room.hall.members if member.has_vote and not member.is_substitute]
    told = frozenset(member.pk for member in asked)
    everybody = replace(room.attendance, invited=told, present=frozenset())
    motion.way, motion.state = Way.MAIL, MotionState.MAIL
    motion.room = kept(replace(room, attendance=everybody))
    motion.until = procedure.mail_until(rules, clock.today())
    motion.save()
    voters = [member for member in asked if member.pk not in room.attendance.recused]
    tell_mail_vote(now.item, motion, voters)
    now.done("mail_begun", motion=motion.pk, until=motion.until.isoformat())
    return motion


def _may_answer(motion: Motion, member: BodyMember) -> None:
    """Raises NotAllowed (`late`, `no_vote`, `voted`)."""
    if motion.until is None or clock.today() > motion.until:
        raise NotAllowed("late")
    room = kept_attendance(motion)
    if member.pk not in room.invited - room.recused:
        raise NotAllowed("no_vote")
    if motion.votes.filter(member=member).exists():
        raise NotAllowed("voted")


def _answer(motion: Motion, member: BodyMember, answer: str) -> None:
    _may_answer(motion, member)
    if answer != OBJECT:
        if answer not in set(Choice):
            raise NotAllowed("choice")
        OpenVote.objects.create(motion=motion, member=member, choice=answer)
        return
    MailObjection.objects.create(motion=motion, member=member)
    motion.votes.all().delete()
    motion.way, motion.state, motion.room, motion.until = "", MotionState.MADE, {}, None
    motion.save()


@transaction.atomic
def answer_by_mail(*, by: Any, item: DecisionItem, answer: str) -> None:
    """A member votes yes, no or abstains, or objects: then it is voted in a sitting instead.

    Raises PermissionDenied, NotAllowed (`no_motion`, `late`, `no_vote`, `voted`, `choice`).
    """
    meeting = Meeting.objects.select_for_update().filter(pk=item.item.meeting_id).first()
    member = seat_for(by, item)
    if member is None or meeting is None or meeting.state != OPEN:
        raise PermissionDenied
    row = DecisionItem.objects.select_for_update().get(pk=item.pk)
    motion = running(row, MotionState.MAIL)
    _answer(motion, member, answer)
    row.version += 1
    row.save(update_fields=["version"])
    event = "mail_stopped" if answer == OBJECT else "mail_answered"
    audit.record(actor=by, subject=item.case, event=event, data={"motion": motion.pk})


@transaction.atomic
def note_mail_answer(*, by: Any, item: DecisionItem, member: int, answer: str, seen: int) -> Motion:
    """Note an answer that came on paper.

    Raises PermissionDenied, NotAllowed (those of `held`, `no_motion`, `member`, `late`, `no_vote`,
    `voted`, `choice`).
    """
    now = held(by, item, seen)
    motion = running(now.item, MotionState.MAIL)
    found = BodyMember.objects.filter(pk=member, body=now.meeting.body_id).first()
    if found is None:
        raise NotAllowed("member")
    _answer(motion, found, answer)
    event = "mail_stopped" if answer == OBJECT else "mail_answered"
    now.done(event, motion=motion.pk, member=found.pk)
    return motion


@transaction.atomic
def count_mail_vote(*, by: Any, item: DecisionItem, motion: Motion, seen: int) -> Motion:
    """Count a vote by mail once its time is up or all have answered; a second click is harmless.

    Raises PermissionDenied, NotAllowed (those of `held`, `no_motion`, `mail_open`, or a code of
    the quorum: too few answered, so the motion is voted in a sitting), LedgerError.
    """
    done = Motion.objects.filter(pk=motion.pk, item=item.pk, voted_at__isnull=False).first()
    if done and done.way == Way.MAIL:
        return done
    now = held(by, item, seen)
    motion = running(now.item, MotionState.MAIL)
    answered = sorted(motion.votes.values_list("member_id", flat=True))
    motion.room = {**motion.room, "present": answered}
    return finish(now, motion)
