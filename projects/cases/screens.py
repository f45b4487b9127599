"""The office's list of applications in the admin: filters, counts per status, files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from portal.accounts.roles import Role, has_role
from portal.kernel.amounts import Amount
from portal.templatetags.formats import date_short
from projects.cases.actions import take_list_away
from projects.cases.cells import NumberColumn, PickColumn, PlainColumn, TwoLineColumn
from projects.cases.exports import CaseTable, csv_lines
from projects.cases.filters import asked_filters, kept_query
from projects.cases.lifecycle import CASE
from projects.cases.listing import (
    CALL,
    OFFICE,
    THEME,
    Choices,
    counts_by_state,
    received_cases,
    rows_of,
    searched,
    views_for,
)
from projects.cases.models import Case, Channel
from projects.cases.permissions import may_export_cases

STATE = "state"


@dataclass(frozen=True, slots=True)
class StateLink:
    """A way to the cases of one status: its name, how many there are, the address."""

    label: str
    number: int
    url: str
    is_current: bool


class CasePaginator(WagtailPaginator):
    """Pages of the list; how many rows there are is known from the counts per status."""

    def page(self, number: Any) -> Any:
        """One page, read with a single query."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = rows_of(self.object_list, start, start + self.per_page)
        return self._get_page(rows, number, self)


class CaseIndexView(generic.IndexView):
    """The applications that arrived."""

    default_ordering = "-submitted_at"
    paginator_class = CasePaginator
    results_template_name = "projects/cases/office/list_results.html"
    is_searchable = True

    @cached_property
    def choices(self) -> Choices:
        """Names of calls, themes and offices, read once for filters and cells."""
        return Choices()

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The filters choose from the same names."""
        kwargs: dict[str, Any] = super().get_filterset_kwargs()
        return {**kwargs, "choices": self.choices}

    def search_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """By the words of the application, its answers and its number."""
        return searched(queryset, self.search_query) if self.is_searching else queryset

    def get_base_queryset(self) -> QuerySet[Case]:
        """Drafts are nobody's business."""
        return received_cases()

    def narrowed(self, cases: QuerySet[Case], but: str = "") -> QuerySet[Case]:
        """What search and filters leave; filters that make no sense leave everything."""
        found: QuerySet[Case] = self.search_queryset(cases)
        return self.filters.narrowed(found, but=but) if self.filters.is_valid() else found

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of the cases, whatever their status, stand in each."""
        return counts_by_state(self.narrowed(Case.objects.all(), but=STATE))

    @property
    def state(self) -> str:
        """The status that was asked for; empty for all."""
        valid = self.filters.is_valid()
        return self.filters.form.cleaned_data.get(STATE, "") if valid else ""

    def get_queryset(self) -> QuerySet[Case]:
        """The cases in their order; nothing to take away where a filter makes no sense."""
        if self.is_export and not self.filters.is_valid():
            return Case.objects.none()
        return self.order_queryset(self.narrowed(self.get_base_queryset()))

    def order_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """By the chosen column; the key makes it certain where values are equal."""
        key = "-pk" if self.ordering.startswith("-") else "pk"
        return queryset.order_by(self.ordering, key)

    def get_paginator(self, *args: Any, **kwargs: Any) -> CasePaginator:
        """Pages that need not be counted again."""
        paginator: CasePaginator = super().get_paginator(*args, **kwargs)
        counts = self.counts
        paginator.count = counts.get(self.state, 0) if self.state else sum(counts.values())
        return paginator

    def state_links(self) -> list[StateLink]:
        """All, and each status that any case stands in: ways to narrow the list."""
        counts = dict(self.counts)
        if self.state:
            counts.setdefault(self.state, 0)
        links = [self._state_link("", _("All"), sum(counts.values()))]
        return links + [
            self._state_link(code, _(CASE.state(code).internal), number)
            for code, number in counts.items()
        ]

    def _state_link(self, code: str, label: str, number: int) -> StateLink:
        asked = self.request.GET.copy()
        for name in (STATE, "p", "_w_filter_fragment"):
            asked.pop(name, None)
        if code:
            asked[STATE] = code
        url = f"{self.index_url}?{asked.urlencode()}" if asked else self.index_url
        return StateLink(label, number, url, self.state == code)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The counts above the list."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        kept = kept_query(self.request.GET)
        return {
            **context,
            "state_links": self.state_links(),
            "views": [(view, view.query == kept) for view in views_for(self.request.user)],
            "kept_query": kept,
            "offices": self.choices.of(OFFICE),
            "may_assign": has_role(self.request.user, Role.COORDINATOR),
        }

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What the list shows of a case; names come from the choices, not from joins."""
        label = self.choices.label
        return [
            PickColumn("pick", label=_("Choose")),
            NumberColumn("number", label=_("Reference number"), sort_key="number"),
            TwoLineColumn(
                "title",
                label=_("Title and carrier"),
                sort_key="title",
                below=lambda case: case.carrier_name,
            ),
            TwoLineColumn(
                "call",
                label=_("Call and theme"),
                accessor=lambda case: label(CALL, case.call_id),
                below=lambda case: label(THEME, case.theme_id),
            ),
            PlainColumn(
                "office",
                label=_("Municipal office"),
                accessor=lambda case: label(OFFICE, case.office_id),
            ),
            PlainColumn(
                "amount_cents",
                label=_("Amount"),
                sort_key="amount_cents",
                accessor=lambda case: Amount(case.amount_cents or 0).short(),
            ),
            PlainColumn("internal_status", label=_("Status"), sort_key="state"),
            PlainColumn("attachments", label=_("Files")),
            TwoLineColumn(
                "submitted_at",
                label=_("Received"),
                sort_key="submitted_at",
                accessor=lambda case: date_short(case.submitted_at),
                below=lambda case: (
                    "" if case.channel == Channel.PORTAL else case.get_channel_display()
                ),
            ),
        ]

    @property
    def show_export_buttons(self) -> bool:
        """Only for those who may take the list away."""
        return may_export_cases(self.request.user)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Both kinds of files; the workbook has a screen of its own, because it takes its time."""
        if not self.show_export_buttons:
            return []
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        workbook = reverse("cases:exports") + query
        return [
            Button(_("Print"), url=reverse("cases:print_list") + query, icon_name="doc-full"),
            Button(_("Take away as CSV"), url=self.csv_export_url, icon_name="download"),
            Button(_("Take away as XLSX"), url=workbook, icon_name="download"),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A file needs no page around it, which would read every row of the list."""
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def as_spreadsheet(self, queryset: QuerySet[Case], spreadsheet_format: str) -> Any:
        """The CSV, once the log names who takes it away and which filters were set."""
        if spreadsheet_format == self.FORMAT_XLSX:
            return redirect(f"{reverse('cases:exports')}?{self.request.GET.urlencode()}")
        keys = list(queryset.values_list("pk", flat=True))
        filters = asked_filters(self.request.GET)
        return csv_response(self.request.user, keys, filters)


def csv_response(user: Any, keys: list[int], filters: dict[str, str]) -> StreamingHttpResponse:
    """The cases as CSV, line by line; raises PermissionDenied."""
    take_list_away(by=user, file_format="csv", rows=len(keys), filters=filters)
    response = StreamingHttpResponse(csv_lines(CaseTable(keys)), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="antraege.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
