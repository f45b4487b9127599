"""Languages of the content: German is the source, the others follow it page by page."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization


def set_up_locales() -> None:
    """A locale for every language of the portal."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def follow_german() -> None:
    """New German pages appear in all other languages as synced aliases.

    Pages that stand already are brought along once, where a language begins to follow.
    """
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    following = LocaleSynchronization.objects.values("locale")
    new = [
        LocaleSynchronization(locale=locale, sync_from=source)
        for locale in Locale.objects.exclude(pk=source.pk).exclude(pk__in=following)
    ]
    LocaleSynchronization.objects.bulk_create(new)
    if new and Page.objects.filter(depth=2, content_type__app_label="home").exists():
        call_command("sync_locale_trees", verbosity=0)
