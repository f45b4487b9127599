"""Finished projects in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from projects.programmes.viewsets import RecordViewSet, euros
from projects.showcase.models import Microproject


class MicroprojectViewSet(RecordViewSet):
    """The register of finished projects."""

    model = Microproject
    name = "microprojects"
    icon = "pick"
    menu_label = _("Finished projects")
    list_display = [
        "title",
        "carrier_name",
        "year",
        "programme",
        "theme",
        euros(_("grant"), "cents"),
    ]
    list_filter = ["programme", "year", "theme", "is_demo"]
    search_fields = ["title", "carrier_name", "place", "code"]
    panels = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("carrier_name"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("programme"), FieldPanel("period"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("theme"), FieldPanel("cents")]),
        FieldPanel("results"),
        FieldRowPanel([FieldPanel("participants"), FieldPanel("volunteers"), FieldPanel("events")]),
        MultiFieldPanel(
            [FieldPanel("place"), FieldRowPanel([FieldPanel("map_x"), FieldPanel("map_y")])],
            _("Place"),
        ),
        FieldPanel("is_demo"),
    ]
