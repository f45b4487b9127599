"""The evaluation dataset in the menu of the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from projects.cases.screens_desk import DeskViewSet
from projects.register.permissions import may_export_evaluation
from projects.register.views_evaluation import EvaluationView


class EvaluationViewSet(DeskViewSet):
    """One screen for the coordination."""

    name = "evaluation"
    url_prefix = "auswertung"
    icon = "table"
    menu_label = _("Evaluation dataset")
    may = staticmethod(may_export_evaluation)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Form and list."""
        return [path("", EvaluationView.as_view(), name="index")]
