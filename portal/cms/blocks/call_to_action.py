"""One clear way on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructValue, TextBlock

from portal.cms.blocks.base import PortalBlock, web_address


class CallToActionBlock(PortalBlock):
    """A short text and a button to a page of the portal or to another site."""

    title = CharBlock(label=_("title"), max_length=120)
    text = TextBlock(label=_("text"), required=False, max_length=400, rows=2)
    label = CharBlock(
        label=_("words of the button"),
        max_length=60,
        help_text=_("Name what happens: “Write your idea”, not “Click here”."),
    )
    page = PageChooserBlock(label=_("page"), required=False)
    url = web_address(label=_("or another web address"), required=False)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A title, a sentence and one button.")
        template = "portal/blocks/call_to_action.html"
        preview_value = {
            "title": "Sie haben eine Idee für den Norden?",
            "text": "Bis zu 1.550 € sind möglich.",
            "label": "Idee aufschreiben",
            "page": None,
            "url": "https://example.org/",
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Exactly one target."""
        if bool(value["page"]) == bool(value["url"]):
            return {"page": _("Please choose either a page or a web address.")}
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the target's address; empty where the page is gone or not public."""
        context = super().get_context(value, parent_context)
        page = value.get("page")
        context["target"] = page.url if page and page.live else value.get("url")
        return context
