"""What the office's screens of decisions share: the case, a notice, and who may."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import FileResponse, Http404, HttpResponse

from projects.decision.models_notices import Notice
from projects.decision.permissions import may_read_decisions
from projects.review.screens import LARGEST_KEY

Answer = TypeVar("Answer", HttpResponse, FileResponse)


def notice_for(user: Any, pk: int) -> Notice:
    """A notice with its case, for those of the office who may read it; raises Http404."""
    found = Notice.objects.select_related(
        "case__call__programme", "case__call__rules", "drafted_by", "released_by", "waiver"
    ).prefetch_related("deliveries")
    notice = found.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if notice is None or not may_read_decisions(user, notice.case):
        raise Http404
    return notice


def pdf_response(notice: Notice) -> FileResponse:
    """The archived PDF as an attachment that no cache keeps."""
    response = FileResponse(
        notice.file.open("rb"),
        as_attachment=True,
        filename=notice.file_name,
        content_type="application/pdf",
    )
    return sealed(response)


def preview_response(notice: Notice, pdf: bytes) -> HttpResponse:
    """A draft as a PDF."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{notice.file_name}"'
    return sealed(response)


def sealed(response: Answer) -> Answer:
    """The answer with headers that keep it out of caches and let it run nothing."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
