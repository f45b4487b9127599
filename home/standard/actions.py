"""Closing an internal section."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from portal.accounts.roles import NETWORK


@transaction.atomic
def protect_section(*, page: Page) -> None:
    """Open a new internal section to the network alone; a restriction that stands is kept.

    Aliases follow their source, and Wagtail copies the restriction to a translation, so
    neither gets one of its own here.
    """
    if page.alias_of_id or page.view_restrictions.exists() or page.get_translations().exists():
        return
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    names = [role.group_name for role in sorted(NETWORK)]
    known = set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    for name in names:
        if name not in known:
            Group.objects.create(name=name)
    restriction.groups.set(Group.objects.filter(name__in=names))


def close_new_section(instance: Page, created: bool, raw: bool = False, **signal: Any) -> None:
    """Receiver: a section that was just stored is closed before anybody can ask for it."""
    if created and not raw:
        protect_section(page=instance)
