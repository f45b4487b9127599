"""Documents of the library."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from portal.kernel.privacy import Personal, classify
from portal.kernel.storages import media_storage, private_name


def document_upload_to(document: models.Model, filename: str) -> str:
    """Every document lives in the private storage: only the view that asks gives it out."""
    return private_name(f"documents/{filename}")


class PortalDocument(AbstractDocument):
    """A file to load; its address is a view that asks who is reading."""

    file = models.FileField(
        upload_to=document_upload_to,
        storage=media_storage,
        max_length=200,
        verbose_name=_("file"),
    )
    source = models.CharField(
        _("published by"),
        max_length=150,
        blank=True,
        help_text=_("Who wrote the document, if it was not the office."),
    )

    admin_form_fields = ("title", "file", "source", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.SearchField("source")]
    privacy = classify(
        none="title file created_at uploaded_by_user tags file_size file_hash collection",
        personal=[
            Personal(
                purpose="Naming the author of a document",
                retention="as long as the document is kept",
                fields="source",
            )
        ],
    )
