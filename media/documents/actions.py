"""Every write on documents, besides the fields that Wagtail's form edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from wagtail.models import Collection

from media.documents.models import PortalDocument
from portal.kernel import files, scan

MAX_BYTES = 20 * files.MEGABYTE
MAX_VIDEO_BYTES = 80 * files.MEGABYTE


def check_document(upload: File[Any]) -> files.Kind:
    """Refuse an upload that is neither document nor film by content, or that holds malware.

    Raises ValidationError, also where the virus check is on and does not answer.
    """
    kind = _kind_of(upload)
    scan.refuse_unsafe(upload)
    return kind


def _kind_of(upload: File[Any]) -> files.Kind:
    ending = str(upload.name).rpartition(".")[2].lower()
    if any(ending in kind.endings for kind in files.VIDEO_KINDS):
        return files.check_upload(upload, kinds=files.VIDEO_KINDS, max_bytes=MAX_VIDEO_BYTES)
    kinds = (*files.DOCUMENT_KINDS, *files.VIDEO_KINDS)
    return files.check_upload(upload, kinds=kinds, max_bytes=MAX_BYTES)


@transaction.atomic
def add_document(
    *,
    by: Any | None,
    title: str,
    file: File[Any],
    source: str = "",
    collection: Collection | None = None,
    tags: Sequence[str] = (),
) -> PortalDocument:
    """A new document, checked by content; raises ValidationError."""
    check_document(file)
    document = PortalDocument(
        title=title,
        file=file,
        source=source,
        uploaded_by_user=by,
        collection=collection or Collection.get_first_root_node(),
    )
    document._set_document_file_metadata()
    document.save()
    document.tags.add(*tags)
    return document
