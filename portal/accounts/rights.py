"""What the admin asks of a reader on every page, asked once for each request and kept nowhere.

Django asks for the rights of a person and those of their groups, Wagtail for settings, rights on
pages and collections, and the place where the tree begins; each keeps the answer on the user's
object, which lives as long as a request. `User` fills in what they look for there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigAutoField

from portal.kernel.prepared import Prepared

PROFILE = "wagtail_userprofile"
RIGHTS = (
    "groups__name",
    "groups__permissions__content_type__app_label",
    "groups__permissions__codename",
    "user_permissions__content_type__app_label",
    "user_permissions__codename",
)


@dataclass(frozen=True, slots=True)
class Rights:
    """Names of the groups, and rights as Django writes them (`app.codename`)."""

    groups: frozenset[str]
    of_groups: frozenset[str]
    own: frozenset[str]


def _profile_columns() -> list[str]:
    profile = apps.get_model("wagtailusers", "UserProfile")
    return [field.attname for field in profile._meta.concrete_fields]


_READER = Prepared(
    lambda user: (
        apps.get_model("portal", "User")
        .objects.filter(pk=user)
        .order_by()
        .values_list(*(f"{PROFILE}__{name}" for name in _profile_columns()), *RIGHTS)
    ),
    user=BigAutoField(),
)
_ON_PAGES = Prepared(
    lambda user: (
        apps.get_model("wagtailcore", "GroupPagePermission")
        .objects.filter(group__user__pk=user)
        .select_related("page", "permission")
    ),
    user=BigAutoField(),
)
_ON_COLLECTIONS = Prepared(
    lambda user: (
        apps.get_model("wagtailcore", "GroupCollectionPermission")
        .objects.filter(group__user__pk=user)
        .select_related("permission", "collection")
    ),
    user=BigAutoField(),
)


def read_rights(user: Any) -> Rights:
    """Groups and rights of a person; their settings of the admin are kept on the way (one query).

    Raises AttributeError for the administration, which may all: Django then goes its own way.
    """
    if user.is_superuser:
        raise AttributeError("rights")
    names, rows = _profile_columns(), _READER.raw_rows(user=user.pk)
    width = len(names)
    profile = None
    if rows and rows[0][0] is not None:
        model = apps.get_model("wagtailusers", "UserProfile")
        (first,) = _READER.converted(rows[:1], user=user.pk)
        profile = model.from_db(DEFAULT_DB_ALIAS, names, first[:width])
        profile.user = user
    user._state.fields_cache[PROFILE] = profile
    return Rights(
        groups=frozenset(row[width] for row in rows if row[width]),
        of_groups=frozenset(f"{row[width + 1]}.{row[width + 2]}" for row in rows if row[width + 2]),
        own=frozenset(f"{row[width + 3]}.{row[width + 4]}" for row in rows if row[width + 4]),
    )


def on_pages(user: Any) -> list[Any]:
    """Wagtail's rights of a person's groups on pages; none where Wagtail asks for none."""
    return _ON_PAGES.objects(user=user.pk) if _has_own_rights(user) else []


def on_collections(user: Any) -> list[Any]:
    """The same on collections of pictures and documents."""
    return _ON_COLLECTIONS.objects(user=user.pk) if _has_own_rights(user) else []


def _has_own_rights(user: Any) -> bool:
    return bool(user.is_active and not user.is_superuser)


def tree_root(user: Any) -> Any:
    """The page that a person's part of the tree begins with, where one of their rights names it.

    Raises AttributeError where none does: Wagtail then looks for it itself.
    """
    from wagtail.permissions import page_permission_policy

    if not _has_own_rights(user):
        raise AttributeError("tree_root")
    pages = page_permission_policy.instances_with_direct_explore_permission(user)
    top = min(pages, key=lambda page: page.depth, default=None)
    if top is None or not all(page.path.startswith(top.path) for page in pages):
        raise AttributeError("tree_root")
    return top
