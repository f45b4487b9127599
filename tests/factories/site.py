"""The site for tests: locales, root, home page and pages below it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import LocaleSynchronization

from home.models import HomePage, SectionPage, StandardPage

_numbers = itertools.count(1)
P = TypeVar("P", bound=Page)


def locales() -> dict[str, Locale]:
    """All locales of the portal by code, made where missing."""
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    return {
        code: known.get(code) or Locale.objects.create(language_code=code)
        for code, _name in settings.LANGUAGES
    }


def set_up() -> None:
    """The portal as `setup_portal` leaves it; run anew only where a test flushed it away.

    What it sets up stands in the database of a run from its beginning (`tests/conftest.py`).
    """
    if not LocaleSynchronization.objects.exists():
        call_command("setup_portal", verbosity=0)


def home_page(*, languages: bool = False, **fields: object) -> HomePage:
    """The German home page as root of the default site; made once, each test may change it.

    With `languages=True` the other locales get aliases of it, as the portal has them.
    """
    german = locales()["de"]
    home = HomePage.objects.filter(locale=german).first()
    if home is None:
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        fields = {"title": "Start", "question": "Was brauchen Sie?", **fields}
        home = root.add_child(instance=HomePage(slug="start", locale=german, **fields))
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home},
        )
        Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
        Site.clear_site_root_paths_cache()
    elif fields:
        for name, value in fields.items():
            setattr(home, name, value)
        home.save()
    if languages:
        for code, locale in locales().items():
            if code != "de" and not home.has_translation(locale):
                home.copy_for_translation(locale, alias=True)
    return home


def below(parent: Page | None, page: P) -> P:
    """Put a page of any type below a parent (default: the home page); fills the slug."""
    parent = parent or home_page()
    page.slug = page.slug or f"seite-{next(_numbers)}"
    page.locale = parent.locale
    parent.refresh_from_db()
    return parent.add_child(instance=page)  # type: ignore[no-any-return]


@contextmanager
def unindexed() -> Iterator[None]:
    """Save pages without telling search and the index of references: they take most of the time."""
    told = "modelsearch.signal_handlers.insert_or_update_object_task"
    with disable_reference_index_auto_update(), mock.patch(told):
        yield


def section(parent: Page | None = None, **fields: object) -> SectionPage:
    """A section below the home page, in the menu."""
    return below(parent, SectionPage(**{"title": "Hilfe", "show_in_menus": True, **fields}))


def standard_page(parent: Page | None = None, **fields: object) -> StandardPage:
    """A plain page."""
    return below(parent, StandardPage(**{"title": "Deutsch lernen", **fields}))
