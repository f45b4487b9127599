"""Fill the portal with the demo content."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.seed import seed


class Command(BaseCommand):
    """Seed the demo content; safe to run again, what editors changed stays."""

    help = "Fill the portal with example content (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        seed(self.stdout.write)
