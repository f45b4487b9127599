"""The money of funding periods where a page of an earlier step shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from projects.budget.permissions import may_see_ledger
from projects.budget.queries import pots_of
from projects.programmes.models import FundingPeriod

register = template.Library()


@register.simple_tag
def with_money(periods: Sequence[FundingPeriod]) -> list[tuple[FundingPeriod, int]]:
    """Each period with the cents allotted to it; one query for all."""
    pots = pots_of(periods)
    return [(period, pots[period.pk].allotted) for period in periods]


@register.simple_tag
def ledger_reader(user: Any) -> bool:
    """Whether the reader may see entries."""
    return may_see_ledger(user)
