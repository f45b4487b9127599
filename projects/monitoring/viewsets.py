"""The list of running projects and the rules of accompaniment in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from projects.cases.screens_desk import DeskViewSet
from projects.monitoring.forms import SettingsForm
from projects.monitoring.models import MonitoringSettings
from projects.monitoring.permissions import may_list_running
from projects.monitoring.views_list import RunningFileView, RunningView
from projects.programmes.viewsets import RecordViewSet


class RunningViewSet(DeskViewSet):
    """All running projects (Laufende Projekte)."""

    name = "running"
    url_prefix = "laufende-projekte"
    icon = "view"
    menu_label = _("Running projects")
    may = staticmethod(may_list_running)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and its file; a project stands at its case."""
        return [
            path("", RunningView.as_view(), name="index"),
            path("xlsx/", RunningFileView.as_view(), name="file"),
        ]


class MonitoringSettingsViewSet(RecordViewSet):
    """How the programmes accompany their projects."""

    model = MonitoringSettings
    name = "monitoring-settings"
    url_prefix = "begleitregeln"
    icon = "view"
    menu_label = _("Rules of accompaniment")
    inspect_view_enabled = False
    list_display = [
        "programme",
        BooleanColumn("asks_in_middle", label=_("asks in the middle")),
        "answer_days",
        "late_days",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            MultiFieldPanel(
                [
                    FieldPanel("asks_in_middle"),
                    FieldRowPanel([FieldPanel("answer_days"), FieldPanel("reminder_days")]),
                ],
                _("Interim notes"),
            ),
            MultiFieldPanel([FieldPanel("late_days")], _("Risk")),
        ],
        base_form_class=SettingsForm,
    )
