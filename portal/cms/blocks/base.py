"""What the blocks share: the preview in the block chooser and small checks."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

# What editors may use inside running text; headings have a block of their own.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
PREVIEW_TEMPLATE = "portal/blocks/preview.html"


class PortalBlock(StructBlock):
    """A block of a body with a preview in the portal's look and checks across its fields."""

    class Meta:
        preview_template = PREVIEW_TEMPLATE

    def clean(self, value: Any) -> StructValue:
        """Check the fields, then what holds between them; raises StructBlockValidationError.

        A draft may be unfinished (the editor saves by itself while somebody writes), so what
        holds between fields is asked when it is handed in or published.
        """
        cleaned = super().clean(value)
        errors = {} if self.is_deferred_validation else self.problems(cleaned)
        if errors:
            raise StructBlockValidationError(
                block_errors={
                    name: ValidationError(message, code="invalid")
                    for name, message in errors.items()
                }
            )
        return cleaned

    def problems(self, value: StructValue) -> dict[str, Any]:
        """Field names with what is wrong between fields; nothing by default."""
        return {}


def short_text(**options: Any) -> RichTextBlock:
    """Running text inside another block: no headings, no pictures."""
    return RichTextBlock(features=TEXT_FEATURES, **options)


def web_address(**options: Any) -> URLBlock:
    """An address on another site; only http and https."""
    check = URLValidator(schemes=["http", "https"], message=_("Please enter a web address."))
    return URLBlock(validators=[check], max_length=500, **options)


def anchor(prefix: str, content: object) -> str:
    """An id for parts of a block: the same for the same content, so that pages stay cacheable."""
    return f"{prefix}-{crc32(str(content).encode()):08x}"
