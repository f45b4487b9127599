"""Asks the predicates of the case work where a panel knows the reader only through its page."""

from __future__ import annotations

from typing import Any

from django import template

from projects.cases.models import Case
from projects.review.permissions import Rights, rights_of

register = template.Library()


@register.simple_tag
def case_rights(user: Any, case: Case) -> Rights:
    """What the reader may do in the case work; asked once for all panels of a page."""
    kept: tuple[Any, Rights] | None = getattr(case, "_rights", None)
    if kept is None or kept[0] is not user:
        kept = (user, rights_of(user, case))
        case._rights = kept  # type: ignore[attr-defined]  # lives as long as the page
    return kept[1]
