"""The collection of internal images and documents: files of it never have a public address."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.roles import NETWORK

INTERNAL_COLLECTION = "Intern"


def set_up_collections() -> Collection:
    """The collection “Intern”, open to the network's groups only."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    internal = root.get_children().filter(name=INTERNAL_COLLECTION).first()
    if internal is None:
        root.refresh_from_db()
        internal = root.add_child(name=INTERNAL_COLLECTION)
    restriction, _created = CollectionViewRestriction.objects.get_or_create(
        collection=internal,
        defaults={"restriction_type": CollectionViewRestriction.GROUPS},
    )
    names = [role.group_name for role in NETWORK]
    restriction.groups.set(Group.objects.filter(name__in=names))
    return internal
