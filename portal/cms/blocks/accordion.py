"""Questions that unfold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from portal.cms.blocks.base import PortalBlock, short_text


class AccordionItemBlock(StructBlock):
    """A question and its answer."""

    title = CharBlock(label=_("question"), max_length=200)
    text = short_text(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("question and answer")


class AccordionBlock(PortalBlock):
    """Questions and answers as `<details>`: they work without JavaScript."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    items = ListBlock(AccordionItemBlock(), label=_("questions"), min_num=1, max_num=30)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        description = _("Questions that unfold; for things that only some people look for.")
        template = "portal/blocks/accordion.html"
        preview_value = {
            "title": "Häufige Fragen",
            "items": [
                {"title": "Wer darf sich bewerben?", "text": "<p>Alle Initiativen.</p>"},
                {"title": "Wie lange dauert es?", "text": "<p>Etwa acht Wochen.</p>"},
            ],
        }
