"""Reads about finished projects: few queries, whatever the number of projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.themes.queries import all_themes
from portal.kernel.amounts import Amount
from portal.kernel.prepared import Prepared
from projects.programmes.models import FundingPeriod, FundingProgramme
from projects.showcase.models import Microproject


def _public() -> QuerySet[Microproject]:
    """What was made from a case is nobody's business before a page of it is published."""
    page: Any = Microproject._meta.get_field("faces").related_model
    shown = page.objects.filter(microproject=OuterRef("pk"), live=True)
    found = Microproject.objects.filter(Q(case__isnull=True) | Exists(shown))
    return found.defer("results", "plan", "place_kind")


PROJECTS = Prepared(_public)
PROGRAMMES = Prepared(lambda: FundingProgramme.objects.all())
PERIODS = Prepared(lambda: FundingPeriod.objects.all())
SEARCHED = ("title", "carrier_name", "place", "results")


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures over a list of projects."""

    projects: int
    money: Amount
    carriers: int
    participants: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed by: pairs of value and label."""

    themes: list[tuple[str, str]]
    years: list[tuple[str, str]]
    carriers: list[tuple[str, str]]
    programmes: list[tuple[str, str]]


def all_projects() -> list[Microproject]:
    """Every finished project that is public, with theme, programme and period, in four queries."""
    projects = PROJECTS.objects()
    themes = all_themes()
    programmes = {programme.pk: programme for programme in PROGRAMMES.objects()}
    periods = {period.pk: period for period in PERIODS.objects()}
    for project in projects:
        project.theme = themes[project.theme_id]
        project.programme = programmes[project.programme_id]
        project.period = periods[project.period_id] if project.period_id else None
    return projects


def choices_in(projects: list[Microproject]) -> Choices:
    """Only what occurs, so that no choice leads to an empty list."""
    themes = {project.theme.code: project.theme for project in projects}
    ordered = sorted(themes.values(), key=lambda theme: (theme.order, theme.code))
    programmes = {project.programme.code: project.programme.name for project in projects}
    carriers = sorted({project.carrier_name for project in projects}, key=str.casefold)
    years = sorted({project.year for project in projects}, reverse=True)
    return Choices(
        themes=[(theme.code, str(theme)) for theme in ordered],
        years=[(str(year), str(year)) for year in years],
        carriers=[(carrier, carrier) for carrier in carriers],
        programmes=sorted(programmes.items(), key=lambda pair: pair[1].casefold()),
    )


def narrowed(
    projects: list[Microproject], chosen: dict[str, str], found: set[int] | None = None
) -> list[Microproject]:
    """The projects that fit all choices made; `found` are the keys a search gave."""
    return [
        project
        for project in projects
        if (found is None or project.pk in found)
        and chosen.get("theme", project.theme.code) == project.theme.code
        and chosen.get("year", str(project.year)) == str(project.year)
        and chosen.get("carrier", project.carrier_name) == project.carrier_name
        and chosen.get("programme", project.programme.code) == project.programme.code
    ]


def ids_with_words(text: str) -> set[int]:
    """Keys of the projects whose record contains every word."""
    wanted = Q()
    for word in text.split()[:8]:
        anywhere = Q()
        for field in SEARCHED:
            anywhere |= Q(**{f"{field}__icontains": word})
        wanted &= anywhere
    return set(Microproject.objects.filter(wanted).values_list("pk", flat=True))


def sums(projects: Iterable[Microproject]) -> Sums:
    """How many projects, how much money, how many carriers and people."""
    listed = list(projects)
    return Sums(
        projects=len(listed),
        money=Amount(sum(project.cents for project in listed)),
        carriers=len({project.carrier_name for project in listed}),
        participants=sum(project.participants or 0 for project in listed),
    )


def page_of(projects: list[Microproject], number: str | None, per_page: int) -> object:
    """One page of the list; a senseless number gives the first or the last."""
    return Paginator(projects, per_page).get_page(number)
