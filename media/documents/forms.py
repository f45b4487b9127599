"""Wagtail's form for documents, with the checks of the portal."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from media.documents.actions import check_document


class PortalDocumentForm(BaseDocumentForm):
    """Checks the content of a file against its name, and its size."""

    def clean_file(self) -> Any:
        """Refuse what is no document by content."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            check_document(upload)
        return upload
