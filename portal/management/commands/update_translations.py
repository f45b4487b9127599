"""Bring the catalogues in step with code and templates, without system tools."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.catalogues.catalogues import APPS, PLURALS, file_of, texts_of, updated


class Command(BaseCommand):
    """Collect all texts; new ones appear empty, gone ones are dropped, the rest is kept."""

    help = "Update the catalogues of interface texts (.po)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for app in APPS:
            texts = texts_of(app)
            for locale in PLURALS:
                file = file_of(app, locale)
                file.parent.mkdir(parents=True, exist_ok=True)
                catalogue = updated(app, locale, texts)
                catalogue.save(str(file))
                if options["verbosity"]:
                    wanted = [entry for entry in catalogue if locale == "de" or not entry.comment]
                    lacking = sum(not entry.translated() for entry in wanted)
                    self.stdout.write(
                        f"{app} {locale}: {len(wanted)} texts, {lacking} to translate"
                    )
