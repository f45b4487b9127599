"""Reads about programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from portal.kernel import clock
from projects.programmes.models import (
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    OptionKind,
    ProgrammeOption,
    ProgrammeRules,
)


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What a page says about a programme, read in a handful of queries."""

    rules: ProgrammeRules | None
    payable: list[CostCategory]
    not_payable: list[CostCategory]
    periods: list[FundingPeriod]
    calls: list[Any]
    options: dict[str, list[ProgrammeOption]]


def programme_facts(programme: FundingProgramme) -> ProgrammeFacts:
    """Rules of today (else the first to come), categories, periods, calls and options."""
    rules = programme.rules_on(clock.today()) or programme.rules.order_by("valid_from").first()
    categories = list(rules.categories.all()) if rules else []
    options = list(programme.options.all())
    calls = list(programme.calls.order_by("-closes_at").prefetch_related(_faces(programme)))
    for call in calls:
        call.programme = programme
    # What one may apply for now stands first, then what is coming, then what is over.
    calls.sort(key=lambda call: ("open", "upcoming", "closed").index(call.state))
    return ProgrammeFacts(
        rules=rules,
        payable=[category for category in categories if category.is_eligible],
        not_payable=[category for category in categories if not category.is_eligible],
        periods=list(programme.periods.order_by("-starts_on")),
        calls=calls,
        options={
            kind: [option for option in options if option.kind == kind]
            for kind in OptionKind.values
        },
    )


def _faces(programme: FundingProgramme) -> Prefetch[Any]:
    """The pages of its calls with what a link needs; their texts stay unread."""
    pages: Any = programme.calls.model._meta.get_field("faces").related_model
    return Prefetch("faces", pages.objects.only("title", "url_path", "live", "locale", "call"))
