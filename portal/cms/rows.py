"""Pages of a list as plain rows: making whole pages of them takes longer than showing them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, IntegerField, QuerySet
from wagtail.models import Page

from portal.kernel.prepared import Prepared

FIRST, LAST = "0" * Page.steplen, "Z" * Page.steplen
"""The places before the first and after the last child in the alphabet of the page tree."""

CHILDREN: dict[str, Any] = {"first": CharField(), "last": CharField(), "depth": IntegerField()}


class PageRow(NamedTuple):
    """What a link to a page needs, with the code of its language."""

    pk: int
    path: str
    title: str
    url_path: str
    code: str


AT = Prepared(
    lambda path: (
        Page.objects.filter(path=path)
        .order_by()
        .values_list(*PageRow._fields[:-1], "locale__language_code")
    ),
    path=CharField(),
)


def parent_of(page: Page) -> PageRow | None:
    """The page above (one query)."""
    rows = AT.rows(path=page.path[: -Page.steplen])
    return PageRow(*rows[0]) if rows else None


def live_children(pages: QuerySet[Any], first: Any, last: Any, depth: Any) -> QuerySet[Any]:
    """For prepared questions with the blanks of `CHILDREN`: the live pages right below one."""
    return pages.filter(path__gt=first, path__lt=last, depth=depth, live=True)


def children_of(parent: Page) -> dict[str, Any]:
    """What fills the blanks of `live_children`: where in the tree the pages below begin and end."""
    return _place(parent.path, parent.depth + 1)


def siblings_of(page: Page) -> dict[str, Any]:
    """The same for the pages beside one, itself included."""
    return _place(page.path[: -Page.steplen], page.depth)


def _place(path: str, depth: int) -> dict[str, Any]:
    return {"first": path + FIRST, "last": path + LAST, "depth": depth}
