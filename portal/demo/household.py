"""Funders, a carry-over and the own budget of the demo, through the same actions as real ones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.kernel import clock
from projects.budget.actions import allot
from projects.budget.actions_carry import CarryPart, carry_over
from projects.budget.queries import purses_of
from projects.budget.queries_carry import carry_preview
from projects.household import actions, actions_money, actions_projects
from projects.household.sums import INCOME
from projects.models import (
    BudgetPosition,
    Funder,
    FundingPeriod,
    FundingProgramme,
    LedgerEntry,
    OwnBudget,
    ProjectFunding,
)
from projects.programmes.carrying import CarryOver

FIRST_BOOKING, BETWEEN = 20, 45
"""Days after the year's begin of the first posting of a position, and between two."""


def load_household(book: Book) -> None:
    """Make what is missing of funders, gifts, the carry-over and the own budget."""
    content = read("household")
    funders = _funders(content["funder"])
    for entry in content["gift"]:
        _gift(book, entry, funders)
    for entry in content["rest"]:
        _rest(book, entry)
    if not OwnBudget.objects.exists():
        _budget(book, content, funders)


def _funders(entries: list[dict[str, Any]]) -> dict[str, Funder]:
    found = {}
    for entry in entries:
        said = {name: entry[name] for name in ("kind", "labels")}
        said["contact"] = entry.get("contact", "")
        found[entry["code"]], _new = Funder.objects.get_or_create(code=entry["code"], defaults=said)
    return found


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:household:{text}")


def _on(day: date) -> Any:
    return clock.frozen(datetime.combine(day, time(9), clock.BERLIN))


def _year(programme: FundingProgramme, year: int) -> FundingPeriod | None:
    """The period of that year, as difference to the running one; an older demo may have none."""
    periods = FundingPeriod.objects.filter(programme=programme)
    return periods.filter(starts_on__year=clock.today().year + year).first()


def _gift(book: Book, entry: dict[str, Any], funders: dict[str, Funder]) -> None:
    period = _year(book.programmes[entry["programme"]], entry["year"])
    key = f"demo:gift:{period.pk if period else ''}:{entry['funder']}"
    if period is None or LedgerEntry.objects.filter(key=key).exists():
        return
    said = {"funder": funders[entry["funder"]], "purpose": entry["purpose"]}
    allot(
        by=book.users["coordinator"],
        period=period,
        cents=entry["euros"] * 100,
        reason=entry["reason"],
        key=key,
        **said,
    )


def _rest(book: Book, entry: dict[str, Any]) -> None:
    """Last year's pot, whose rest the programme lets go over in part."""
    programme = book.programmes[entry["programme"]]
    key = f"demo:rest:{programme.pk}"
    source, target = (_year(programme, entry["year"] + later) for later in (0, 1))
    is_done = LedgerEntry.objects.filter(key=f"{key}:0:out").exists()
    if is_done or source is None or target is None:
        return
    programme.carry_over, programme.carry_percent = CarryOver.SHARE, entry["percent"]
    programme.save(update_fields=["carry_over", "carry_percent"])
    own = purses_of(source).get((None, ""), 0)
    cents = min(entry["carried"] * 100, carry_preview(source).limit, own)
    if cents <= 0:
        return
    with _on(target.starts_on):
        carry_over(
            by=book.users["coordinator"],
            source=source,
            target=target,
            parts=[CarryPart(None, "", cents)],
            reason=entry["reason"],
            key=key,
        )


def _budget(book: Book, content: dict[str, Any], funders: dict[str, Funder]) -> None:
    by, first = book.users["coordinator"], clock.today().replace(month=1, day=1)
    with _on(first - timedelta(days=40)):
        budget = _open(by, content["budget"]["title"], first)
        fundings = _projects(by, budget, content["project"], funders)
        positions = [_position(by, budget, entry) for entry in content["position"]]
        actions.agree_budget(by=by, budget=budget)
    for (name, steps), funding in fundings:
        _steps(by, name, steps, funding)
    known = {(str(each.project), each.funder.code): each for _said, each in fundings}
    for entry, position in zip(content["position"], positions, strict=True):
        _moved(book, entry, position, known)
    _open(by, content["budget"]["next"], first.replace(year=first.year + 1))


def _open(by: Any, title: str, first: date) -> OwnBudget:
    return actions.open_budget(
        by=by,
        title=f"{title} {first.year}",
        starts_on=first,
        ends_on=first.replace(month=12, day=31),
        key=_key(f"{first.year}"),
    )


def _projects(
    by: Any, budget: OwnBudget, entries: list[dict[str, Any]], funders: dict[str, Funder]
) -> list[tuple[tuple[str, list[Any]], ProjectFunding]]:
    found = []
    for entry in entries:
        project = actions.add_project(by=by, budget=budget, name=entry["name"])
        for each in entry["funder"]:
            funding = actions_projects.add_funder(
                by=by, project=project, funder=funders[each["funder"]], purpose=each["purpose"]
            )
            found.append(((entry["name"], each["steps"]), funding))
    return found


def _position(by: Any, budget: OwnBudget, entry: dict[str, Any]) -> BudgetPosition:
    project = budget.projects.filter(name=entry.get("project", "")).first()
    return actions.add_position(
        by=by,
        budget=budget,
        side=entry["side"],
        number=entry["number"],
        label=entry["label"],
        cents=entry["euros"] * 100,
        project=project,
    )


def _steps(by: Any, name: str, steps: list[Any], funding: ProjectFunding) -> None:
    for number, (kind, euros, days) in enumerate(steps):
        day = clock.today() + timedelta(days=days)
        with _on(day):
            actions_projects.note_step(
                by=by,
                funding=funding,
                kind=kind,
                cents=euros * 100,
                on=day,
                reason=f"{name}: Schreiben vom Tag (erfunden)",
                key=str(_key(f"step:{funding.pk}:{number}")),
            )


def _moved(
    book: Book,
    entry: dict[str, Any],
    position: BudgetPosition,
    fundings: dict[tuple[str, str], ProjectFunding],
) -> None:
    """What is booked on a position, its later plan and its forecast."""
    first = position.budget.starts_on
    for number, (euros, reason, funder) in enumerate(entry["booked"]):
        day = min(first + timedelta(days=FIRST_BOOKING + BETWEEN * number), clock.today())
        with _on(day):
            actions_money.book(
                by=book.users["finance"],
                position=position,
                cents=euros * 100,
                on=day,
                reason=f"{reason} (erfunden)",
                document=f"{'Eingang' if entry['side'] == INCOME else 'Rechnung'} {number + 1}",
                key=str(_key(f"{position.pk}:{number}")),
                funding=fundings.get((entry.get("project", ""), funder)),
            )
    by = book.users["coordinator"]
    for name, act in (("plan", actions_money.change_plan), ("forecast", actions_money.forecast)):
        if name in entry:
            euros, reason = entry[name]
            key = str(_key(f"{position.pk}:{name}"))
            act(by=by, position=position, cents=euros * 100, reason=reason, key=key)
