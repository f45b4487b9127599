"""The report as a workbook: the figures of its PDF to reckon with, one sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from projects.cases.exports import write_sheets
from projects.reports.content import Content, Effect, Outcome, effects, effects_by_goal
from projects.reports.models import YearReport
from projects.reports.words import money_labels


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name."""

    name: str
    heads: list[str]
    cells: list[list[Any]]

    def rows(self) -> Iterator[list[Any]]:
        """Row by row."""
        return iter(self.cells)


def write_report(content: Content, report: YearReport, target: IO[bytes]) -> None:
    """Write all sheets into an open file; amounts are in euros."""
    sheets = (
        _overview(content, report),
        _projects(content),
        _outcomes(content),
        _lines(content),
        _effects(content),
        *_goals(content),
        _decisions(content),
    )
    write_sheets([(each.name, each) for each in sheets], target)


def _euro(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _overview(content: Content, report: YearReport) -> Sheet:
    labels = money_labels()
    rows: list[list[Any]] = [
        [_("Programme"), content.programme],
        [_("Funder"), content.funder],
        [_("Funding period"), content.span],
        [_("Report"), report.number],
        [_("As of"), clock.local(report.cutoff).replace(tzinfo=None)],
        [_("Applications received"), content.applications],
        [_("Projects granted"), len(content.projects)],
        *([labels[name], _euro(cents)] for name, cents in content.money.items()),
        *([state, number] for state, number in sorted(content.states.items())),
    ]
    return Sheet(_("Overview"), [_("What"), _("Value")], rows)


def _projects(content: Content) -> Sheet:
    heads = [
        *(_("Number"), _("Title"), _("Carrier"), _("Kind of carrier"), _("Theme")),
        *(
            _("Type of project"),
            _("Status"),
            pgettext("project", "Start"),
            _("End"),
            _("Amount asked for"),
        ),
        *(_("Committed"), _("Paid out"), _("Came back"), _("Stayed with the carrier")),
        *(_("Open claim"), _("Result"), _("Goals")),
    ]
    rows = [
        [
            *(each.number, each.title, each.carrier, each.carrier_kind, each.theme),
            *(each.project_type, each.state, _day(each.starts_on), _day(each.ends_on)),
            *map(_euro, (each.asked, each.awarded, each.paid, each.came_back)),
            *(_euro(each.kept), _euro(each.open_claim), each.result, "; ".join(each.goals)),
        ]
        for each in content.projects
    ]
    return Sheet(_("Projects"), heads, rows)


def _outcomes(content: Content) -> Sheet:
    rows = [
        [each.number, each.title, *_counted(one)]
        for each in content.projects
        for one in each.outcomes
    ]
    heads = [_("Number"), _("Title"), _("Outcome"), _("planned"), _("reached")]
    return Sheet(_("Outcomes"), heads, rows)


def _counted(one: Outcome) -> list[Any]:
    return [one.label, one.planned, one.reached]


def _lines(content: Content) -> Sheet:
    rows = [
        [each.number, line.label, line.category, _euro(line.planned), _euro(line.accepted)]
        for each in content.projects
        for line in each.lines
    ]
    heads = [_("Number"), _("What for"), _("Kind of cost"), _("planned"), _("accepted")]
    return Sheet(_("Cost plans"), heads, rows)


def _effects(content: Content) -> Sheet:
    return Sheet(_("Effects"), _heads(_("Theme")), _rows(effects(content.projects)))


def _goals(content: Content) -> list[Sheet]:
    """Effects by goal, also of goals without a project; a project counts in each of its goals."""
    found = effects_by_goal(content)
    head = _("Goal (a project counts in each of its goals)")
    return [Sheet(_("Effects by goal"), _heads(head), _rows(found))] if found else []


def _heads(first: str) -> list[str]:
    return [
        *(first, _("Projects"), _("Committed"), _("Stayed with carriers")),
        *(_("Outcome"), _("planned"), _("reached")),
    ]


def _rows(found: list[Effect]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for each in found:
        own = [each.name, each.projects, _euro(each.awarded), _euro(each.kept)]
        rows += [[*own, *_counted(one)] for one in each.outcomes] or [[*own, "", None, None]]
    return rows


def _decisions(content: Content) -> Sheet:
    rows = [
        [_day(each.day), each.number, each.title, each.outcome, _euro(each.awarded), each.ground]
        for each in content.decisions
    ]
    heads = [
        *(_("Day"), _("Number"), _("Title"), _("Decision"), _("Amount"), _("Ground")),
    ]
    return Sheet(_("Decisions"), heads, rows)
