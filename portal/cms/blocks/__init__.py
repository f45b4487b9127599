"""The blocks of a page's body, one per file."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import RichTextBlock


def body_blocks() -> list[tuple[str, Any]]:
    """Names and blocks that every body offers, in the order of the editor's menu."""
    return [("rich_text", RichTextBlock())]
