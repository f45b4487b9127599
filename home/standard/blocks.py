"""Blocks of the front pages: the doors of the home page, related pages, the contact at the side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, TextBlock

from portal.cms.blocks import body_blocks


class DoorBlock(StructBlock):
    """A door of the home page: one wish in the words of the visitor and the page behind it."""

    title = CharBlock(label=_("title"), max_length=60)
    text = TextBlock(label=_("text"), max_length=200, rows=2)
    label = CharBlock(label=_("words of the link"), max_length=40)
    page = PageChooserBlock(label=_("leads to"))

    class Meta:
        icon = "home"
        label = _("Door")
        label_format = "{title}"


def door_blocks() -> list[tuple[str, Any]]:
    """What the row of doors may hold."""
    return [("door", DoorBlock())]


def page_blocks(*page_types: str) -> list[tuple[str, Any]]:
    """A list of chosen pages, all or only those of some types."""
    block = PageChooserBlock(page_type=list(page_types) or None, label=_("page"))
    return [("page", block)]


def contact_blocks() -> list[tuple[str, Any]]:
    """The contact card as in a body, for the side of a page."""
    return [(name, block) for name, block in body_blocks() if name == "contact_card"]
