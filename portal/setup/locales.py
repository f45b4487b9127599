"""Languages of the content: German is the source, the others follow it page by page."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization


def set_up_locales() -> None:
    """A locale per language; new German pages appear in all others as synced aliases."""
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES
    }
    source = locales[settings.LANGUAGE_CODE]
    for code, locale in locales.items():
        if code != settings.LANGUAGE_CODE:
            LocaleSynchronization.objects.get_or_create(
                locale=locale, defaults={"sync_from": source}
            )
