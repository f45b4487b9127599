"""Imports in the admin: templates, choosing a file, a look at its rows, importing, the report."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.lifecycle import NotAllowed
from projects.cases.screens_desk import DeskView, DeskViewSet
from projects.imports import actions
from projects.imports.checking import judged
from projects.imports.forms import SheetForm
from projects.imports.models import ImportedFile, Kind, PendingSheet
from projects.imports.permissions import may_import
from projects.imports.queries import imported_files, rows_of
from projects.imports.reading import MAX_BYTES, SheetError, read_sheet
from projects.imports.templates import template_csv, template_xlsx

ROWS = 50
SHOWN = 200
"""Rows of a file that the preview shows; those with errors come first."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportView(DeskView):
    """A screen for those who may import."""

    may = staticmethod(may_import)


class ImportListView(ImportView):
    """What was imported, and choosing a file."""

    template = "projects/imports/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form and the files so far."""
        return self._page(SheetForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look through a file; what is wrong is said and nothing is stored."""
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            upload = data["file"]
            cases = data["kind"] == Kind.CASES
            try:
                pending = actions.look_through(
                    by=request.user,
                    name=str(upload.name),
                    content=upload.read(MAX_BYTES + 1),
                    kind=data["kind"],
                    call=data["call"] if cases else None,
                    programme=None if cases else data["programme"],
                )
                return redirect("imports:preview", pending.pk)
            except SheetError as error:
                form.add_error("file", error.text)
        return self._page(form)

    def _page(self, form: SheetForm) -> HttpResponse:
        page = Paginator(imported_files(), ROWS).get_page(self.request.GET.get("p"))
        return self.show(form=form, page=page, kinds=Kind.choices)


class ImportPreviewView(ImportView):
    """What would come of each row, and the button that does it."""

    template = "projects/imports/preview.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The dry run."""
        return self._page(self._pending(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Import; a second click finds the file gone and leads to the list."""
        pending = PendingSheet.objects.filter(pk=pk, by=request.user.pk).first()
        if pending is None:
            return redirect("imports:index")
        try:
            file = actions.import_sheet(
                by=request.user,
                pending=pending,
                skip_bad=request.POST.get("mode") == "skip",
            )
        except NotAllowed as refused:
            return self._page(pending, refused.code)
        messages.success(request, _("%(count)s rows are taken over.") % {"count": file.created})
        return redirect("imports:report", file.pk)

    def _pending(self, pk: int) -> PendingSheet:
        return get_object_or_404(
            PendingSheet.objects.select_related("programme", "call"), pk=pk, by=self.request.user.pk
        )

    def _page(self, pending: PendingSheet, refused: str = "") -> HttpResponse:
        sheet = read_sheet(pending.name, bytes(pending.content), pending.kind)
        rows = judged(sheet, pending)
        bad = [row for row in rows if row.errors]
        order = sorted(rows, key=lambda row: (not row.errors, not row.warnings, row.number))
        return self.show(
            status=409 if refused else 200,
            pending=pending,
            sheet=sheet,
            rows=order[:SHOWN],
            hidden=max(len(rows) - SHOWN, 0),
            total=len(rows),
            bad=len(bad),
            known=sum(row.known for row in rows),
            good=sum(row.is_good for row in rows),
            refused=refused,
        )


class ImportReportView(ImportView):
    """What came of a file."""

    template = "projects/imports/report.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The rows with what they became."""
        file = get_object_or_404(ImportedFile.objects.select_related("by"), pk=pk)
        page = Paginator(rows_of(file), ROWS).get_page(request.GET.get("p"))
        return self.show(file=file, page=page)


class TemplateView(ImportView):
    """A file to fill in."""

    def get(self, request: HttpRequest, kind: str, ending: str) -> HttpResponse:
        """XLSX or CSV with headings and one example."""
        if kind not in Kind.values or ending not in {"xlsx", "csv"}:
            raise Http404
        made = template_xlsx(kind) if ending == "xlsx" else template_csv(kind)
        response = HttpResponse(made, content_type=XLSX if ending == "xlsx" else "text/csv")
        name = f"vorlage-{kind}.{ending}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ImportViewSet(DeskViewSet):
    """Moving in."""

    name = "imports"
    url_prefix = "uebernahme"
    icon = "upload"
    menu_label = gettext_lazy("Take over old data")
    may = staticmethod(may_import)

    def get_urlpatterns(self) -> list[URLPattern]:
        """List with form, preview, report, templates."""
        return [
            path("", ImportListView.as_view(), name="index"),
            path("pruefen/<int:pk>/", ImportPreviewView.as_view(), name="preview"),
            path("bericht/<int:pk>/", ImportReportView.as_view(), name="report"),
            path("vorlage/<slug:kind>.<slug:ending>", TemplateView.as_view(), name="template"),
        ]
