"""Groups of the roles with exactly the rights of `portal/setup/rights.py`."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.roles import ADMIN_ROLES, Role
from portal.setup import rights
from portal.setup.collections import ROOT_COLLECTION

# What Wagtail's own migrations bring; the portal has its own groups.
FOREIGN_GROUPS = ("Moderators", "Editors")


def set_up_groups() -> None:
    """Make every role's group and give it its rights; rights that are not listed are taken."""
    for role in Role:
        group, _created = Group.objects.get_or_create(name=role.group_name)
        group.permissions.set(_model_permissions(role))
    _set_page_permissions()
    _set_collection_permissions()
    Group.objects.filter(name__in=FOREIGN_GROUPS, user__isnull=True).delete()


def allow_translators() -> None:
    """Open the trees of the translated languages to their groups (again, once one is new)."""
    homes = Page.objects.filter(depth=2).exclude(locale__language_code=settings.LANGUAGE_CODE)
    for role, codenames in rights.TRANSLATED_PAGES.items():
        group, _created = Group.objects.get_or_create(name=role.group_name)
        for home in homes:
            for permission in _of("wagtailcore", codenames):
                GroupPagePermission.objects.get_or_create(
                    group=group, page=home, permission=permission
                )


def _model_permissions(role: Role) -> Iterable[Permission]:
    if role == Role.ADMIN:
        return Permission.objects.all()
    wanted = set(rights.MODELS.get(role, ()))
    if role in ADMIN_ROLES:
        wanted.add("wagtailadmin.access_admin")
    return [_permission(name) for name in sorted(wanted)]


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _of(app: str, codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)


def _set_page_permissions() -> None:
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    for role in Role:
        codenames = rights.PAGES.get(role, frozenset())
        group = Group.objects.get(name=role.group_name)
        wanted = {(root.pk, p.pk) for p in _of("wagtailcore", codenames)}
        given = GroupPagePermission.objects.filter(group=group)
        if role not in rights.TRANSLATED_PAGES:
            given.exclude(page=root, permission__codename__in=codenames).delete()
        for page, permission in wanted:
            GroupPagePermission.objects.get_or_create(
                group=group, page_id=page, permission_id=permission
            )
    allow_translators()


def _set_collection_permissions() -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name=ROOT_COLLECTION)
    for role in Role:
        codenames = rights.MEDIA.get(role, frozenset())
        group = Group.objects.get(name=role.group_name)
        given = GroupCollectionPermission.objects.filter(group=group, collection=root)
        given.exclude(permission__codename__in=codenames).delete()
        found = Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
        )
        for permission in found:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
