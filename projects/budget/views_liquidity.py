"""How money came and went, month by month, and the pots as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.files import XLSX
from portal.templatetags.formats import euro_short
from projects.budget.queries_journal import PotRow, pots_by_programme
from projects.budget.queries_liquidity import Month, liquidity_of
from projects.budget.views import LedgerView, period_for
from projects.cases.exports import write_sheets


class LiquidityView(LedgerView):
    """What was received, paid and given back in each month, and what lay at hand then."""

    template = "projects/budget/liquidity.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The months as a chart and as a table."""
        period = period_for(pk)
        months = liquidity_of(period)
        return self.frame(
            _("Money by month"),
            (reverse("ledger:pot", args=[period.pk]), str(period)),
            period=period,
            months=months,
            bars=[_bar(each, draws_down=period.programme.draws_down) for each in months],
        )


def _bar(month: Month, *, draws_down: bool) -> dict[str, str]:
    cents = month.whole.at_hand if draws_down else month.moved.paid
    return {"label": date_format(month.first, "F Y"), "value": euro_short(cents)}


class PotsFileView(LedgerView):
    """All pots as a workbook."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One line for each funding period."""
        target = io.BytesIO()
        write_sheets([(_("Pots"), PotTable()), (_("Funders"), FunderTable())], target)
        answer = HttpResponse(target.getvalue(), content_type=XLSX.mime)
        name = f"toepfe-{clock.today():%Y-%m-%d}.xlsx"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class PotTable:
    """The periods of all programmes with their balances in euros."""

    @property
    def heads(self) -> list[str]:
        """Programme, period, days, and the balances."""
        return [*_facts(), *(head for head, _name in _money())]

    def rows(self) -> Iterator[list[Any]]:
        """The programmes that still run in front, the newest period first."""
        for programme, rows in pots_by_programme():
            for row in rows:
                yield [
                    programme.name,
                    row.period.span,
                    row.period.starts_on,
                    row.period.ends_on,
                    *_cells(row),
                ]


class FunderTable:
    """The money of each period by funder and purpose, in euros."""

    @property
    def heads(self) -> list[str]:
        """Programme, period, funder, purpose, money and share."""
        names = [_("Funder"), _("Purpose or restriction"), _("allotted"), _("Share in percent")]
        return [*_facts(), *names]

    def rows(self) -> Iterator[list[Any]]:
        """As the pots, the largest share first."""
        for programme, rows in pots_by_programme():
            for row in rows:
                for share in row.funders:
                    yield [
                        programme.name,
                        row.period.span,
                        row.period.starts_on,
                        row.period.ends_on,
                        share.funder,
                        share.purpose,
                        Decimal(share.cents).scaleb(-2),
                        share.percent,
                    ]


def _facts() -> list[str]:
    return [_("Programme"), _("Period"), _("From"), _("To")]


def _money() -> list[tuple[str, str]]:
    return [
        (_("allotted"), "allotted"),
        (_("committed"), "committed"),
        (_("left"), "left"),
        (_("carried in"), "carried_in"),
        (_("carried out"), "carried_out"),
        (_("asked of the funder"), "asked"),
        (_("received"), "received"),
        (_("sent back"), "returned"),
        (_("paid to carriers"), "paid"),
        (_("came back"), "came_back"),
        (_("still to pay"), "to_pay"),
        (_("open claims"), "open_claim"),
    ]


def _cells(row: PotRow) -> list[Decimal]:
    return [Decimal(getattr(row.pot, name)).scaleb(-2) for _head, name in _money()]
