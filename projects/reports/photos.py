"""Photos in a report: copies are made before the lock, and only what may be printed is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile

from portal.kernel.pictures import fitted
from projects.proposals.queries import printable_photos
from projects.reports.content import Photo
from projects.reports.models import ReportPhoto, YearReport

MOST = 2
"""Photos of a project."""
EDGE = 1200
"""Pixels of the longer edge: sharp on half the width of a page."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a photo as a report shows it, of one version of what the carrier said."""

    data: bytes
    told: Photo


def copies_of(keys: list[int]) -> dict[tuple[int, int], Copy]:
    """Copies of what may be printed now, by the key and version of the photo; no lock is held."""
    found = {}
    for photos in printable_photos(keys, MOST).values():
        for photo in photos:
            if photo.file is None:
                continue
            with photo.file.file.open("rb") as stored:
                data = fitted(stored.read(), EDGE)
            digest = hashlib.sha256(data).hexdigest()
            told = Photo(digest, photo.description, photo.credit)
            found[photo.pk, photo.version] = Copy(data, told)
    return found


def still_printable(
    keys: list[int], copies: Mapping[tuple[int, int], Copy]
) -> dict[int, list[Copy]]:
    """The copies whose consent holds at this moment, by the keys of their cases; one query."""
    return {
        case: [
            copies[photo.pk, photo.version]
            for photo in photos
            if (photo.pk, photo.version) in copies
        ]
        for case, photos in printable_photos(keys, MOST).items()
    }


def keep_photos(report: YearReport, photos: Mapping[int, list[Copy]]) -> None:
    """Store the copies with a report, each once; part of the action that freezes it."""
    by_hash = {copy.told.sha256: copy.data for copies in photos.values() for copy in copies}
    for digest, data in by_hash.items():
        made = ReportPhoto(report=report, sha256=digest)
        made.file.save(f"{digest}.jpg", ContentFile(data), save=False)
        made.save()


def frozen_photos(report: YearReport) -> dict[str, bytes]:
    """The copies by the names that its PDF knows them by.

    Raises OSError for one that is gone, ValueError for one that is not what was frozen.
    """
    found = {}
    for photo in ReportPhoto.objects.filter(report=report):
        with photo.file.open("rb") as stored:
            data = stored.read()
        if hashlib.sha256(data).hexdigest() != photo.sha256:
            raise ValueError(photo.pk)
        found[picture_name(photo.sha256)] = data
    return found


def picture_name(sha256: str) -> str:
    """The name of a copy within the PDF."""
    return f"{sha256}.jpg"
