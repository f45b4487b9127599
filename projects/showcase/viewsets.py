"""Finished projects in the admin."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from projects.programmes.models import CostCategory
from projects.programmes.viewsets import RecordViewSet, euros
from projects.showcase.fields import ProgrammeRecordField
from projects.showcase.forms_record import ExampleForm
from projects.showcase.models import Microproject

register_form_field_override(
    models.ForeignKey, to=CostCategory, override={"form_class": ProgrammeRecordField}
)


class CaseLinkPanel(HelpPanel):
    """The way to the application of a finished project, where the portal granted it."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel of one record."""

        def is_shown(self) -> bool:
            """Only with an application."""
            return self.instance.case_id is not None


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
    edit_handler = ObjectList(
        [
            CaseLinkPanel(template="projects/showcase/admin/case_link.html"),
            FieldPanel("title"),
            FieldPanel("code"),
            FieldRowPanel([FieldPanel("carrier_name"), FieldPanel("organisation")]),
            FieldRowPanel([FieldPanel("programme"), FieldPanel("period"), FieldPanel("year")]),
            FieldRowPanel([FieldPanel("theme"), FieldPanel("cents")]),
            FieldPanel("results"),
            MultiFieldPanel(
                [
                    FieldPanel("plan"),
                    FieldPanel("place_kind"),
                    FieldPanel("target_groups"),
                ],
                _("For neighbours who begin an application after this example"),
            ),
            InlinePanel(
                "real_costs",
                heading=_("What it really cost"),
                label=_("Cost"),
                panels=[
                    FieldPanel("labels"),
                    FieldRowPanel(
                        [FieldPanel("category"), FieldPanel("amount_cents"), FieldPanel("position")]
                    ),
                ],
            ),
            FieldRowPanel(
                [FieldPanel("participants"), FieldPanel("volunteers"), FieldPanel("events")]
            ),
            MultiFieldPanel(
                [FieldPanel("place"), FieldRowPanel([FieldPanel("map_x"), FieldPanel("map_y")])],
                _("Place"),
            ),
            FieldPanel("is_demo"),
        ],
        base_form_class=ExampleForm,
    )
