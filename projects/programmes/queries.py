"""Reads about programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, DateField, QuerySet

from portal.kernel import clock
from portal.kernel.prepared import Prepared
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


def _calls() -> Any:
    model: Any = FundingProgramme._meta.get_field("calls").related_model
    return model


def _faces(programme: Any) -> QuerySet[Any, Any]:
    pages = _calls()._meta.get_field("faces").related_model.objects
    live = pages.filter(live=True, call__programme=programme).order_by("-path")
    return live.values_list("call_id", "locale_id", "url_path")  # type: ignore[no-any-return]


OF_PROGRAMME = {"programme": BigAutoField[Any, Any]()}
RULES = Prepared(
    lambda programme, day: ProgrammeRules.objects.filter(
        programme=programme, valid_from__lte=day
    ).order_by("-valid_from")[:1],
    day=DateField(),
    **OF_PROGRAMME,
)
CATEGORIES = Prepared(lambda rules: CostCategory.objects.filter(rules=rules), rules=BigAutoField())
OPTIONS = Prepared(
    lambda programme: ProgrammeOption.objects.filter(programme=programme), **OF_PROGRAMME
)
PERIODS = Prepared(
    lambda programme: FundingPeriod.objects.filter(programme=programme).order_by("-starts_on"),
    **OF_PROGRAMME,
)
CALLS = Prepared(
    lambda programme: _calls().objects.filter(programme=programme).order_by("-closes_at"),
    **OF_PROGRAMME,
)
FACES = Prepared(_faces, **OF_PROGRAMME)


def programme_facts(programme: FundingProgramme) -> ProgrammeFacts:
    """Rules of today (else the first to come), categories, periods, calls and options."""
    key = programme.pk
    past = RULES.objects(programme=key, day=clock.today())
    rules = past[0] if past else programme.rules.order_by("valid_from").first()
    categories = CATEGORIES.objects(rules=rules.pk) if rules else []
    options = OPTIONS.objects(programme=key)
    calls = CALLS.objects(programme=key)
    for call in calls:
        call.programme = programme
    # What one may apply for now stands first, then what is coming, then what is over.
    calls.sort(key=lambda call: ("open", "upcoming", "closed").index(call.state))
    return ProgrammeFacts(
        rules=rules,
        payable=[category for category in categories if category.is_eligible],
        not_payable=[category for category in categories if not category.is_eligible],
        periods=PERIODS.objects(programme=key),
        calls=calls,
        options={
            kind: [option for option in options if option.kind == kind]
            for kind in OptionKind.values
        },
    )


def call_addresses(programme: FundingProgramme, locale_id: int) -> dict[int, str]:
    """The `url_path` of the live page of each call, in a locale where there is one (else any)."""
    rows = FACES.rows(programme=programme.pk)
    # Later rows win: those of the locale come last, and before them the first of the others.
    ordered = sorted(rows, key=lambda row: row[1] == locale_id)
    return {call: url_path for call, _locale, url_path in ordered}
