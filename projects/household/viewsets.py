"""The own budget of the coordination in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from projects.cases.screens_desk import DeskViewSet
from projects.household import views, views_carry, views_forms, views_money
from projects.household.permissions import may_see_household


class HouseholdViewSet(DeskViewSet):
    """The own budget of the coordination (Budgetaufstellung)."""

    name = "household"
    url_prefix = "budgetaufstellung"
    icon = "table"
    menu_label = _("Own budget")
    may = staticmethod(may_see_household)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The years, one year with its steps, one position with its steps."""
        return [
            path("", views.IndexView.as_view(), name="index"),
            path("neu/", views_forms.NewView.as_view(), name="new"),
            path("<int:pk>/", views.BudgetView.as_view(), name="budget"),
            path("<int:pk>/xlsx/", views.FileView.as_view(), name="file"),
            path("<int:pk>/regeln/", views_forms.ChangeView.as_view(), name="change"),
            path("<int:pk>/beschliessen/", views_forms.AgreeView.as_view(), name="agree"),
            path("<int:pk>/abschliessen/", views_forms.CloseView.as_view(), name="close"),
            path("<int:pk>/uebertrag/", views_carry.CarryView.as_view(), name="carry"),
            path("<int:pk>/projekt/", views_forms.ProjectView.as_view(), name="project"),
            path("<int:pk>/position/", views_forms.AddView.as_view(), name="add"),
            path("projekt/<int:pk>/geldgeber/", views_forms.FunderView.as_view(), name="funder"),
            path("drittmittel/<int:pk>/", views_forms.StepView.as_view(), name="step"),
            path("position/<int:pk>/", views.PositionView.as_view(), name="position"),
            path("position/<int:pk>/aendern/", views_forms.RewriteView.as_view(), name="rewrite"),
            path("position/<int:pk>/streichen/", views_forms.DropView.as_view(), name="drop"),
            path("position/<int:pk>/plan/", views_money.PlanView.as_view(), name="plan"),
            path("position/<int:pk>/buchen/", views_money.BookView.as_view(), name="book"),
            path(
                "position/<int:pk>/prognose/", views_money.ForecastView.as_view(), name="forecast"
            ),
            path(
                "buchung/<int:pk>/gegenbuchung/",
                views_money.CounterView.as_view(),
                name="counter",
            ),
        ]
