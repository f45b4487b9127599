"""Steps one after the other."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from portal.cms.blocks.base import PortalBlock, short_text


class StepBlock(StructBlock):
    """One step."""

    title = CharBlock(label=_("what to do"), max_length=120)
    text = short_text(label=_("how"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("step")


class StepsBlock(PortalBlock):
    """A way in two to twelve steps, as an ordered list."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    items = ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("A way that people go one step after the other.")
        template = "portal/blocks/steps.html"
        preview_value = {
            "title": "In drei Schritten",
            "items": [
                {"title": "Idee aufschreiben", "text": "<p>Eine Seite reicht.</p>"},
                {"title": "Gespräch im Stadtteilbüro", "text": "<p>Wir rechnen mit.</p>"},
                {"title": "Antrag absenden", "text": "<p>Sie bekommen eine Nummer.</p>"},
            ],
        }
