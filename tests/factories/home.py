"""Alerts, legal pages and internal sections for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from home.models import Alert, InternalSectionPage, LegalPage
from portal.kernel import clock
from tests.factories.site import below, locales


def alert(
    title: str = "Straße gesperrt",
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    **fields: object,
) -> Alert:
    """An alert that began an hour ago and ends in an hour, unless told otherwise."""
    now = clock.now()
    return Alert.objects.create(
        title={"de": title},
        starts_at=starts_at or now - timedelta(hours=1),
        ends_at=ends_at or now + timedelta(hours=1),
        **fields,
    )


def legal_page(kind: str = "imprint", **fields: object) -> LegalPage:
    """A legal page below the home page."""
    return below(None, LegalPage(**{"title": "Impressum", "kind": kind, **fields}))


def internal_section(parent: Page | None = None, **fields: object) -> InternalSectionPage:
    """An internal section in the menu; closed to all but the network by itself."""
    fields = {"title": "Intern", "show_in_menus": True, **fields}
    return below(parent, InternalSectionPage(**fields))


def open_only_to(page: Page, group_name: str) -> Group:
    """Narrow an internal section to one group, such as a body."""
    group = Group.objects.get_or_create(name=group_name)[0]
    restriction, _created = PageViewRestriction.objects.get_or_create(
        page=page, defaults={"restriction_type": PageViewRestriction.GROUPS}
    )
    restriction.groups.set([group])
    return group


def alias_of(page: Page, code: str) -> Page:
    """The synced alias of a page in another language, as wagtail-localize makes it."""
    return page.copy_for_translation(locales()[code], copy_parents=True, alias=True)


def translation_of(page: Page, code: str, **fields: object) -> Page:
    """A real, published translation of a page; an alias that stood there becomes it."""
    existing = page.get_translation_or_none(locales()[code])
    if existing:
        Page.objects.filter(pk=existing.pk).update(alias_of=None, **fields)
        return Page.objects.get(pk=existing.pk).specific
    copy = page.copy_for_translation(locales()[code], copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return Page.objects.get(pk=copy.pk).specific
