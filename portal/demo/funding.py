"""Programmes with their rules, periods and calls, and the finished projects of the demo."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from portal.demo.book import Book
from portal.demo.content import read, read_all
from portal.demo.days import day_of
from portal.demo.forms import demo_form
from portal.kernel import clock
from portal.kernel.clock import BERLIN
from projects.models import (
    Call,
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    Microproject,
    ProgrammeOption,
    ProgrammeRules,
    RealCost,
)
from projects.programmes.models import OptionKind

OPENS_AT, CLOSES_AT = time(9), time(18)
ASKED_FIRST = ("carrier_kinds", "area", "refuses_other_funding")


def load_funding(book: Book) -> None:
    """Make the programmes, calls and projects that are missing."""
    for entry in read_all("programmes").values():
        known = FundingProgramme.objects.filter(code=entry["code"]).first()
        book.programmes[entry["code"]] = known or _programme(entry)
    for entry in read("calls")["call"]:
        known_call = Call.objects.filter(code=entry["code"]).first()
        book.calls[entry["code"]] = known_call or make_call(book, entry)
    known_projects = {project.code: project for project in Microproject.objects.all()}
    for code, entry in read_all("microprojects").items():
        book.microprojects[code] = known_projects.get(code) or _microproject(book, code, entry)


def _programme(entry: dict[str, Any]) -> FundingProgramme:
    names = ("title", "short_title", "purpose", "funder")
    programme = FundingProgramme.objects.create(
        code=entry["code"],
        is_active=entry["active"],
        draws_down=entry.get("draws_down", False),
        retention_years=entry["retention_years"],
        **{name: entry[name] for name in names},
    )
    year = clock.today().year
    periods = [span(year, period) for period in entry["period"]]
    FundingPeriod.objects.bulk_create(
        FundingPeriod(programme=programme, starts_on=first, ends_on=last) for first, last in periods
    )
    categories = CostCategory.objects.bulk_create(
        CostCategory(
            programme=programme,
            code=category["code"],
            labels=category["labels"],
            is_eligible=category.get("eligible", True),
            position=position,
        )
        for position, category in enumerate(entry["category"])
    )
    ProgrammeOption.objects.bulk_create(
        ProgrammeOption(programme=programme, position=position, **option)
        for position, option in enumerate(entry["option"])
    )
    rules = ProgrammeRules.objects.create(
        programme=programme,
        valid_from=entry.get("valid_from", min(first for first, _last in periods)),
        cap_cents=entry["cap"] * 100,
        rate_percent=entry["rate"],
        financing_type=entry["financing"],
        text=entry["rules"],
        **{name: entry[name] for name in ASKED_FIRST if name in entry},
    )
    rules.categories = categories
    rules.save()
    return programme


def span(year: int, period: dict[str, Any]) -> tuple[date, date]:
    """First and last day of a funding period of the demo, seen from a year."""
    if "from" in period:
        return period["from"], period["to"]
    in_year = year + period["year"]
    return date(in_year, 1, 1), date(in_year, 12, 31)


def make_call(book: Book, entry: dict[str, Any]) -> Call:
    """A call; its period is told by the year, seen from this one."""
    programme = book.programmes[entry["programme"]]
    names = ("title", "intro", "form_intro", "promised_step")
    year = clock.today().year + entry["period"]
    call = Call(
        code=entry["code"],
        programme=programme,
        period=FundingPeriod.objects.get(programme=programme, starts_on__year=year),
        opens_at=datetime.combine(day_of(entry["opens"]), OPENS_AT, BERLIN),
        closes_at=datetime.combine(day_of(entry["closes"]), CLOSES_AT, BERLIN),
        sitting_on=day_of(entry["sitting"]),
        decision_promised_on=day_of(entry["promised"]),
        **{name: entry[name] for name in names if name in entry},
    )
    call.rules = programme.rules.earliest("valid_from")
    call.form = demo_form(book, entry["form"])
    call.full_clean()
    call.save()
    return call


def _microproject(book: Book, code: str, entry: dict[str, Any]) -> Microproject:
    programme = book.programmes[entry["programme"]]
    year: int = entry["period"] if "period" in entry else entry["year"]
    carrier = book.organisations.get(entry["carrier"])
    x, y = entry["map"]
    project = Microproject.objects.create(
        code=code,
        title=entry["title"],
        carrier_name=carrier.name if carrier else entry["carrier"],
        organisation=carrier,
        programme=programme,
        period=FundingPeriod.objects.filter(programme=programme, starts_on__year=year).first(),
        year=year,
        theme=book.themes[entry["theme"]],
        cents=entry["grant"] * 100,
        results={"de": entry["results"]},
        participants=entry["participants"],
        volunteers=entry["volunteers"],
        events=entry["events"],
        place=entry.get("place", ""),
        map_x=x,
        map_y=y,
        is_demo=True,
        plan=entry.get("plan", {}),
        place_kind=entry.get("place_kind", {}),
    )
    _example(project, entry)
    return project


def _example(project: Microproject, entry: dict[str, Any]) -> None:
    """What neighbours may begin an application of, where the file says it."""
    groups = project.programme.options.filter(
        kind=OptionKind.TARGET_GROUP, code__in=entry.get("groups", [])
    )
    if groups:
        project.target_groups = groups
        project.save()
    categories = {category.code: category for category in project.programme.categories.all()}
    RealCost.objects.bulk_create(
        RealCost(
            microproject=project,
            position=position,
            labels=cost["labels"],
            category=categories[cost["category"]],
            amount_cents=cost["euro"] * 100,
        )
        for position, cost in enumerate(entry.get("cost", []))
    )
