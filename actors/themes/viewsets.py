"""Themes in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from actors.themes.models import Theme


class ThemeViewSet(SnippetViewSet):
    """The list of themes."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["__str__", "code", "icon", "order"]
    search_fields = ["code"]
    ordering = ["order", "code"]
    add_to_admin_menu = False
    panels = [
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("icon"), FieldPanel("order")]),
    ]
