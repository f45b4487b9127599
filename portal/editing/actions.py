"""Handing pages over to the translators."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource


@transaction.atomic
def hand_over(*, page: Page, locales: Iterable[Locale], by: object) -> list[Translation]:
    """Open a page for translation into languages; nothing public changes by it.

    Until the translation is published, visitors read the German text, marked as German: the
    synced alias stays in place. Only a page without one begins as a draft of its own.
    """
    source, _created = TranslationSource.get_or_create_from_instance(page.specific)
    opened = []
    for locale in locales:
        translation, _created = Translation.objects.update_or_create(
            source=source, target_locale=locale, defaults={"enabled": True}
        )
        if not page.has_translation(locale):
            translation.save_target(user=by, publish=False)
        opened.append(translation)
    return opened
