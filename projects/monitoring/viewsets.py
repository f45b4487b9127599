"""Rules of accompaniment in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from projects.monitoring.forms import SettingsForm
from projects.monitoring.models import MonitoringSettings
from projects.programmes.viewsets import RecordViewSet


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
