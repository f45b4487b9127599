"""Which collections are closed, and to whom they open."""

from __future__ import annotations

from typing import Any

from wagtail.models import Collection, CollectionViewRestriction


def is_closed(collection: Collection) -> bool:
    """Whether the collection, or one above it, opens only to some people."""
    return bool(collection.get_view_restrictions().exists())


def opens_to(collection: Collection, user: Any) -> bool:
    """Whether the user passes every restriction of the collection and of those above it.

    A password says nothing about a person, so a collection behind one stays closed here.
    """
    restrictions = collection.get_view_restrictions().prefetch_related("groups")
    return all(_passes(restriction, user) for restriction in restrictions)


def _passes(restriction: CollectionViewRestriction, user: Any) -> bool:
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    if restriction.restriction_type == CollectionViewRestriction.LOGIN or user.is_superuser:
        return True
    if restriction.restriction_type == CollectionViewRestriction.GROUPS:
        wanted = {group.pk for group in restriction.groups.all()}
        return user.groups.filter(pk__in=wanted).exists()
    return False
