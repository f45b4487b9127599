"""Reports to the programme office in the admin: the periods, one period's reports, their files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.files import PDF, XLSX
from projects.budget.views import period_for
from projects.cases.queries import LARGEST_KEY
from projects.cases.screens_desk import FramedView
from projects.decision.screens import sealed
from projects.reports.actions import KINDS, make_report, take_report
from projects.reports.content import content_from
from projects.reports.forms import ReportForm
from projects.reports.models import YearReport
from projects.reports.permissions import may_make_report, may_read_reports
from projects.reports.queries import case_keys, periods, report_with_key, reports_of
from projects.reports.words import money_labels


class ReportsView(FramedView):
    """A screen for those who read reports."""

    may = staticmethod(may_read_reports)
    icon = "doc-full"
    home = ("reports:index", gettext_lazy("Reports to the programme office"))

    def rights(self) -> dict[str, bool]:
        """Whether the person makes reports."""
        return {"may_make": may_make_report(self.request.user)}


class PeriodsView(ReportsView):
    """The funding periods, each with its newest report."""

    template = "projects/reports/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest period first."""
        return self.frame(_("Reports to the programme office"), rows=periods())


class PeriodView(ReportsView):
    """The reports on one period, and the button that has the next one made."""

    template = "projects/reports/period.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was made, what changed each time, and how far the newest is."""
        return self._page(pk, ReportForm.blank())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have one made; a second click is the same one."""
        period, form = period_for(pk), ReportForm(request.POST)
        if not may_make_report(request.user):
            raise Http404
        if not form.is_valid():
            return self._page(pk, form, 422)
        make_report(by=request.user, period=period, key=form.cleaned_data["key"])
        messages.success(
            request, _("The figures are fixed. The files are being made in the background.")
        )
        return redirect("reports:period", pk)

    def _page(self, pk: int, form: ReportForm, status: int = 200) -> HttpResponse:
        period = period_for(pk)
        return self.frame(
            str(period), status=status, period=period, reports=reports_of(period), form=form
        )


def _report(pk: int) -> YearReport:
    found = report_with_key(pk) if pk <= LARGEST_KEY else None
    if found is None:
        raise Http404
    return found


class ReportView(ReportsView):
    """What one report says, without opening its files; every figure leads to its source."""

    template = "projects/reports/report.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its money, its projects, what changed, its files and their hashes."""
        report = _report(pk)
        content, labels = content_from(report.content), money_labels()
        keys = case_keys(each.number for each in content.projects)
        return self.frame(
            str(report),
            (reverse("reports:period", args=[report.period_id]), str(report.period)),
            report=report,
            content=content,
            money=[
                (labels[name], cents, _source(report, name))
                for name, cents in content.money.items()
            ],
            projects=[(each, keys.get(each.number)) for each in content.projects],
        )


SOURCES = {
    "allotted": "allotment",
    "committed": "commitment",
    "asked": "drawdown_asked",
    "received": "drawdown_received",
    "returned": "drawdown_returned",
    "paid": "disbursement",
    "interest": "interest",
    "written_off": "write_off",
    "open_claim": "recovery",
}
"""The kind of entry that a figure is made of most of all; the others show the whole journal."""


def _source(report: YearReport, name: str) -> str:
    query = urlencode({"period": report.period_id, "kind": SOURCES.get(name, "")})
    return f"{reverse('ledger:journal')}?{query}"


class ReportFileView(ReportsView):
    """A file of a report, for those who read reports."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> FileResponse:
        """The file as an attachment that no cache keeps."""
        report = _report(pk)
        if kind not in KINDS or not report.is_ready:
            raise Http404
        stored, mime = (report.pdf, PDF) if kind == "pdf" else (report.xlsx, XLSX)
        try:
            opened = stored.open("rb")
        except OSError as error:
            raise Http404 from error
        take_report(by=request.user, report=report, kind=kind)
        return sealed(
            FileResponse(
                opened,
                as_attachment=True,
                filename=f"{report.stem}.{kind}",
                content_type=mime.mime,
            )
        )
