"""Documents to load, with type and size."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from portal.cms.blocks.base import PortalBlock


class DocumentsBlock(PortalBlock):
    """Files of the document library; type and size stand beside each."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    documents = ListBlock(
        DocumentChooserBlock(label=_("document")), label=_("documents"), min_num=1, max_num=30
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to load; type and size are shown by themselves.")
        template = "portal/blocks/documents.html"

    def get_preview_value(self) -> Any:
        """The first documents of the library."""
        documents = list(get_document_model().objects.order_by("pk")[:2])
        return self.normalize({"title": "Formulare", "documents": documents})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the files with address, type and size in bytes."""
        context = super().get_context(value, parent_context)
        context["files"] = [
            {
                "title": document.title,
                "url": document.url,
                "kind": document.file_extension,
                "size": document.get_file_size(),
            }
            for document in value.get("documents") or []
            if document
        ]
        return context
