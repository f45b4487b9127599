"""Running text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import PREVIEW_TEMPLATE, TEXT_FEATURES


class RichTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links; headings are a block of their own, so their order holds."""

    def __init__(self, **options: object) -> None:
        options.setdefault("features", TEXT_FEATURES)
        super().__init__(**options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs with lists, links and emphasis.")
        template = "portal/blocks/rich_text.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = (
            "<p>Das Stadtteilbüro ist für alle da. <b>Kommen Sie vorbei</b> oder rufen Sie an.</p>"
            "<ul><li>Beratung ohne Termin</li><li>Hilfe bei Anträgen</li></ul>"
        )
