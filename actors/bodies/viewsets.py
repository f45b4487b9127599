"""Bodies in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from actors.bodies.models import Body


class BodyViewSet(SnippetViewSet):
    """The register of bodies."""

    model = Body
    icon = "group"
    menu_label = _("Bodies")
    list_display = [
        "__str__",
        "kind",
        "parent",
        BooleanColumn("is_public", label=_("open to everybody")),
    ]
    list_filter = ["kind", "is_public"]
    search_fields = ["code"]
    ordering = ["order", "code"]
    inspect_view_enabled = True
    add_to_admin_menu = False
    panels = [
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldPanel("purpose"),
        FieldPanel("rhythm"),
        FieldPanel("place"),
        FieldPanel("is_public"),
        InlinePanel(
            "functions",
            label=_("function"),
            help_text=_("Functions such as the chair; no names of persons."),
            panels=[FieldPanel("labels"), FieldPanel("note")],
        ),
    ]
