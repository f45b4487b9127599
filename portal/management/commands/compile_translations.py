"""Compile the catalogues of texts (`.po` to `.mo`) without system tools."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compile each catalogue whose compiled file is missing or older."""

    help = "Compile translations (only what changed)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        done = [po for po in catalogues() if compile_catalogue(po)]
        if options["verbosity"]:
            self.stdout.write(f"compiled: {len(done)}")


def catalogues() -> list[Path]:
    """All `.po` files of our apps, and those that say texts of libraries our way."""
    ours = Path(settings.BASE_DIR).glob("*/locale/*/LC_MESSAGES/django.po")
    borrowed = Path(settings.BASE_DIR).glob("portal/*/locale/*/LC_MESSAGES/django.po")
    return sorted([*ours, *borrowed])


def compile_catalogue(po: Path) -> bool:
    """Write the `.mo` beside it where it is stale; returns whether it was.

    Whole or not at all: two runs of the tests may begin at once.
    """
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return False
    fresh = mo.with_suffix(f".{os.getpid()}.mo")
    polib.pofile(str(po)).save_as_mofile(str(fresh))
    fresh.replace(mo)
    return True
