"""Which parts of the page tree a visitor may not see (Wagtail's page view restrictions)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def refused_keys(user: Any) -> set[UUID]:
    """Translation keys of the restricted pages that the visitor may not open.

    Keys and not ids: an alias or translation of a closed page is closed as well. A page with a
    shared password counts as closed, since nobody has typed the password in a menu.
    """
    rows = list(
        PageViewRestriction.objects.values_list(
            "pk", "page__translation_key", "restriction_type", "groups"
        )
    )
    if not rows or getattr(user, "is_superuser", False):
        return set()
    groups: dict[tuple[int, UUID, str], set[int]] = defaultdict(set)
    for pk, key, kind, group in rows:
        groups[pk, key, kind].add(group)
    mine = _groups_of(user)
    return {
        key
        for (_pk, key, kind), allowed in groups.items()
        if not _accepts(kind, allowed, user, mine)
    }


def refused_for(request: HttpRequest) -> set[UUID]:
    """The same for the visitor of a request; asked once a request."""
    known: set[UUID] | None = getattr(request, "_portal_refused", None)
    if known is None:
        known = refused_keys(getattr(request, "user", None))
        request._portal_refused = known  # type: ignore[attr-defined]
    return known


def readable_pages(pages: QuerySet[Page], refused: set[UUID]) -> QuerySet[Page]:
    """The pages of a query outside the refused parts of the tree (search, sitemap, lists)."""
    if not refused:
        return pages
    closed = Q()
    for path in Page.objects.filter(translation_key__in=refused).values_list("path", flat=True):
        closed |= Q(path__startswith=path)
    return pages.exclude(closed)


def _groups_of(user: Any) -> set[int]:
    if not getattr(user, "is_authenticated", False):
        return set()
    return set(user.groups.values_list("pk", flat=True))


def _accepts(kind: str, allowed: set[int], user: Any, mine: set[int]) -> bool:
    if kind == PageViewRestriction.NONE:
        return True
    if kind == PageViewRestriction.LOGIN:
        return bool(getattr(user, "is_authenticated", False))
    return kind == PageViewRestriction.GROUPS and bool(allowed & mine)
