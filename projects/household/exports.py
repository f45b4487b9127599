"""The own budget as a workbook: positions, projects with their funders, postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from projects.cases.exports import Table
from projects.household.models_money import BudgetPosting
from projects.household.queries import Row, Whole

CHUNK = 2_000


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Positions:
    """One line for each position, with its light in words."""

    whole: Whole

    @property
    def heads(self) -> list[str]:
        """What the columns hold."""
        return [
            _("Income or expenditure"),
            pgettext("position", "Number"),
            _("What for"),
            _("Own project"),
            _("Planned, as agreed (euros)"),
            _("Planned, as it stands (euros)"),
            _("Booked (euros)"),
            _("Still expected (euros)"),
            _("Expected at the year's end (euros)"),
            _("Difference from the plan (euros)"),
            _("Light"),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """Income first, then expenditure."""
        for part in self.whole.parts:
            for row in part.rows:
                yield [part.head, *_line(row)]


def _line(row: Row) -> list[Any]:
    money, position = row.money, row.position
    return [
        position.number,
        position.label,
        str(position.project or ""),
        _euros(money.original),
        _euros(money.plan),
        _euros(money.actual),
        _euros(money.further),
        _euros(money.expected),
        _euros(money.difference),
        row.lamp.words,
    ]


@dataclass(frozen=True, slots=True)
class Funders:
    """One line for each funder of an own project."""

    whole: Whole

    @property
    def heads(self) -> list[str]:
        """What the columns hold."""
        return [
            _("Own project"),
            _("Funder"),
            _("Purpose or restriction"),
            _("Asked for (euros)"),
            _("Promised (euros)"),
            _("Received (euros)"),
            _("State"),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """Project by project."""
        for row in self.whole.projects:
            for each in row.funders:
                yield [
                    row.project.name,
                    str(each.funding.funder),
                    each.funding.purpose,
                    _euros(each.asked),
                    _euros(each.promised),
                    _euros(each.received),
                    each.words,
                ]


@dataclass(frozen=True, slots=True)
class Postings:
    """All postings of the year in the order of booking; a counter-entry is negative."""

    whole: Whole

    @property
    def heads(self) -> list[str]:
        """What the columns hold."""
        return [
            _("Posting"),
            _("Day of the payment"),
            pgettext("position", "Number"),
            _("What for"),
            _("Amount (euros)"),
            _("Funder"),
            _("Takes back posting"),
            _("Reason"),
            _("Document"),
            _("Who"),
            _("When"),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """Read in chunks, so that memory does not grow with their number."""
        found = BudgetPosting.objects.filter(position__budget=self.whole.budget).select_related(
            "position", "funding__funder", "by"
        )
        for each in found.order_by("pk").iterator(chunk_size=CHUNK):
            yield [
                str(each.pk),
                each.on,
                each.position.number,
                each.position.label,
                _euros(each.net),
                str(each.funding.funder) if each.funding else "",
                str(each.corrects_id or ""),
                each.reason,
                each.document,
                each.by.name,
                clock.local(each.at).replace(tzinfo=None),
            ]


def sheets_of(whole: Whole) -> Iterable[tuple[str, Table]]:
    """The sheets of the workbook, each with its name."""
    return [
        (_("Positions"), Positions(whole)),
        (_("Funders"), Funders(whole)),
        (_("Postings"), Postings(whole)),
    ]
