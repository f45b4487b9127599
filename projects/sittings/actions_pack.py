"""Having the papers of a sitting made as one file, and taking them away; both are noted."""

from __future__ import annotations

from functools import partial
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django_tasks import task

from actors.bodies.models_members import BodyMember
from actors.meetings.models import Meeting
from portal.kernel import audit, clock
from portal.kernel.made import (
    KEPT_FOR,
    MadeState,
    forget_made,
    keep_made,
    refuse_made,
    tell_progress,
)
from projects.sittings.archive_pack import write_pack
from projects.sittings.models_pack import PaperPack
from projects.sittings.permissions_pack import may_download_pack, may_have_pack
from projects.sittings.queries_pack import pack_content


@transaction.atomic
def ask_for_pack(*, by: Any, meeting: Meeting, member: BodyMember | None = None) -> PaperPack:
    """Have the worker make the pack of a sitting, for all or for one member, and log it.

    Asked for again while the first one is being made, it is that one. Raises PermissionDenied,
    also for a member of another body or day.
    """
    fits = member is None or (
        member.body_id == meeting.body_id and member.is_in_office(meeting.day)
    )
    if not fits or not may_have_pack(by, meeting, member):
        raise PermissionDenied
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    now = clock.now()
    waiting = PaperPack.objects.filter(
        meeting=meeting, owner=by.pk, member=member, made_state=MadeState.WAITING
    )
    known = waiting.filter(expires_at__gt=now).first()
    if known:
        return known
    pack = PaperPack.objects.create(
        meeting=meeting, owner=by, member=member, asked_at=now, expires_at=now + KEPT_FOR
    )
    data = {"member": member.pk if member else None}
    audit.record(actor=by, subject=meeting, event="pack_asked", data=data)
    make_pack.enqueue(pack.pk)
    return pack


@task(backend="jobs")
def make_pack(pack_id: int) -> None:
    """Write the pack into the private storage; a second run finds it made.

    Nothing is made for somebody who lost the right meanwhile.
    """
    waiting = PaperPack.objects.filter(pk=pack_id, made_state=MadeState.WAITING)
    pack = waiting.select_related("meeting__body", "member", "owner").first()
    if pack is None:
        return
    if not may_have_pack(pack.owner, pack.meeting, pack.member):
        refuse_made(pack)
        return
    with TemporaryFile() as target, translation.override(settings.LANGUAGE_CODE):
        found = write_pack(
            pack_content(pack.meeting, user=pack.owner, member=pack.member),
            target,
            stem=pack.stem,
            at=clock.now(),
            tell=partial(tell_progress, pack),
        )
        with transaction.atomic():
            made = keep_made(pack, target, ending="zip")
            if made is None:
                return
            made.items, made.left_out, made.missing = found.items, found.left_out, found.missing
            made.save(update_fields=["items", "left_out", "missing"])
            data = {"sha256": made.sha256, "items": len(made.items), "left_out": made.left_out}
            audit.record(actor=pack.owner, subject=pack.meeting, event="pack_made", data=data)


@transaction.atomic
def take_pack(*, by: Any, pack: PaperPack) -> None:
    """Note who downloads a pack; raises PermissionDenied."""
    if not may_download_pack(by, pack):
        raise PermissionDenied
    audit.record(actor=by, subject=pack.meeting, event="pack_taken", data={"sha256": pack.sha256})


def forget_old_packs() -> int:
    """Delete packs whose days are over; returns how many."""
    return forget_made(PaperPack)
