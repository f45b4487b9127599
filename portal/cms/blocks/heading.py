"""A heading between the parts of a page."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock

from portal.cms.blocks.base import PortalBlock

LEVELS = [("h2", _("Section")), ("h3", _("Sub-section"))]


def anchor_of(text: str) -> str:
    """The anchor of a heading: plain letters where it has any, else its own script."""
    return slugify(text) or slugify(text, allow_unicode=True)


class HeadingBlock(PortalBlock):
    """A heading of the second or third level; the first belongs to the page's title."""

    text = CharBlock(label=_("text"), max_length=120)
    level = ChoiceBlock(label=_("level"), choices=LEVELS, default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a section; a sub-section stands inside a section.")
        template = "portal/blocks/heading.html"
        preview_value = {"text": "So läuft Ihr Antrag", "level": "h2"}
        form_classname = "struct-block heading-block"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the anchor that links can point to."""
        context = super().get_context(value, parent_context)
        context["anchor"] = anchor_of(str(value.get("text", "")))
        context["level"] = "h3" if value.get("level") == "h3" else "h2"
        return context
