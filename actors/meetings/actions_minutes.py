"""Every write on minutes and resolutions."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from actors.bodies.models_members import BodyMember, MemberFunction
from actors.meetings.actions import locked
from actors.meetings.hooks import ItemRecord, record_of
from actors.meetings.lifecycle import CLOSED, DRAFT, MINUTES_LIFECYCLE, OPEN
from actors.meetings.models import AgendaItem, Meeting
from actors.meetings.models_minutes import (
    Minutes,
    MinutesEntry,
    Resolution,
    Signature,
    SignerRole,
    entry_texts,
)
from actors.meetings.models_people import Presence
from actors.meetings.pdfs import minutes_pdf
from actors.meetings.permissions import may_act_on_meetings
from actors.meetings.permissions_minutes import may_sign_minutes, may_write_minutes
from actors.meetings.queries import members_of_meeting
from actors.meetings.queries_minutes import whole_minutes
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.numbers import next_number

HELD = frozenset({OPEN, CLOSED})
RECORDED = ("motions", "result", "recusals", "reason")
"""The parts of an entry that packages write."""


def register_minutes_guards() -> None:
    """The checks behind the table: once, at start."""
    MINUTES_LIFECYCLE.register_guard("meeting_closed", _is_closed)
    MINUTES_LIFECYCLE.register_guard("signatures", _has_both)


def _is_closed(minutes: Minutes) -> str | None:
    return None if minutes.meeting.state == CLOSED else "meeting_open"


def _has_both(minutes: Minutes) -> str | None:
    return None if minutes.signatures.count() == len(SignerRole.values) else "signatures"


def _held(minutes: Minutes) -> Minutes:
    """The row of the minutes, held until the action ends; raises PermissionDenied."""
    Minutes.objects.select_for_update().filter(pk=minutes.pk).first()
    found = whole_minutes(minutes.meeting_id)
    if found is None:
        raise PermissionDenied
    return found


@transaction.atomic
def begin_minutes(*, by: Any, meeting: Meeting) -> Minutes:
    """Make the minutes from the meeting: place, chair, writer, one entry for each item.

    A second call gives the same minutes. Raises PermissionDenied, NotAllowed (`state`).
    """
    found = locked(by, meeting)
    known = whole_minutes(found.pk)
    if known:
        return known
    if found.state not in HELD:
        raise NotAllowed("state")
    minutes = Minutes.objects.create(
        meeting=found,
        place=found.place,
        chair=_leading(found, MemberFunction.CHAIR, MemberFunction.DEPUTY),
        writer=_leading(found, MemberFunction.WRITER),
        begun_at=clock.now(),
    )
    for item in found.items.all():
        record = record_of(item)
        facts = {name: getattr(record, name) for name in RECORDED}
        MinutesEntry.objects.create(minutes=minutes, item=item, **facts)
    audit.record(actor=by, subject=found, event="minutes_begun")
    return minutes


def _leading(meeting: Meeting, *functions: str) -> BodyMember | None:
    """The first of the functions who is not noted as missing."""
    away = meeting.attendance.exclude(presence=Presence.PRESENT).values_list("member_id", flat=True)
    there = [each for each in members_of_meeting(meeting) if each.pk not in set(away)]
    return next((each for f in functions for each in there if each.function == f), None)


@transaction.atomic
def write_minutes(
    *, by: Any, minutes: Minutes, facts: dict[str, Any], entries: dict[int, dict[str, str]]
) -> Minutes:
    """Store the text of a draft; a changed text takes back signatures given to the former one.

    `facts`: place, opening, chair, writer; `entries`: texts by the key of the entry. Raises
    PermissionDenied (also once it is signed by both), NotAllowed (`member`: chair or writer is
    nobody of that day, `same`: chair and writer are one person).
    """
    found = _held(minutes)
    if not may_write_minutes(by, found):
        raise PermissionDenied
    _check_signers(found.meeting, facts["chair"], facts["writer"])
    changed = any(getattr(found, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(found, name, value)
    found.save(update_fields=list(facts))
    for entry in found.entries.all():
        texts = entries.get(entry.pk, {})
        if all(getattr(entry, name) == words for name, words in texts.items()):
            continue
        changed = True
        for name in set(texts) & set(entry_texts()):
            setattr(entry, name, texts[name])
        entry.save()
    if changed:
        found.signatures.all().delete()
        audit.record(actor=by, subject=found.meeting, event="minutes_written")
    return found


def _check_signers(meeting: Meeting, chair: BodyMember | None, writer: BodyMember | None) -> None:
    known = {each.pk for each in members_of_meeting(meeting)}
    if any(each and each.pk not in known for each in (chair, writer)):
        raise NotAllowed("member")
    if chair and writer:
        same_account = chair.person_id is not None and chair.person_id == writer.person_id
        if chair.pk == writer.pk or same_account:
            raise NotAllowed("same")


def keep_record(*, item: AgendaItem, before: ItemRecord) -> None:
    """Write into a draft of the minutes what a package knows of an item now.

    Part of its action; `before` is what it knew then: words that a person wrote stay.
    """
    minutes = Minutes.objects.filter(meeting=item.meeting_id, state=DRAFT).first()
    if minutes is None:
        return
    entry = MinutesEntry.objects.filter(minutes=minutes, item=item).first()
    entry = entry or MinutesEntry(minutes=minutes, item=item)
    now = record_of(item)
    for name in RECORDED:
        if getattr(entry, name) in {"", getattr(before, name)}:
            setattr(entry, name, getattr(now, name))
    entry.save()


@transaction.atomic
def sign_minutes(*, by: Any, minutes: Minutes, role: str) -> Minutes:
    """Sign as chair or writer; with both signatures the PDF is archived and the text fixed.

    A second click changes nothing. Raises PermissionDenied. Source: § 93 VwVfG NRW.
    """
    found = _held(minutes)
    if found.signatures.filter(role=role, by=by).exists():
        return found
    if role not in SignerRole.values or not may_sign_minutes(by, found, role):
        raise PermissionDenied
    return _sign(by, found, role, is_noted=False)


@transaction.atomic
def note_signature(*, by: Any, minutes: Minutes, role: str) -> Minutes:
    """Note that chair or writer signed on paper.

    Raises PermissionDenied, NotAllowed (`state`, `meeting_open`, `signer`: nobody is named).
    """
    found = _held(minutes)
    if role not in SignerRole.values or not may_act_on_meetings(by):
        raise PermissionDenied
    if not found.is_draft:
        raise NotAllowed("state")
    if found.meeting.state != CLOSED:
        raise NotAllowed("meeting_open")
    if found.signer(role) is None:
        raise NotAllowed("signer")
    return _sign(by, found, role, is_noted=True)


def _sign(by: Any, minutes: Minutes, role: str, *, is_noted: bool) -> Minutes:
    member = minutes.signer(role)
    Signature.objects.get_or_create(
        minutes=minutes,
        role=role,
        defaults={
            "name": member.shown_name if member else "",
            "by": by,
            "is_noted": is_noted,
            "at": clock.now(),
        },
    )
    audit.record(
        actor=by,
        subject=minutes.meeting,
        event="minutes_signed",
        data={"role": role, "noted": is_noted},
    )
    if _has_both(minutes) is None:
        minutes.state = MINUTES_LIFECYCLE.check(minutes, minutes.state, "sign")
        minutes.signed_at = clock.now()
        content = minutes_pdf(minutes)
        minutes.sha256 = hashlib.sha256(content).hexdigest()
        minutes.pdf.save("niederschrift.pdf", ContentFile(content), save=False)
        minutes.save()
    return minutes


@transaction.atomic
def approve_minutes(*, by: Any, minutes: Minutes, publish: bool = False) -> Minutes:
    """Note that the body approved them; `publish` puts the public part on the body's page.

    Only bodies that are open to everybody publish. Raises PermissionDenied, NotAllowed (`state`).
    """
    found = _held(minutes)
    if not may_act_on_meetings(by):
        raise PermissionDenied
    found.state = MINUTES_LIFECYCLE.check(found, found.state, "approve")
    found.approved_at = clock.now()
    if publish and found.meeting.body.is_public:
        found.published_at = clock.now()
    found.save(update_fields=["state", "approved_at", "published_at"])
    audit.record(
        actor=by,
        subject=found.meeting,
        event="minutes_approved",
        data={"published": found.published_at is not None},
    )
    return found


@transaction.atomic
def record_resolution(
    *,
    by: Any,
    meeting: Meeting,
    text: str,
    item: AgendaItem | None = None,
    owner: str = "",
    due_on: date | None = None,
) -> Resolution:
    """Write down what was resolved, with the next number of the body: `KOM-2026-0003`.

    The same words on the same item are the same resolution. Raises PermissionDenied, NotAllowed
    (`state`: not held yet, or its minutes are signed).
    """
    found = locked(by, meeting)
    minutes = whole_minutes(found.pk)
    if found.state not in HELD or (minutes and not minutes.is_draft):
        raise NotAllowed("state")
    same = found.resolutions.filter(item=item, text=text).first()
    if same:
        return same
    if minutes:
        minutes.signatures.all().delete()
    made = Resolution.objects.create(
        number=next_number(found.body.code[:3].upper(), found.day.year),
        meeting=found,
        item=item if item and item.meeting_id == found.pk else None,
        text=text,
        owner=owner,
        due_on=due_on,
    )
    audit.record(actor=by, subject=found, event="resolution_recorded", data={"number": made.number})
    return made


@transaction.atomic
def finish_resolution(*, by: Any, resolution: Resolution) -> Resolution:
    """Note that a resolution is done; a second call changes nothing. Raises PermissionDenied."""
    found = locked(by, resolution.meeting)
    row = found.resolutions.get(pk=resolution.pk)
    if row.done_at is None:
        row.done_at = clock.now()
        row.save(update_fields=["done_at"])
        audit.record(actor=by, subject=found, event="resolution_done", data={"number": row.number})
    return row
