"""Reading the ledger in the admin: the pots, one pot, the journal and its file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import clock
from portal.templatetags.formats import euro_short
from projects.budget.exports import journal_lines
from projects.budget.forms import JournalFilters
from projects.budget.models import LedgerEntry
from projects.budget.permissions import may_post, may_see_ledger
from projects.budget.queries_carry import may_carry_now
from projects.budget.queries_journal import (
    PotRow,
    journal,
    period_with_key,
    pot_rows,
    pots_by_programme,
    recent,
)
from projects.cases.queries import LARGEST_KEY
from projects.cases.screens_desk import FramedView
from projects.programmes.models import FundingPeriod

ROWS = 50


class LedgerView(FramedView):
    """A screen for those who read the ledger."""

    may = staticmethod(may_see_ledger)
    icon = "decimal"
    home = ("ledger:index", gettext_lazy("Pots and postings"))

    def rights(self) -> dict[str, bool]:
        """Whether the person posts."""
        return {"may_post": may_post(self.request.user)}


def period_for(pk: int) -> FundingPeriod:
    """A period with its programme; raises Http404."""
    period = period_with_key(pk) if pk <= LARGEST_KEY else None
    if period is None:
        raise Http404
    return period


class OverviewView(LedgerView):
    """All pots by programme and period."""

    template = "projects/budget/overview.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Allotted, committed, left, and the share of each theme."""
        return self.frame(_("Pots and postings"), programmes=pots_by_programme())


class PotView(LedgerView):
    """The pot of one period."""

    template = "projects/budget/pot.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its money, the shares of the themes, and what was posted last."""
        period = period_for(pk)
        row = pot_rows([period])[0]
        return self.frame(
            str(period),
            row=row,
            bars=_bars(row),
            themes=[
                {"label": share.theme, "value": euro_short(share.cents)} for share in row.shares
            ],
            entries=recent(period),
            may_carry=row.pot.left > 0 and may_carry_now(period),
            journal_url=f"{reverse('ledger:journal')}?period={period.pk}",
        )


def _bars(row: PotRow) -> list[dict[str, str]]:
    money = row.pot
    pairs = (
        (_("allotted"), money.allotted),
        (_("committed"), money.committed),
        (_("left"), money.left),
    )
    return [{"label": label, "value": euro_short(cents)} for label, cents in pairs]


class JournalView(LedgerView):
    """The postings, the newest first."""

    template = "projects/budget/journal.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of those that the filters ask for; none where a filter makes no sense."""
        form = JournalFilters(request.GET)
        found = _asked(form)
        page = Paginator(found, ROWS).get_page(request.GET.get("p"))
        query = request.GET.copy()
        query.pop("p", None)
        return self.frame(
            _("Journal"), form=form, page=page, total=page.paginator.count, query=query.urlencode()
        )


class JournalFileView(LedgerView):
    """The same postings as a table for spreadsheets."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        """Line by line, in the order of posting."""
        lines = journal_lines(_asked(JournalFilters(request.GET)))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        name = f"buchungen-{clock.today():%Y-%m-%d}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


def _asked(form: JournalFilters) -> Any:
    return journal(**form.cleaned_data) if form.is_valid() else LedgerEntry.objects.none()
