"""`manage.py build_frontend`: what the browser needs, from node_modules into var/frontend."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.styleguide.build import FrontendError, build


class Command(BaseCommand):
    """Builds the style sheets and copies scripts; takes a second, needs no network."""

    help = "Build the style sheets and copy the front-end packages."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and name the sizes. Raises CommandError where packages are missing."""
        try:
            sizes = build(settings.BASE_DIR / "node_modules", settings.FRONTEND_DIR)
        except FrontendError as error:
            raise CommandError(str(error)) from error
        for name, size in sizes.items() if options["verbosity"] else ():
            self.stdout.write(f"{name}: {size / 1000:.0f} kB")
