"""Downloading a whole application."""

from __future__ import annotations

import tempfile
import uuid as uuids

from django.http import FileResponse, Http404, HttpRequest

from projects.cases.permissions import may_view_case
from projects.cases.queries import whole_case
from projects.intake.actions_takeaway import take_package
from projects.intake.takeaway import package_name, write_package
from projects.intake.views import SignedInView


class PackageView(SignedInView):
    """The ZIP of one application for whoever may view it."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> FileResponse:
        """Write it into a temporary file, which goes with the answer."""
        case = whole_case(uuid)
        if case is None or case.call.code != code or not may_view_case(request.user, case):
            raise Http404
        take_package(by=request.user, case=case)
        target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        write_package(case, target)
        target.seek(0)
        return FileResponse(
            target,
            as_attachment=True,
            filename=package_name(case),
            content_type="application/zip",
        )
