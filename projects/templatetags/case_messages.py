"""Asks the predicates of messages where a panel knows the reader only through its page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from projects.cases.models import Case
from projects.correspondence import permissions, telling

register = template.Library()


@register.simple_tag
def may_write_as_office(user: Any, case: Case) -> bool:
    """Whether the reader may write for the office."""
    return permissions.may_write_as_office(user, case)


@register.simple_tag
def may_mark_as_office(user: Any, case: Case) -> bool:
    """Whether the reader may mark messages as read for the office."""
    return permissions.may_mark_as_office(user, case)


@register.simple_tag
def promised_on(case: Case) -> date | None:
    """The day of the promised decision, moved on by waiting for the applicant."""
    return telling.promised_on(case)
