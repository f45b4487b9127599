"""Which restrictions of the page tree hold for a page."""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField, CharField
from wagtail.models import Page

from portal.kernel.prepared import Prepared

COLUMNS = ("alias_of", "view_restrictions")
ON_THE_WAY = Prepared(
    lambda paths: Page.objects.filter(path__in=paths).order_by().values_list(*COLUMNS),
    paths=CharField(),
)
SOURCES = Prepared(
    lambda keys: Page.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS),
    keys=BigAutoField(),
)


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
