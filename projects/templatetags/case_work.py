"""Asks the predicates of the case work where a panel knows the reader only through its page."""

from __future__ import annotations

from typing import Any

from django import template

from projects.cases.models import Case
from projects.review.permissions import Rights, rights_on_page

register = template.Library()


@register.simple_tag
def case_rights(user: Any, case: Case) -> Rights:
    """What the reader may do in the case work; asked once for all panels of a page."""
    return rights_on_page(user, case)
