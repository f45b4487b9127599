"""Groups of the roles with exactly the rights of `portal/setup/rights.py`."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.roles import ADMIN_ROLES, Role
from portal.setup import rights
from portal.setup.collections import ROOT_COLLECTION

# What Wagtail's own migrations bring; the portal has its own groups.
FOREIGN_GROUPS = ("Moderators", "Editors")


def set_up_groups() -> None:
    """Make every role's group and give it its rights; rights that are not listed are taken."""
    groups = _groups()
    known = {f"{app}.{name}": key for key, app, name in _permissions()}
    for role, group in groups.items():
        group.permissions.set(known.values() if role == Role.ADMIN else _of_models(role, known))
    _set_page_permissions(groups, known)
    _set_collection_permissions(groups, known)
    Group.objects.filter(name__in=FOREIGN_GROUPS, user__isnull=True).delete()


def allow_translators() -> None:
    """Open the trees of the translated languages to their groups (again, once one is new)."""
    _allow_translators(
        _groups(), {f"{app}.{name}": key for key, app, name in _permissions("wagtailcore")}
    )


def _groups() -> dict[Role, Group]:
    """The group of each role, made where it is missing."""
    named = {role.group_name: role for role in Role}
    Group.objects.bulk_create([Group(name=name) for name in named], ignore_conflicts=True)
    return {named[group.name]: group for group in Group.objects.filter(name__in=named)}


def _permissions(*apps: str) -> Iterable[tuple[int, str, str]]:
    """Key, app and codename of the permissions of these apps, of all where none is named."""
    found = Permission.objects.order_by()
    if apps:
        found = found.filter(content_type__app_label__in=apps)
    return found.values_list("pk", "content_type__app_label", "codename")


def _of_models(role: Role, known: dict[str, int]) -> list[int]:
    """The keys of what a role may with models; raises KeyError for a name that is unknown."""
    wanted = set(rights.MODELS.get(role, ()))
    if role in ADMIN_ROLES:
        wanted.add("wagtailadmin.access_admin")
    return [known[name] for name in wanted]


def _set_page_permissions(groups: dict[Role, Group], known: dict[str, int]) -> None:
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    given = GroupPagePermission.objects.filter(group__in=groups.values())
    rows, listed = [], Q()
    for role, group in groups.items():
        wanted = [known[f"wagtailcore.{name}"] for name in rights.PAGES.get(role, ())]
        rows += [GroupPagePermission(group=group, page=root, permission_id=p) for p in wanted]
        if role in rights.TRANSLATED_PAGES:
            listed |= Q(group=group)
        else:
            listed |= Q(group=group, page=root, permission__in=wanted)
    given.exclude(listed).delete()
    GroupPagePermission.objects.bulk_create(rows, ignore_conflicts=True)
    _allow_translators(groups, known)


def _allow_translators(groups: dict[Role, Group], known: dict[str, int]) -> None:
    homes = Page.objects.filter(depth=2).exclude(locale__language_code=settings.LANGUAGE_CODE)
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(
                group=groups[role], page_id=home, permission_id=known[f"wagtailcore.{name}"]
            )
            for home in homes.values_list("pk", flat=True)
            for role, names in rights.TRANSLATED_PAGES.items()
            for name in names
        ],
        ignore_conflicts=True,
    )


def _set_collection_permissions(groups: dict[Role, Group], known: dict[str, int]) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name=ROOT_COLLECTION)
    rows, listed = [], Q()
    for role, group in groups.items():
        wanted = [_of_media(name, known) for name in rights.MEDIA.get(role, ())]
        rows += [
            GroupCollectionPermission(group=group, collection=root, permission_id=p) for p in wanted
        ]
        listed |= Q(group=group, permission__in=wanted)
    given = GroupCollectionPermission.objects.filter(group__in=groups.values(), collection=root)
    given.exclude(listed).delete()
    GroupCollectionPermission.objects.bulk_create(rows, ignore_conflicts=True)


def _of_media(codename: str, known: dict[str, int]) -> int:
    """The key of a right on pictures or documents, which are two apps of Wagtail."""
    return known.get(f"wagtailimages.{codename}") or known[f"wagtaildocs.{codename}"]
