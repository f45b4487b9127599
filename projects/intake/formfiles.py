"""Admin screens for forms as files: begin from a template, read in, take out."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal.forms import actions
from portal.forms.freezing import FormError
from portal.forms.permissions import may_compose_form
from portal.forms.reading import MAX_BYTES
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern, patterns


class FormFileForm(forms.Form):
    """One JSON file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A file that was exported from a portal like this (ends in .json)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )


class ComposerView(View):
    """Only for those who compose forms."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask before anything else."""
        if not may_compose_form(request.user, ApplicationForm):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def begin(self, content: bytes) -> HttpResponse:
        """Import and go to the new draft; raises FormError."""
        made = actions.import_form(by=self.request.user, model=ApplicationForm, content=content)
        text = _("“%(title)s” is a new draft. Look through it, then hand it in.")
        messages.success(self.request, text % {"title": made.title})
        return redirect(address("edit"), made.pk)


class PatternsView(ComposerView):
    """The ready-made forms, each with a button."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        context = {"patterns": patterns(), "back": address("list")}
        return render(request, "projects/intake/admin/patterns.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin a form from one."""
        chosen = pattern(request.POST.get("pattern", ""))
        if chosen is None:
            raise Http404
        return self.begin(chosen.content())


class ImportView(ComposerView):
    """Reads a form from a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file."""
        return self._show(FormFileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read it; what is wrong is listed and nothing is stored."""
        form = FormFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        upload = form.cleaned_data["file"]
        try:
            return self.begin(upload.read(MAX_BYTES + 1))
        except FormError as error:
            return self._show(form, error.problems)

    def _show(self, form: FormFileForm, problems: list[str] | None = None) -> HttpResponse:
        context = {"form": form, "problems": problems or [], "back": address("list")}
        return render(self.request, "projects/intake/admin/import.html", context)


class ExportView(View):
    """The newest text of a form as a download."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file."""
        composed = get_object_or_404(ApplicationForm.objects.select_related("form"), pk=pk)
        data = actions.export_form(by=request.user, composed=composed)
        text = json.dumps(data, ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
        name = f"formular-{composed.form.code}.json"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def address(verb: str) -> str:
    """The name of the address of an admin screen of the forms."""
    return str(ApplicationForm.snippet_viewset.get_url_name(verb))  # type: ignore[attr-defined]
