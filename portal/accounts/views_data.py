"""My data: a copy of it, and asking for its deletion."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from portal.accounts.actions_requests import ask_for_deletion, ask_for_export
from portal.accounts.forms import DeletionForm
from portal.accounts.models_requests import OPEN, DataExport
from portal.accounts.permissions import may_download_export
from portal.kernel import clock


class MyDataView(LoginRequiredMixin, View):
    """What one may ask for, and what came of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self._show(request, DeletionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for a copy or for deletion; a second click changes nothing."""
        if request.POST.get("button") == "export":
            ask_for_export(by=request.user)
            messages.success(request, _("We make the copy and write to you when it is ready."))
            return redirect("my_data")
        form = DeletionForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        ask_for_deletion(by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Your request is with the office. We write to you."))
        return redirect("my_data")

    def _show(self, request: HttpRequest, form: DeletionForm, status: int = 200) -> HttpResponse:
        user: Any = request.user
        export = user.exports.first()
        gone = export and export.expires_at and export.expires_at <= clock.now()
        context = {
            "form": form,
            "export": None if gone else export,
            "deletion": user.deletion_requests.filter(state=OPEN).first(),
        }
        response = render(request, "portal/accounts/my_data.html", context, status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ExportView(LoginRequiredMixin, View):
    """The copy of one's own data; everybody else's does not exist."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """The ZIP."""
        export = DataExport.objects.filter(pk=pk).first()
        if export is None or not may_download_export(request.user, export):
            raise Http404
        response = FileResponse(
            export.file.open("rb"), as_attachment=True, filename="meine-daten.zip"
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response
