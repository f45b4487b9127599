"""The blocks of a page's body, one per file."""

from portal.cms.blocks.body import BodyBlock, body_blocks

__all__ = ["BodyBlock", "body_blocks"]
