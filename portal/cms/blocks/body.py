"""The body of a page: all blocks together, with the order of headings checked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError

from portal.cms.blocks.accordion import AccordionBlock
from portal.cms.blocks.call_to_action import CallToActionBlock
from portal.cms.blocks.chart import ChartBlock
from portal.cms.blocks.contact_card import ContactCardBlock
from portal.cms.blocks.documents import DocumentsBlock
from portal.cms.blocks.facts import FactsBlock
from portal.cms.blocks.gallery import GalleryBlock
from portal.cms.blocks.heading import HeadingBlock
from portal.cms.blocks.image import ImageBlock
from portal.cms.blocks.map import MapBlock
from portal.cms.blocks.notice import NoticeBlock
from portal.cms.blocks.quote import QuoteBlock
from portal.cms.blocks.related_pages import RelatedPagesBlock
from portal.cms.blocks.rich_text import RichTextBlock
from portal.cms.blocks.steps import StepsBlock
from portal.cms.blocks.table import TableBlock
from portal.cms.blocks.video import VideoBlock

TEXT, PICTURES, DATA, WAYS = _("Text"), _("Pictures"), _("Data"), _("Ways on")


def body_blocks() -> list[tuple[str, Any]]:
    """Names and blocks that every body offers, in the order of the editor's menu."""
    return [
        ("rich_text", RichTextBlock(group=TEXT)),
        ("heading", HeadingBlock(group=TEXT)),
        ("notice", NoticeBlock(group=TEXT)),
        ("quote", QuoteBlock(group=TEXT)),
        ("accordion", AccordionBlock(group=TEXT)),
        ("steps", StepsBlock(group=TEXT)),
        ("image", ImageBlock(group=PICTURES)),
        ("gallery", GalleryBlock(group=PICTURES)),
        ("video", VideoBlock(group=PICTURES)),
        ("facts", FactsBlock(group=DATA)),
        ("table", TableBlock(group=DATA)),
        ("chart", ChartBlock(group=DATA)),
        ("map", MapBlock(group=DATA)),
        ("call_to_action", CallToActionBlock(group=WAYS)),
        ("contact_card", ContactCardBlock(group=WAYS)),
        ("documents", DocumentsBlock(group=WAYS)),
        ("related_pages", RelatedPagesBlock(group=WAYS)),
    ]


class BodyBlock(StreamBlock):
    """The stream of a page's body."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__(local_blocks or body_blocks(), **options)

    def clean(self, value: Any, **options: Any) -> Any:
        """A sub-section stands in a section, once done; raises StreamBlockValidationError."""
        cleaned = super().clean(value, **options)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        in_section = False
        for position, child in enumerate(cleaned):
            if opens_section(child):
                in_section = True
            elif child.block_type == "heading" and not in_section:
                errors[position] = ValidationError(
                    _("A sub-section needs a section above it. Please choose “Section”."),
                    code="heading_order",
                )
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def opens_section(child: Any) -> bool:
    """Whether a block of the body writes a heading of the second level."""
    if child.block_type == "heading":
        return bool(child.value["level"] == "h2")
    return child.block_type != "rich_text" and bool(child.value.get("title"))
