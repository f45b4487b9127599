"""Photos that a carrier proposes: adding, correcting, taking out, taking the consent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from media.images.actions import MAX_BYTES, withdraw_consent
from media.images.models import PhotoConsent
from portal.kernel import audit, clock
from portal.kernel.files import JPEG, PNG, WEBP
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.pictures import fitted
from projects.cases.models import Case, CaseFile, FileKind
from projects.intake.actions import plain_name, read_upload, remove_files, store_file
from projects.proposals import mails_office
from projects.proposals import permissions as may
from projects.proposals.actions import held_proposal
from projects.proposals.kinds import People, Use
from projects.proposals.models import LONGEST_CREDIT, LONGEST_DESCRIPTION, ProposedPhoto
from projects.proposals.queries import microproject_of
from projects.review.actions import locked, plain_text, require

KINDS = (JPEG, PNG, WEBP)
MOST_PHOTOS = 6
EDGE = 2400
"""Pixels that the longer edge of a kept photo has at most: enough for a page of paper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of a photo: what it shows, who took it, who agreed, where it may be shown."""

    description: str
    credit: str
    people: str
    use: str


@transaction.atomic
def add_photo(*, by: Any, case: Case, entry: Entry, key: UUID, upload: File[Any]) -> ProposedPhoto:
    """Keep a photo without its location; the same key again gives the first one back.

    Raises PermissionDenied, NotAllowed (`description`, `credit`, `long`, `people`, `use`,
    `too_many`), ValidationError for the file.
    """
    case = locked(case)
    require(may.may_write_proposal(by, case))
    before = ProposedPhoto.objects.filter(key=key, proposal__case=case).first()
    if before:
        return before
    said = _checked(entry)
    held = held_proposal(case)
    if held.pk is None:
        held.save()
    if held.photos.filter(withdrawn_at__isnull=True).count() >= MOST_PHOTOS:
        raise NotAllowed("too_many")
    last = held.photos.aggregate(last=Max("number"))["last"] or 0
    made = ProposedPhoto.objects.create(
        proposal=held,
        number=last + 1,
        file=_stored(case, upload),
        said_by=by,
        said_at=clock.now(),
        key=key,
        **said,
    )
    audit.record(actor=by, subject=case, event="proposal_photo_added", data=_told(made))
    return made


@transaction.atomic
def change_photo(
    *, by: Any, photo: ProposedPhoto, entry: Entry, seen: int, upload: File[Any] | None = None
) -> ProposedPhoto:
    """Correct what is said of a photo; a new file takes the place of the old one.

    `seen` is the version that the person read. The same again changes nothing. Raises as
    `add_photo`, and NotAllowed (`changed`: somebody else did meanwhile, `gone`).
    """
    case = locked(photo.proposal.case)
    require(may.may_write_proposal(by, case))
    held = _held(photo)
    if held is None:
        raise NotAllowed("gone")
    said = _checked(entry)
    if upload is None and all(getattr(held, name) == value for name, value in said.items()):
        return held
    if held.version != seen:
        raise NotAllowed("changed")
    old = held.file
    for name, value in said.items():
        setattr(held, name, value)
    held.file = _stored(case, upload) if upload else old
    held.said_by, held.said_at, held.version = by, clock.now(), held.version + 1
    held.save()
    if upload and old:
        remove_files([old])
    audit.record(actor=by, subject=case, event="proposal_photo_changed", data=_told(held))
    return held


@transaction.atomic
def take_out_photo(*, by: Any, photo: ProposedPhoto) -> None:
    """Take a photo out of a proposal, or take the consent to a published one back.

    From then on it is shown nowhere: the picture of the library is withheld, the file of the case
    deleted, the office told. Reports that were archived before stay as they are. A second call
    changes nothing. Raises PermissionDenied. Rules: § 22 KUG, Art. 7 (3) GDPR.
    """
    case = locked(photo.proposal.case)
    require(may.may_withdraw_consent(by, case))
    held = _held(photo)
    if held is None:
        return
    file, is_public = held.file, microproject_of(case) is not None
    event = "proposal_photo_withdrawn" if is_public else "proposal_photo_removed"
    audit.record(actor=by, subject=case, event=event, data=_told(held))
    if is_public:
        _withdraw(by, held)
        mails_office.tell_office_photo_withdrawn(case, held)
    else:
        held.delete()
    if file:
        remove_files([file])


def _withdraw(by: Any, held: ProposedPhoto) -> None:
    valid = PhotoConsent.objects.filter(image=held.image_id, withdrawn_at__isnull=True)
    for consent in valid if held.image_id else ():
        # Who may say so was asked of the case: the group gave the picture.
        withdraw_consent(by=by, consent=consent, allowed=lambda _by, _image: True)
    held.file, held.withdrawn_at = None, clock.now()
    held.save(update_fields=["file", "withdrawn_at"])


def _held(photo: ProposedPhoto) -> ProposedPhoto | None:
    found = ProposedPhoto.objects.filter(pk=photo.pk, withdrawn_at__isnull=True)
    return found.select_related("file").first()


def _checked(entry: Entry) -> dict[str, str]:
    """The columns of a photo; raises NotAllowed."""
    said = {
        "description": " ".join(plain_text(entry.description, LONGEST_DESCRIPTION).split()),
        "credit": " ".join(plain_text(entry.credit, LONGEST_CREDIT).split()),
        "people": entry.people if entry.people in People.values else "",
        "use": entry.use if entry.use in Use.values else "",
    }
    missing = next((name for name, text in said.items() if not text), None)
    if missing:
        raise NotAllowed(missing)
    return said


def _stored(case: Case, upload: File[Any]) -> CaseFile:
    _mime, data = read_upload(upload, kinds=KINDS, max_bytes=MAX_BYTES)
    name = f"{plain_name(upload.name).rpartition('.')[0] or 'foto'}.jpg"
    return store_file(case, FileKind.PHOTO, name, JPEG.mime, fitted(data, EDGE))


def _told(photo: ProposedPhoto) -> dict[str, Any]:
    """What the log keeps of a photo: that and what was agreed, never what it shows."""
    return {
        "photo": photo.number,
        "people": photo.people,
        "use": photo.use,
        "sha256": photo.file.sha256 if photo.file else "",
    }
