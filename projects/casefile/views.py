"""The case as a file in the admin: having it made, how far it is, downloading it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.kernel.made import KEPT_FOR
from projects.casefile.actions import ask_for_dossier, take_dossier
from projects.casefile.permissions import may_download_dossier, may_take_dossier
from projects.casefile.queries import dossier_by_uuid, dossiers_of
from projects.decision.screens import sealed
from projects.review.screens import CaseWorkView, case_for


class DossierView(CaseWorkView):
    """One's own files of a case, and the button that asks for one."""

    template = "projects/casefile/dossier.html"
    title = gettext_lazy("Case as a file")
    icon = "download"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was made, and how far the next one is."""
        case = case_for(request.user, pk, writes=False)
        found = dossiers_of(request.user, case)
        return self.show(
            request,
            case,
            dossiers=found,
            waiting=any(each.is_waiting for each in found),
            days=KEPT_FOR.days,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for one; a second click asks for the same."""
        case = case_for(request.user, pk, writes=False)
        if not may_take_dossier(request.user, case):
            raise Http404
        ask_for_dossier(by=request.user, case=case)
        messages.success(request, _("The file is being made in the background."))
        return redirect("case_dossier", pk)


class DossierFileView(View):
    """The ZIP, for the person who had it made and who still may take the case away."""

    def get(self, request: HttpRequest, pk: int, uuid: UUID) -> FileResponse:
        """The file as an attachment that no cache keeps."""
        case = case_for(request.user, pk, writes=False)
        dossier = dossier_by_uuid(case, uuid)
        if dossier is None or not may_download_dossier(request.user, dossier):
            raise Http404
        try:
            stored = dossier.file.open("rb")
        except OSError as error:
            raise Http404 from error
        take_dossier(by=request.user, dossier=dossier)
        response = FileResponse(
            stored,
            as_attachment=True,
            filename=dossier.file_name,
            content_type="application/zip",
        )
        return sealed(response)


CASE = "antraege/<int:pk>/akte/"
urlpatterns: list[URLPattern] = [
    path(CASE, DossierView.as_view(), name="case_dossier"),
    path(f"{CASE}<uuid:uuid>/", DossierFileView.as_view(), name="case_dossier_file"),
]
