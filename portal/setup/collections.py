"""The collection of internal images and documents: files of it never have a public address."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.roles import NETWORK

INTERNAL_COLLECTION = "Intern"
ROOT_COLLECTION = "Für alle sichtbar"
WAGTAILS_NAME = "Root"


def set_up_collections() -> Collection:
    """The collection “Intern”, open to the network's groups only.

    Editors choose between it and the root, so the root gets a German name, too; a name that the
    office gave it stays.
    """
    root = Collection.get_first_root_node() or Collection.add_root(name=ROOT_COLLECTION)
    if root.name == WAGTAILS_NAME:
        root.name = ROOT_COLLECTION
        root.save(update_fields=["name"])
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
