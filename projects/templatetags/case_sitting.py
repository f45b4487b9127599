"""Asks the predicates of sittings where a panel knows the reader only through its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from projects.cases.models import Case
from projects.review.permissions import rights_on_page
from projects.sittings.permissions import may_read_sitting, may_run_sitting
from projects.sittings.permissions_pack import may_make_packs

register = template.Library()


@dataclass(frozen=True, slots=True)
class SittingRights:
    """What a reader may do with the agenda of sittings."""

    read: bool
    work: bool


@register.simple_tag
def sitting_rights(user: Any, case: Case) -> SittingRights:
    """What the reader may do; shares its questions with the other panels of the page."""
    rights = rights_on_page(user, case)
    return SittingRights(read=rights.read, work=rights.work)


@register.simple_tag
def meeting_rights(user: Any) -> SittingRights:
    """What the reader may do with the cases of a meeting."""
    return SittingRights(read=may_read_sitting(user), work=may_run_sitting(user))


@register.simple_tag
def pack_maker(user: Any) -> bool:
    """Whether the reader may have paper packs made."""
    return may_make_packs(user)
