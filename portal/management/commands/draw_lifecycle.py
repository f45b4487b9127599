"""Draw the lifecycle of a case into the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from projects.cases.ways import as_markdown

TARGET = Path(settings.BASE_DIR) / "docs" / "lebenslauf.md"


class Command(BaseCommand):
    """Write docs/lebenslauf.md anew from the table."""

    help = "Draw the lifecycle of a case into docs/lebenslauf.md."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            TARGET.write_text(as_markdown(), encoding="utf-8")
        if options["verbosity"]:
            self.stdout.write("docs/lebenslauf.md")
