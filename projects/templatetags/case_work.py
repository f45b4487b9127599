"""Asks the predicates of the case work where a panel knows the reader only through its page."""

from __future__ import annotations

from typing import Any

from django import template

from projects.cases.models import Case
from projects.review import permissions

register = template.Library()


@register.simple_tag
def may_read_review(user: Any, case: Case) -> bool:
    """Whether the reader may see the case work."""
    return permissions.may_read_review(user, case)


@register.simple_tag
def may_begin_review(user: Any, case: Case) -> bool:
    """Whether the reader may begin the formal check."""
    return permissions.may_begin_review(user, case)


@register.simple_tag
def may_review(user: Any, case: Case) -> bool:
    """Whether the reader works on the case."""
    return permissions.may_review(user, case)


@register.simple_tag
def may_ask(user: Any, case: Case) -> bool:
    """Whether the reader may ask the applicant now."""
    return permissions.may_ask(user, case)


@register.simple_tag
def may_ask_offices(user: Any, case: Case) -> bool:
    """Whether the reader may ask offices for their opinion now."""
    return permissions.may_ask_offices(user, case)
