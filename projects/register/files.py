"""The files of the register as the page offers them: how large each one is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.core.cache import cache

from projects.register.giving import Places, as_csv, as_json, package
from projects.register.grants import Grant
from projects.register.models import RegisterSettings

KEPT = 24 * 60 * 60
"""Seconds; the key changes with what is in the files."""


def file_sizes(
    grants: Sequence[Grant], settings: RegisterSettings, places: Places
) -> tuple[int, int]:
    """Bytes of the JSON and of the CSV file, made anew only where something changed."""
    key = f"register-sizes-{_mark(grants, settings, places)}"
    known: tuple[int, int] | None = cache.get(key)
    if known is None:
        found = package(grants, settings, places)
        known = len(as_json(found)), len(as_csv(found["grants"]))
        cache.set(key, known, KEPT)
    return known


def _mark(grants: Sequence[Grant], settings: RegisterSettings, places: Places) -> str:
    parts = [
        f"{g.id} {g.cents} {g.paid_cents} {g.changed_at.timestamp()} {g.carrier}" for g in grants
    ]
    own = (settings.prefix, settings.publisher, settings.website, settings.licence, settings.place)
    text = "\n".join([*parts, *own, *(places.page, places.json, places.csv)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
