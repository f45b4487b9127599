"""The list of running projects in the admin, on the screen and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from projects.cases.actions import take_list_away
from projects.cases.exports import write_sheets
from projects.cases.office import XLSX
from projects.cases.screens_desk import DeskView
from projects.monitoring.kinds_risk import REASON_WORDS, Level
from projects.monitoring.permissions import may_list_running
from projects.monitoring.queries_list import (
    NOT_JUDGED,
    Running,
    rows_of,
    running_projects,
    with_marks,
)

ROWS = 50


def asked_level(request: HttpRequest) -> str:
    """The risk that an address of the list asks for; empty for all, also where it is unknown."""
    level = request.GET.get("risiko", "")
    return level if level in {*Level.values, NOT_JUDGED} else ""


class RunningView(DeskView):
    """All running projects with how they stand, narrowed by risk."""

    may = staticmethod(may_list_running)
    template = "projects/monitoring/admin/running.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, page by page."""
        level, address = asked_level(request), reverse("running:index")
        found = with_marks(running_projects(request.user, level))
        page = Paginator(found, ROWS).get_page(request.GET.get("p"))
        title = _("Running projects")
        names = [("", _("All")), *Level.choices, (NOT_JUDGED, _("not judged yet"))]
        return self.show(
            page_of_list=page,
            rows=rows_of(list(page.object_list)),
            choices=[
                (f"{address}?risiko={code}" if code else address, name, code == level)
                for code, name in names
            ],
            level=level,
            page_title=title,
            header_title=title,
            header_icon="view",
            breadcrumbs_items=[{"url": "", "label": title}],
        )


@dataclass(frozen=True, slots=True)
class RunningTable:
    """The rows of the list as a sheet; amounts in euros."""

    found: list[Running]

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        return [
            *(_("Number"), _("Title"), _("Carrier"), _("Programme"), _("Funding period")),
            *(_("Milestones reached"), _("Milestones"), _("Last interim note")),
            *(_("Paid out"), _("Shown by receipts"), _("Risk"), _("Suggested"), _("because")),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """One row for each project."""
        for row in self.found:
            case, noted = row.case, row.case.last_note_at
            yield [
                *(case.number, case.title, case.carrier_name, str(case.call.programme.name)),
                case.call.period.span,
                *(case.milestones_done or 0, case.milestones_all or 0),
                clock.local(noted).replace(tzinfo=None) if noted else None,
                *(Decimal(row.paid).scaleb(-2), Decimal(row.proved).scaleb(-2)),
                *(str(row.risk.label) if row.risk else "", str(row.suggested.label)),
                "; ".join(str(REASON_WORDS[code]) for code in row.suggestion.reasons),
            ]


class RunningFileView(DeskView):
    """The list as a workbook; the log names who takes it away."""

    may = staticmethod(may_list_running)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file."""
        level = asked_level(request)
        found = rows_of(list(with_marks(running_projects(request.user, level))))
        filters = {"list": "running", "risk": level}
        take_list_away(by=request.user, file_format="xlsx", rows=len(found), filters=filters)
        target = io.BytesIO()
        write_sheets([(_("Running projects"), RunningTable(found))], target)
        response = HttpResponse(target.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="laufende-projekte.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response
