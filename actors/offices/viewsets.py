"""Offices in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from actors.offices.models import Office


class OfficeViewSet(SnippetViewSet):
    """The register of municipal offices."""

    model = Office
    icon = "home"
    menu_label = _("Offices")
    list_display = ["__str__", "code", "phone", "order"]
    list_filter = ["is_demo"]
    search_fields = ["code", "email", "address"]
    ordering = ["order", "code"]
    inspect_view_enabled = True
    add_to_admin_menu = False
    panels = [
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
        FieldPanel("tasks"),
        FieldPanel("case_role"),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("opening_hours"),
                FieldPanel("is_demo"),
            ],
            _("Contact"),
        ),
    ]
