"""Which parts of the page tree a visitor may not see (Wagtail's page view restrictions)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import BigAutoField, CharField, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from portal.kernel.prepared import Prepared

RESTRICTED = Prepared(
    lambda: (
        Page.objects.filter(
            translation_key__in=PageViewRestriction.objects.values("page__translation_key")
        )
        .order_by()
        .values_list(
            "path",
            "translation_key",
            "view_restrictions",
            "view_restrictions__restriction_type",
            "view_restrictions__groups",
        )
    )
)


COLUMNS = ("alias_of", "view_restrictions")
ON_THE_WAY = Prepared(
    lambda paths: Page.objects.filter(path__in=paths).order_by().values_list(*COLUMNS),
    paths=CharField(),
)
SOURCES = Prepared(
    lambda keys: Page.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS),
    keys=BigAutoField(),
)


def refused_paths(user: Any) -> set[str]:
    """Where in the page tree the parts begin that the visitor may not open: one query.

    A restriction holds for the page, its aliases and its translations. A page with a shared
    password counts as closed, since nobody has typed the password in a menu.
    """
    if getattr(user, "is_superuser", False):
        return set()
    paths: dict[UUID, set[str]] = defaultdict(set)
    groups: dict[tuple[UUID, int, str], set[int]] = defaultdict(set)
    for path, key, restriction, kind, group in RESTRICTED.rows():
        paths[key].add(path)
        if restriction is not None:
            groups[key, restriction, kind].add(group)
    if not paths:
        return set()
    mine = _groups_of(user)
    closed = {
        key for (key, _pk, kind), who in groups.items() if not _lets_in(kind, who, user, mine)
    }
    return set().union(*(paths[key] for key in closed))


def refused_for(request: HttpRequest) -> set[str]:
    """The same for the visitor of a request; asked once a request."""
    known: set[str] | None = getattr(request, "_portal_refused", None)
    if known is None:
        known = refused_paths(getattr(request, "user", None))
        request._portal_refused = known  # type: ignore[attr-defined]
    return known


def refused_to_guests(request: HttpRequest) -> tuple[str, ...]:
    """What lists leave out that show everybody the same: all that is closed to somebody."""
    if getattr(getattr(request, "user", None), "is_authenticated", False):
        return tuple(refused_paths(None))
    return tuple(refused_for(request))


def readable_pages(pages: QuerySet[Any], refused: set[str]) -> QuerySet[Any]:
    """The pages of a query outside the refused parts of the tree (search, sitemap, lists)."""
    if not refused:
        return pages
    closed = Q()
    for path in sorted(refused):
        closed |= Q(path__startswith=path)
    return pages.exclude(closed)


def restrictions_above(path: str) -> set[int]:
    """The keys of the restrictions of the page at that path of the tree and of all above it.

    An alias has those of its source and none of its own. One query, and one more where pages
    are aliases (for each step from alias to source).
    """
    step = Page.steplen
    rows: list[Any] = ON_THE_WAY.rows(
        paths=[path[:end] for end in range(step, len(path) + 1, step)]
    )
    found: set[int] = set()
    while rows:
        found |= {own for source, own in rows if source is None and own is not None}
        sources = {source for source, _own in rows if source is not None}
        rows = SOURCES.rows(keys=sources) if sources else []
    return found


def _groups_of(user: Any) -> set[int]:
    if not getattr(user, "is_authenticated", False):
        return set()
    return set(user.groups.values_list("pk", flat=True))


def _lets_in(kind: str, allowed: set[int], user: Any, mine: set[int]) -> bool:
    if kind == PageViewRestriction.NONE:
        return True
    if kind == PageViewRestriction.LOGIN:
        return bool(getattr(user, "is_authenticated", False))
    return kind == PageViewRestriction.GROUPS and bool(allowed & mine)
