"""Facts and figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from portal.cms.blocks.base import PortalBlock


class FactBlock(StructBlock):
    """One figure and what it means."""

    figure = CharBlock(label=_("figure"), max_length=30)
    label = CharBlock(label=_("what it counts"), max_length=100)
    note = CharBlock(label=_("note"), required=False, max_length=150)

    class Meta:
        icon = "info-circle"
        label = _("figure")


class FactsBlock(PortalBlock):
    """Two to six figures that matter, as a description list."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    items = ListBlock(FactBlock(), label=_("figures"), min_num=1, max_num=6)

    class Meta:
        icon = "table"
        label = _("Facts and figures")
        description = _("Up to six figures with a few words each.")
        template = "portal/blocks/facts.html"
        preview_value = {
            "title": "Auf einen Blick",
            "items": [
                {"figure": "1.550 €", "label": "höchstens je Projekt", "note": ""},
                {"figure": "8", "label": "Wochen bis zur Entscheidung", "note": "im Schnitt"},
            ],
        }
