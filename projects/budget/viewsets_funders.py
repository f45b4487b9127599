"""The funders in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn

from projects.budget.models_funders import Funder
from projects.programmes.viewsets import RecordViewSet


class FunderViewSet(RecordViewSet):
    """Who gives money beside the funder of a programme, or for own projects."""

    model = Funder
    name = "funders"
    url_prefix = "geldgeber"
    icon = "group"
    menu_label = _("Funders")
    inspect_view_enabled = False
    list_display = ["__str__", "code", "kind", BooleanColumn("is_active", label=_("active"))]
    list_filter = ["kind", "is_active"]
    search_fields = ["code"]
    panels = [
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
        FieldPanel("contact"),
        FieldPanel("is_active"),
    ]
