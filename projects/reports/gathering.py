"""Gathers what a report says, from the ledger and the cases: a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from projects.budget.queries import pot_of, pots_of_cases
from projects.budget.sums import Pot
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.cases.plan import CostItem, PlannedIndicator
from projects.decision.models import Decision
from projects.programmes.models import FundingPeriod, OptionKind, ProgrammeOption
from projects.reports.content import Content, Decided, Line, Outcome, Photo, Project
from projects.reports.results import Result, results_of

GRANTED = frozenset(
    {
        *(life.NOTIFIED, life.FINAL, life.RUNNING, life.PROOF_CHECK, life.RECOVERY, life.CLOSED),
        *(life.WAIVED, life.REVOKED),
    }
)
"""States in which a notice has given money, also where it was given up or revoked later."""
MONEY = (
    *("allotted", "committed", "left", "asked", "received", "returned", "paid", "came_back"),
    *("kept", "to_pay", "open_claim", "at_hand", "interest", "written_off"),
)
"""The balances of the period that a report shows."""
OF_FUNDER = frozenset({"asked", "received", "returned", "at_hand"})
"""Those of them that say nothing where the programme has its money already."""
CARRIED = ("carried_in", "carried_out")
"""More of them, told only where money went over, in or out."""


def granted_keys(period: FundingPeriod) -> list[int]:
    """The keys of the projects that a report on a period tells of."""
    found = Case.objects.filter(call__period=period, state__in=GRANTED)
    return list(found.order_by("pk").values_list("pk", flat=True))


def gather(period: FundingPeriod, photos: Mapping[int, list[Photo]]) -> Content:
    """The content of a report on a period as it stands now, in the active language.

    `photos` by the keys of their cases. Only within the lock of the period: no entry comes between
    two sums.
    """
    cases = _cases(period)
    pots = pots_of_cases(period)
    granted = [case for case in cases if case.state in GRANTED]
    results = results_of(granted)
    return Content(
        programme=str(period.programme.title),
        funder=str(period.programme.funder),
        span=period.span,
        starts_on=period.starts_on.isoformat(),
        ends_on=period.ends_on.isoformat(),
        money=_money(pot_of(period), draws_down=period.programme.draws_down),
        applications=len(cases),
        states=dict(Counter(case.internal_status for case in cases)),
        projects=[
            replace(
                _project(case, pots.get(case.pk, Pot()), results.get(case.pk)),
                photos=photos.get(case.pk, []),
            )
            for case in granted
        ],
        decisions=_decisions(period),
        goals=_goals(period, granted),
    )


def _goals(period: FundingPeriod, granted: list[Case]) -> list[str]:
    """The names of the goals of the programme: those that count now, and those that were served."""
    chosen = {goal.pk for case in granted for goal in case.goals.all()}
    goals = ProgrammeOption.objects.filter(programme=period.programme_id, kind=OptionKind.GOAL)
    listed = goals.order_by("position", "pk")
    kept = [str(goal) for goal in listed if goal.is_active or goal.pk in chosen]
    return list(dict.fromkeys(kept))


def _cases(period: FundingPeriod) -> list[Case]:
    found = Case.objects.filter(call__period=period).exclude(state=life.DRAFT)
    return list(
        found.select_related("theme", "project_type")
        .defer("answers", "typed", "progress")
        .prefetch_related(
            "goals",
            Prefetch("cost_items", CostItem.objects.select_related("category")),
            Prefetch("indicators", PlannedIndicator.objects.select_related("option")),
        )
        .order_by("number")
    )


def _money(pot: Pot, *, draws_down: bool) -> dict[str, int]:
    names = [name for name in MONEY if draws_down or name not in OF_FUNDER]
    names[1:1] = [name for name in CARRIED if getattr(pot, name)]
    return {name: getattr(pot, name) for name in names}


def _project(case: Case, pot: Pot, result: Result | None) -> Project:
    return Project(
        number=case.number or "",
        title=case.title,
        carrier=case.carrier_name,
        carrier_kind=case.get_carrier_kind_display(),
        theme=str(case.theme or ""),
        project_type=str(case.project_type or ""),
        state=case.internal_status,
        starts_on=_day(case.starts_on),
        ends_on=_day(case.ends_on),
        asked=case.amount_cents or 0,
        awarded=pot.committed,
        paid=pot.paid,
        came_back=pot.came_back,
        open_claim=pot.open_claim,
        lines=[
            Line(
                item.label,
                str(item.category or ""),
                item.amount_cents or 0,
                result.accepted.get(item.pk, 0) if result else None,
            )
            for item in case.cost_items.all()
        ],
        outcomes=[
            Outcome(str(each.option), each.planned, result.reached.get(each.pk) if result else None)
            for each in case.indicators.all()
        ],
        result=result.text if result else "",
        goals=[str(goal) for goal in case.goals.all()],
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _decisions(period: FundingPeriod) -> list[Decided]:
    found = Decision.objects.filter(case__call__period=period, reopening__isnull=True)
    return [
        Decided(
            day=each.decided_on.isoformat(),
            number=each.case.number or "",
            title=each.case.title,
            outcome=each.get_outcome_display(),
            awarded=each.awarded_cents,
            ground=each.ground,
        )
        for each in found.select_related("case").order_by("decided_on", "case__number", "pk")
    ]
