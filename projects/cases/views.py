"""Handing out private files of cases to those who may read them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest
from django.views import View

from portal.kernel.registry import may_read_file
from projects.cases.models import CaseFile


class CaseFileView(LoginRequiredMixin, View):
    """A file of a case as a download; who may not read it learns nothing about it."""

    def get(self, request: HttpRequest, code: str, uuid: UUID, pk: int) -> FileResponse:
        """Ask, then hand out; never shown inside the portal's own pages."""
        case_file = CaseFile.objects.select_related("case").filter(
            pk=pk, case__uuid=uuid, case__call__code=code
        )
        found = case_file.first()
        if found is None or not may_read_file(request.user, found):
            raise Http404
        return file_response(found)


def file_response(case_file: CaseFile) -> FileResponse:
    """The file as an attachment that no cache keeps."""
    response = FileResponse(
        case_file.file.open("rb"),
        as_attachment=True,
        filename=case_file.name,
        content_type=case_file.mime,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
