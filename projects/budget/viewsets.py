"""The funding periods, their pots and the journal in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from portal.kernel.amounts import Amount
from projects.budget import views, views_carry, views_liquidity, views_posting
from projects.budget.permissions import may_see_ledger
from projects.budget.queries import pots_of
from projects.cases.screens_desk import DeskViewSet
from projects.programmes.models import FundingPeriod
from projects.programmes.viewsets import LoggedCreateView, RecordViewSet


class PeriodIndexView(generic.IndexView):
    """The periods with the money that the ledger holds for them."""

    def get_table(self, object_list: Any) -> Any:
        """The rows of this page with their money, in one query more."""
        pots = pots_of(object_list)
        for period in object_list:
            period.allotted_cents = pots[period.pk].allotted
        return super().get_table(object_list)


class PeriodAddView(LoggedCreateView):
    """After a period is made its money is entered."""

    def get_success_url(self) -> str:
        """To its pot, for those who may see it."""
        if may_see_ledger(self.request.user):
            return reverse("ledger:pot", args=[self.object.pk])
        address: str = super().get_success_url()
        return address


class PeriodViewSet(RecordViewSet):
    """The funding periods: from and to; their money is entered in the ledger."""

    model = FundingPeriod
    name = "funding-periods"
    icon = "date"
    menu_label = _("Periods")
    index_view_class = PeriodIndexView
    add_view_class = PeriodAddView
    list_display = [
        "programme",
        "starts_on",
        "ends_on",
        Column(
            "allotted",
            label=_("allotted money"),
            accessor=lambda period: Amount(period.allotted_cents).short(),
        ),
    ]
    list_filter = ["programme"]
    panels = [
        FieldPanel("programme"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]


class LedgerViewSet(DeskViewSet):
    """Pots and postings (Topf und Buchungen)."""

    name = "ledger"
    url_prefix = "toepfe"
    icon = "decimal"
    menu_label = _("Pots and postings")
    may = staticmethod(may_see_ledger)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Overview, one pot, the journal, and the forms of postings."""
        return [
            path("", views.OverviewView.as_view(), name="index"),
            path("<int:pk>/", views.PotView.as_view(), name="pot"),
            path("<int:pk>/zuteilen/", views_posting.AllotView.as_view(), name="allot"),
            path("<int:pk>/umschichten/", views_posting.ReallocateView.as_view(), name="move"),
            path("<int:pk>/uebertragen/", views_carry.CarryView.as_view(), name="carry"),
            path("<int:pk>/monate/", views_liquidity.LiquidityView.as_view(), name="liquidity"),
            path("xlsx/", views_liquidity.PotsFileView.as_view(), name="pots_file"),
            path("buchungen/", views.JournalView.as_view(), name="journal"),
            path("buchungen/csv/", views.JournalFileView.as_view(), name="journal_file"),
            path(
                "buchungen/<int:pk>/gegenbuchung/",
                views_posting.CounterView.as_view(),
                name="counter",
            ),
        ]
