"""The reports to the programme office in the menu of the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from projects.cases.screens_desk import DeskViewSet
from projects.reports import views
from projects.reports.permissions import may_read_reports


class ReportsViewSet(DeskViewSet):
    """Reports to the programme office (Berichte an die Regiestelle)."""

    name = "reports"
    url_prefix = "berichte"
    icon = "doc-full"
    menu_label = _("Reports to the programme office")
    may = staticmethod(may_read_reports)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The periods, one period, one report and its files."""
        return [
            path("", views.PeriodsView.as_view(), name="index"),
            path("zeitraum/<int:pk>/", views.PeriodView.as_view(), name="period"),
            path("<int:pk>/", views.ReportView.as_view(), name="report"),
            path("<int:pk>/<slug:kind>/", views.ReportFileView.as_view(), name="file"),
        ]
