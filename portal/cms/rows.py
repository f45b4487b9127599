"""Pages of a list as plain rows: making whole pages of them takes longer than showing them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import BigAutoField, CharField, IntegerField, QuerySet
from wagtail.models import Page

from portal.cms.pages import BasePage
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


def _rows(pages: QuerySet[Any]) -> QuerySet[Any, Any]:
    return pages.values_list(*PageRow._fields[:-1], "locale__language_code")


AT = Prepared(lambda path: _rows(Page.objects.filter(path=path).order_by()), path=CharField())


class Detail(NamedTuple):
    """What a list shows of a page of any type besides its title."""

    pk: int
    summary: str
    is_demo: bool
    picture_id: int | None


NOTHING = Detail(0, "", False, None)


def _live_below(**place: Any) -> QuerySet[Any, Any]:
    return _rows(live_children(Page.objects.all(), **place).order_by("path"))


def _details(keys: Any) -> QuerySet[Any, Any]:
    """One question to the tables of all types of pages."""
    models: list[Any] = [model for model in apps.get_models() if issubclass(model, BasePage)]
    first, *others = (
        model.objects.filter(id__in=keys).order_by().values_list("page_ptr_id", *Detail._fields[1:])
        for model in models
    )
    return first.union(*others, all=True)


BELOW = Prepared(_live_below, **CHILDREN)
DETAILS = Prepared(_details, keys=BigAutoField())


def rows_below(parent: Page) -> list[PageRow]:
    """The live pages right below one, in their order (one query, none for a leaf)."""
    return [PageRow(*row) for row in BELOW.rows(**children_of(parent))] if parent.numchild else []


def details_of(keys: Iterable[int]) -> dict[int, Detail]:
    """Summary, demo mark and picture of pages of any type by their key (one query)."""
    return {row[0]: Detail(*row) for row in DETAILS.rows(keys=set(keys))}


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
