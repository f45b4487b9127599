"""The trees of the other languages: synced aliases of all German pages, made in one go.

Wagtail's own way saves every alias by itself, which takes minutes for a whole site. These are
the same rows: `alias_of` leads to the German page, the translation key is shared, and every
restriction of a page stands on its aliases too.
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from typing import Any

from django.db.models import Model
from wagtail.models import Locale, Page, PageViewRestriction

from home.events.models import EventChange
from home.models import HomePage
from projects.models import ProjectPhoto

CHILDREN = (EventChange, ProjectPhoto)
"""Rows that belong to a page and come along with its alias."""


def load_aliases(made: list[Page], locales: list[Locale]) -> int:
    """An alias of every new public page in each locale; returns how many."""
    if not made:
        return 0
    home = HomePage.objects.get(alias_of=None, pk__in=_roots(made[0]))
    new = Page.objects.live().filter(pk__in=[page.pk for page in made])
    pages = list(new.order_by("path").specific())
    return sum(_tree(home, pages, locale) for locale in locales)


def _roots(page: Page) -> list[int]:
    return list(Page.objects.filter(depth=2, locale=page.locale).values_list("pk", flat=True))


def _tree(home: HomePage, pages: list[Page], locale: Locale) -> int:
    if not home.has_translation(locale):
        home.copy_for_translation(locale, alias=True)
    top = home.get_translation(locale)
    known = set(Page.objects.filter(locale=locale).values_list("translation_key", flat=True))
    sources = [page for page in pages if page.translation_key not in known]
    keys: dict[int, int] = {}
    for page in sources:
        alias = _alias(page, home, top, locale)
        alias.save_base(force_insert=(Model,))
        keys[page.pk] = alias.pk
    _count_children(top)
    _copy_children(keys)
    _copy_restrictions(keys)
    return len(keys)


def _alias(page: Any, home: Page, top: Page, locale: Locale) -> Any:
    alias = copy(page)
    alias._state = copy(page._state)
    alias._state.adding = True
    alias.pk = alias.id = None
    alias.alias_of_id = page.pk
    alias.locale = locale
    alias.path = top.path + page.path[len(home.path) :]
    alias.url_path = top.url_path + page.url_path[len(home.url_path) :]
    alias.latest_revision = None
    alias.draft_title = page.title
    return alias


def _count_children(top: Page) -> None:
    """New branches may hang on pages that stood before, so all are counted anew."""
    branch = list(top.get_descendants(inclusive=True))
    counts = Counter(page.path[: -page.steplen] for page in branch)
    for page in branch:
        page.numchild = counts[page.path]
    Page.objects.bulk_update(branch, ["numchild"])


def _copy_children(keys: dict[int, int]) -> None:
    for model in CHILDREN:
        rows = list(model._default_manager.filter(page__in=keys))
        for row in rows:
            row.pk, row.page_id = None, keys[row.page_id]
        model._default_manager.bulk_create(rows)


def _copy_restrictions(keys: dict[int, int]) -> None:
    for restriction in PageViewRestriction.objects.filter(page__in=keys):
        twin = PageViewRestriction.objects.create(
            page_id=keys[restriction.page_id],
            restriction_type=restriction.restriction_type,
            password=restriction.password,
        )
        twin.groups.set(restriction.groups.all())
