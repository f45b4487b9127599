"""Every write on the agenda and the papers of a meeting that is being prepared."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actors.meetings.actions import locked
from actors.meetings.hooks import is_kept
from actors.meetings.lifecycle import INVITED
from actors.meetings.models import AgendaItem, Meeting, Paper
from portal.kernel import audit, clock, scan
from portal.kernel.files import (
    DOCUMENT_KINDS,
    IMAGE_KINDS,
    JPEG,
    MEGABYTE,
    PNG,
    check_upload,
    private_storage,
    without_metadata,
)
from portal.kernel.lifecycle import NotAllowed

MOST_ITEMS = 60
MOST_PAPERS = 100
PAPER_KINDS = (*DOCUMENT_KINDS, JPEG, PNG)
LARGEST_PAPER = 20 * MEGABYTE


def _prepared(by: Any, meeting: Meeting) -> Meeting:
    found = locked(by, meeting)
    if not found.is_prepared:
        raise NotAllowed("state")
    return found


def _changed(by: Any, meeting: Meeting, event: str, **data: Any) -> None:
    """Log it, and note that those invited do not know yet."""
    audit.record(actor=by, subject=meeting, event=event, data=data)
    if meeting.state == INVITED and not meeting.has_news:
        meeting.has_news = True
        meeting.save(update_fields=["has_news"])


@transaction.atomic
def add_item(*, by: Any, meeting: Meeting, **facts: Any) -> AgendaItem:
    """Put an item at the end of the agenda; `facts`: kind, title, text, is_public.

    Raises PermissionDenied, NotAllowed (`state`, `too_many`).
    """
    found = _prepared(by, meeting)
    last = found.items.aggregate(last=Max("position"))["last"] or 0
    if found.items.count() >= MOST_ITEMS:
        raise NotAllowed("too_many")
    item = AgendaItem.objects.create(meeting=found, position=last + 1, **facts)
    _changed(by, found, "item_added", item=item.pk)
    return item


@transaction.atomic
def change_item(*, by: Any, item: AgendaItem, **facts: Any) -> AgendaItem:
    """Change an item; raises PermissionDenied, NotAllowed (`state`)."""
    found = _prepared(by, item.meeting)
    if all(getattr(item, name) == value for name, value in facts.items()):
        return item
    for name, value in facts.items():
        setattr(item, name, value)
    item.save(update_fields=list(facts))
    _changed(by, found, "item_changed", item=item.pk)
    return item


@transaction.atomic
def move_item(*, by: Any, item: AgendaItem, up: bool) -> None:
    """Change places with the item before or after; at the end of the list nothing happens.

    Raises PermissionDenied, NotAllowed (`state`).
    """
    found = _prepared(by, item.meeting)
    items = list(found.items.all())
    place = next((n for n, each in enumerate(items) if each.pk == item.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    _number(items)
    _changed(by, found, "item_moved", item=item.pk)


def _number(items: list[AgendaItem]) -> None:
    for number, each in enumerate(items, start=1):
        each.position = number
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def remove_item(*, by: Any, item: AgendaItem) -> None:
    """Take an item off the agenda; its papers stay with the meeting.

    Raises PermissionDenied, NotAllowed (`state`, `kept`: a later package holds on to it).
    """
    found = _prepared(by, item.meeting)
    if is_kept(item):
        raise NotAllowed("kept")
    found.papers.filter(item=item).update(item=None)
    pk, title = item.pk, item.title
    item.delete()
    _number(list(found.items.all()))
    _changed(by, found, "item_removed", item=pk, title=title)


@transaction.atomic
def add_paper(
    *, by: Any, meeting: Meeting, upload: File[Any], item: AgendaItem | None = None
) -> Paper:
    """Add a paper to the meeting or one of its items; the same content is the same paper.

    Papers may be added until the meeting is closed. Raises PermissionDenied, NotAllowed
    (`state`), ValidationError (codes of `check_upload`, `malware`, `unchecked`, `too_many`).
    """
    found = locked(by, meeting)
    if not found.is_prepared and found.state != "open":
        raise NotAllowed("state")
    kind = check_upload(upload, kinds=PAPER_KINDS, max_bytes=LARGEST_PAPER)
    scan.refuse_unsafe(upload)
    content = without_metadata(upload) if kind in IMAGE_KINDS else ContentFile(upload.read())
    data = content.read()
    digest = hashlib.sha256(data).hexdigest()
    known = found.papers.filter(sha256=digest, item=item).first()
    if known:
        return known
    if found.papers.count() >= MOST_PAPERS:
        text = _("You can add at most %(count)s papers.") % {"count": MOST_PAPERS}
        raise ValidationError(text, code="too_many")
    paper = Paper(
        meeting=found,
        item=item if item and item.meeting_id == found.pk else None,
        name=_plain_name(upload.name),
        mime=kind.mime,
        size=len(data),
        sha256=digest,
        added_at=clock.now(),
    )
    paper.file.save(paper.name, ContentFile(data), save=False)
    paper.save()
    _changed(by, found, "paper_added", sha256=digest)
    return paper


def _plain_name(name: str | None) -> str:
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in base if letter.isprintable()).strip()
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[:150]}{dot}{ending}" if stem else (clean[:150] or "file")


@transaction.atomic
def remove_paper(*, by: Any, paper: Paper) -> None:
    """Take a paper back while the meeting is prepared; one that is gone is no error.

    Raises PermissionDenied, NotAllowed (`state`).
    """
    found = _prepared(by, paper.meeting)
    row = found.papers.filter(pk=paper.pk).first()
    if row is None:
        return
    place = row.file.name or ""
    row.delete()
    transaction.on_commit(partial(private_storage.delete, place))
    _changed(by, found, "paper_removed", sha256=paper.sha256)
