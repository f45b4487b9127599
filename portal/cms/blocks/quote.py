"""A quotation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, TextBlock

from portal.cms.blocks.base import PortalBlock


class QuoteBlock(PortalBlock):
    """What somebody said, with the source."""

    text = TextBlock(label=_("quotation"), max_length=600, rows=3)
    source = CharBlock(
        label=_("who said it"),
        required=False,
        max_length=150,
        help_text=_("A function is enough, for example “a resident”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("A sentence that somebody said.")
        template = "portal/blocks/quote.html"
        preview_value = {
            "text": "Aus einer Idee am Küchentisch wurde ein Garten für alle.",
            "source": "Eine Bewohnerin",
        }
