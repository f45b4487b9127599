"""Applications in the admin: a list with filters and export, and one file per case."""

from __future__ import annotations

import csv
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.db import models
from django.http import Http404
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.mixins import Echo
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from actors.themes.models import Theme
from portal.accounts.models import User
from portal.kernel.amounts import Amount
from portal.kernel.registry import panels
from projects.calls.models import Call
from projects.cases.actions import take_list_away
from projects.cases.exports import COLUMNS, for_csv, for_xlsx
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case, Channel, state_choices
from projects.cases.permissions import READERS, may_export_cases, may_list_cases, may_view_case
from projects.cases.queries import (
    attachments,
    costs_total,
    history_of,
    receipt_of,
    received_cases,
    whole_case,
)
from projects.programmes.fields import EuroField

# What an address of the list says besides its filters.
NO_FILTERS = {"export", "ordering", "p"}


class CasePolicy(BasePermissionPolicy):
    """Reading is all that the ready-made views offer; every write has its own action."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may see the list."""
        return action == "view" and may_list_cases(user)

    def users_with_any_permission(self, actions: Any) -> models.QuerySet[User]:
        """Everybody who may read the applications."""
        names = [role.group_name for role in READERS]
        return User.objects.filter(is_active=True, groups__name__in=names).distinct()


class EuroFilter(django_filters.Filter):
    """A limit in euros as people type it."""

    field_class = EuroField


def submitted_states() -> list[tuple[str, str]]:
    """The states that the office sees."""
    return [pair for pair in state_choices() if pair[0] != DRAFT]


class CaseFilters(WagtailFilterSet):
    """Call, status, theme, amount and day of arrival."""

    call = django_filters.ModelChoiceFilter(queryset=Call.objects.all(), label=_("Call"))
    state = django_filters.ChoiceFilter(choices=submitted_states, label=_("Status"))
    theme = django_filters.ModelChoiceFilter(queryset=Theme.objects.all(), label=_("Theme"))
    least = EuroFilter(field_name="amount_cents", lookup_expr="gte", label=_("Amount from"))
    most = EuroFilter(field_name="amount_cents", lookup_expr="lte", label=_("Amount to"))
    submitted_at = django_filters.DateFromToRangeFilter(
        label=_("Received"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Case
        fields = ["call", "state", "theme", "submitted_at"]


class CaseIndexView(generic.IndexView):
    """The applications that arrived."""

    default_ordering = "-submitted_at"
    list_export = list(COLUMNS)
    export_headings = {name: heading for name, (heading, _read) in COLUMNS.items()}

    def get_base_queryset(self) -> models.QuerySet[Case]:
        """Drafts are nobody's business."""
        return received_cases()

    @property
    def show_export_buttons(self) -> bool:
        """Only for those who may take the list away."""
        return may_export_cases(self.request.user)

    def as_spreadsheet(self, queryset: models.QuerySet[Case], spreadsheet_format: str) -> Any:
        """The file, once the log names who takes it away and which filters were set."""
        asked = {name: value.replace("\x00", "") for name, value in self.request.GET.items()}
        take_list_away(
            by=self.request.user,
            file_format=spreadsheet_format,
            rows=queryset.count(),
            filters={name: asked[name] for name in asked if asked[name] and name not in NO_FILTERS},
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Case) -> OrderedDict[str, Any]:
        """One row of the table."""
        return OrderedDict((name, read(item)) for name, (_heading, read) in COLUMNS.items())

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Cells that no spreadsheet runs."""
        return for_csv(value) if export_format == self.FORMAT_CSV else for_xlsx(value)

    def stream_csv(self, queryset: models.QuerySet[Case]) -> Iterator[bytes]:
        """Row by row, with the mark and the semicolons that German spreadsheets expect."""
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield b"\xef\xbb\xbf"
        yield writer.writerow({name: str(head) for name, (head, _read) in COLUMNS.items()})  # type: ignore[misc]
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


class CaseInspectView(generic.InspectView):
    """One application like a file: head with status and next step, then its parts."""

    template_name = "projects/cases/inspect.html"

    def get_object(self, queryset: Any = None) -> Case:
        """The whole case; a draft does not exist for the office."""
        known = Case.objects.filter(pk=self.pk).values_list("uuid", flat=True).first()
        case = whole_case(known) if known else None
        if case is None or not may_view_case(self.request.user, case) or case.is_draft:
            raise Http404
        return case

    def get_page_subtitle(self) -> str:
        """Number and title."""
        return f"{self.object.number} · {self.object.title}"

    def get_edit_url(self) -> None:
        """Nothing is changed here."""

    def get_delete_url(self) -> None:
        """Nothing is deleted here."""

    def get_fields_context(self) -> list[Any]:
        """The template shows the case by its parts."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The case with lines, files and history."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        case = self.object
        args = [case.call.code, case.uuid]
        context |= {
            "case": case,
            "panels": panels("case", case),
            "attachments": [
                (item, reverse("case_file", args=[*args, item.pk]))
                for item in [*attachments(case), receipt_of(case)]
                if item
            ],
            "total": costs_total(case),
            "history": history_of(case),
        }
        return context


class CaseViewSet(ModelViewSet):
    """Index and inspect only: add, edit, copy, delete, history and usage answer 404."""

    model = Case
    name = "cases"
    icon = "form"
    menu_label = _("Applications")
    index_view_class = CaseIndexView
    inspect_view_class = CaseInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = CaseFilters
    list_per_page = 50
    search_fields = ["number", "title", "carrier_name", "contact_name", "summary", "place"]
    search_backend_name = None
    export_filename = "antraege"
    exclude_form_fields: list[str] = []
    list_display = [
        TitleColumn(
            "number",
            label=_("Reference number"),
            sort_key="number",
            get_url=lambda case: reverse("cases:inspect", args=[case.pk]),
        ),
        Column("title", label=_("Title"), sort_key="title"),
        Column("carrier_name", label=_("Carrier"), sort_key="carrier_name"),
        Column("call", label=_("Call"), accessor=lambda case: case.call.title),
        Column("theme", label=_("Theme")),
        Column(
            "amount_cents",
            label=_("Amount"),
            sort_key="amount_cents",
            accessor=lambda case: Amount(case.amount_cents or 0).short(),
        ),
        Column("internal_status", label=_("Status"), sort_key="state"),
        Column("attachments", label=_("Files")),
        Column(
            "channel",
            label=_("Came in"),
            sort_key="channel",
            accessor=lambda case: (
                "" if case.channel == Channel.PORTAL else case.get_channel_display()
            ),
        ),
        DateColumn("submitted_at", label=_("Received"), sort_key="submitted_at"),
    ]

    @property
    def permission_policy(self) -> BasePermissionPolicy:
        """The predicates of cases."""
        return CasePolicy(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No way to views that do not exist."""
        names = ["add", "edit", "delete", "history", "usage"]
        missing = {f"{name}_url_name": None for name in names}
        found: dict[str, Any] = super().get_common_view_kwargs(**missing, **kwargs)
        return found

    def get_urlpatterns(self) -> list[URLPattern]:
        """Index, its results, inspect."""
        offered = {"index", "index_results", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in offered]

    def get_form_class(self, for_update: bool = False) -> Any:
        """No form: nothing is typed into a case here."""
        return None

    def get_permissions_to_register(self) -> models.QuerySet[Permission]:
        """Rights hang on roles, so the list of groups offers none."""
        return Permission.objects.none()

    def register_admin_url_finder(self) -> None:
        """There is no edit view that an address could lead to."""
