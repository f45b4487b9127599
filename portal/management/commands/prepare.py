"""Everything between a fresh checkout and a running portal; each step is idempotent."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from portal.setup.forms import set_up_forms
from portal.setup.groups import allow_translators


class Command(BaseCommand):
    """Build the front end, compile translations, migrate, set up, and seed the demo content."""

    help = "Prepare the portal to start (idempotent)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="no example content")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self._step("Front end", "build_frontend")
        self._step("Translations", "compile_translations")
        self._step("Database", "migrate", interactive=False)
        self._step("Languages, groups and workflow", "setup_portal")
        set_up_forms()
        if settings.DEMO and not options["no_demo"]:
            self._step("Example content", "seed_demo")
            allow_translators()  # the home pages of the languages stand only now

    def _step(self, title: str, command: str, **options: Any) -> None:
        self.stdout.write(f"• {title} …", ending="")
        self.stdout.flush()
        start = time.monotonic()
        call_command(command, verbosity=0, stdout=self.stdout, stderr=self.stderr, **options)
        self.stdout.write(f" {time.monotonic() - start:.1f} s")
