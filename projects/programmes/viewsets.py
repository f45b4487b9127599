"""Programmes, rules and periods in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.accounts.models import User
from portal.kernel.amounts import Amount
from projects.programmes import actions
from projects.programmes.forms import RulesForm
from projects.programmes.models import FundingProgramme, ProgrammeRules
from projects.programmes.permissions import MANAGERS, may_manage_programmes, may_view_programmes


class ProgrammePolicy(BasePermissionPolicy):
    """Asks `may_*` for what Wagtail calls view, add and change; nothing is ever deleted here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do that with any record."""
        if action == "view":
            return may_view_programmes(user)
        return action in {"add", "change"} and may_manage_programmes(user)

    def users_with_any_permission(self, actions: Any) -> models.QuerySet[User]:
        """Everybody who may change the records."""
        names = [role.group_name for role in MANAGERS]
        return User.objects.filter(is_active=True, groups__name__in=names).distinct()


class LoggedCreateView(generic.CreateView):
    """Creates through the action, which asks and logs."""

    def save_instance(self) -> Any:
        """Save the validated form."""
        save = super().save_instance
        return actions.save_record(by=self.request.user, save=save, event="created")


class LoggedCopyView(generic.CopyView, LoggedCreateView):
    """The form of a new record, filled with another one."""


class LoggedEditView(generic.EditView):
    """Changes through the action, which asks and logs."""

    def save_instance(self) -> Any:
        """Save the validated form."""
        save = super().save_instance
        return actions.save_record(by=self.request.user, save=save, event="changed")


class RecordViewSet(ModelViewSet):
    """A plain record: list, create, change, look at. The other ready-made views answer 404."""

    add_view_class = LoggedCreateView
    edit_view_class = LoggedEditView
    copy_view_class = LoggedCopyView
    copy_view_enabled = False
    inspect_view_enabled = True
    offered = frozenset({"index", "index_results", "add", "edit", "inspect", "copy"})

    @property
    def permission_policy(self) -> BasePermissionPolicy:
        """The predicates of the programmes."""
        return ProgrammePolicy(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No way to views that do not exist."""
        missing = {"history_url_name": None, "usage_url_name": None, "delete_url_name": None}
        found: dict[str, Any] = super().get_common_view_kwargs(**missing, **kwargs)
        return found

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only the views that are offered."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.offered]

    def get_permissions_to_register(self) -> models.QuerySet[Permission]:
        """Rights hang on roles, so the list of groups offers none."""
        return Permission.objects.none()


def euros(label: Any, name: str) -> Column:
    """A column with an amount."""
    return Column(name, label=label, accessor=lambda row: Amount(getattr(row, name) or 0).short())


class ProgrammeViewSet(RecordViewSet):
    """The funding programmes."""

    model = FundingProgramme
    name = "programmes"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Programmes")
    list_display = ["__str__", "code", "number_series", BooleanColumn("is_active")]
    list_filter = ["is_active"]
    search_fields = ["code"]
    inspect_view_enabled = False
    panels = [
        FieldPanel("title"),
        FieldPanel("short_title"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("number_series")]),
        FieldPanel("purpose"),
        FieldPanel("funder"),
        FieldRowPanel([FieldPanel("retention_years"), FieldPanel("is_active")]),
        FieldRowPanel([FieldPanel("carry_over"), FieldPanel("carry_percent")]),
        InlinePanel(
            "categories",
            label=gettext_lazy("Cost category"),
            panels=[
                FieldPanel("labels"),
                FieldRowPanel(
                    [FieldPanel("code"), FieldPanel("is_eligible"), FieldPanel("position")]
                ),
            ],
        ),
        InlinePanel(
            "options",
            label=gettext_lazy("Target group, type of project, criterion, outcome or goal"),
            panels=[
                FieldPanel("labels"),
                FieldPanel("description"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
                FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
            ],
        ),
    ]


class RulesEditView(LoggedEditView):
    """Rules change only as long as no call uses them; later ones are new rules."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send back to the list where a call uses them."""
        if may_manage_programmes(request.user) and self.get_object().calls.exists():
            text = _("A call uses these rules, so they stay. Copy them and set a new date.")
            messages.warning(request, text)
            return redirect(self.index_url_name)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class RulesViewSet(RecordViewSet):
    """The rules of programmes: a changed cap is a new row with its own date."""

    model = ProgrammeRules
    name = "programme-rules"
    icon = "list-ul"
    menu_label = gettext_lazy("Rules")
    edit_view_class = RulesEditView
    copy_view_enabled = True
    list_display = [
        "programme",
        "valid_from",
        euros(gettext_lazy("highest amount per project"), "cap_cents"),
        "rate_percent",
        "financing_type",
    ]
    list_filter = ["programme"]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldPanel("valid_from"),
            FieldRowPanel([FieldPanel("cap_cents"), FieldPanel("rate_percent")]),
            FieldPanel("financing_type"),
            FieldPanel("categories"),
            FieldPanel("text"),
            MultiFieldPanel(
                [
                    FieldPanel("carrier_kinds"),
                    FieldPanel("area"),
                    FieldPanel("refuses_other_funding"),
                ],
                gettext_lazy("Asked before an application begins"),
            ),
        ],
        base_form_class=RulesForm,
    )
