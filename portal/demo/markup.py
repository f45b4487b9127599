"""The light markup of the demo texts: paragraphs, lists, bold, links to pages by their path."""

from __future__ import annotations

import re
from collections.abc import Callable

PageId = Callable[[str], int]

LINK = re.compile(r"\[([^\]]+)\]\((page:|https?://)([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def rich_text(text: str, page_id: PageId) -> str:
    """HTML as Wagtail stores it; `page_id` finds a page by its path, raises KeyError if not."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip())]
    return "".join(_block(block, page_id) for block in blocks if block)


def linked_paths(text: str) -> list[str]:
    """Paths of the pages that a text links."""
    return [path for _label, kind, path in LINK.findall(text) if kind == "page:"]


def _block(block: str, page_id: PageId) -> str:
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_inline(line[2:], page_id)}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{'<br/>'.join(_inline(line, page_id) for line in lines)}</p>"


def _inline(text: str, page_id: PageId) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def link(match: re.Match[str]) -> str:
        label, kind, target = match.groups()
        if kind == "page:":
            return f'<a linktype="page" id="{page_id(target)}">{label}</a>'
        return f'<a href="{kind}{target}">{label}</a>'

    return BOLD.sub(r"<b>\1</b>", LINK.sub(link, safe))
