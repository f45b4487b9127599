"""Evaluation dataset and words of the register in the menu of the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from projects.cases.screens_desk import DeskViewSet
from projects.register.permissions import may_export_evaluation, may_list_words
from projects.register.views_evaluation import EvaluationView
from projects.register.views_words import WordsListView, WordsView


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


class WordsViewSet(DeskViewSet):
    """What the register says of each grant."""

    name = "register_words"
    url_prefix = "bewilligungen"
    icon = "list-ol"
    menu_label = _("Words of the register")
    may = staticmethod(may_list_words)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and one grant."""
        return [
            path("", WordsListView.as_view(), name="index"),
            path("<int:pk>/", WordsView.as_view(), name="edit"),
        ]
