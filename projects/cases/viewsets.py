"""Applications in the admin: a list with filters and export, and one file per case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.http import Http404
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.accounts.models import User
from portal.kernel.registry import panels
from projects.cases import lifecycle_views, office, office_views
from projects.cases.filters import CaseFilters
from projects.cases.models import Case
from projects.cases.permissions import READERS, may_list_cases, may_view_case
from projects.cases.queries import (
    attachments,
    case_for_office,
    goals_of,
    history_of,
    receipt_of,
)
from projects.cases.screens import CaseIndexView


class CasePolicy(BasePermissionPolicy):
    """Reading is all that the ready-made views offer; every write has its own action."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may see the list."""
        return action == "view" and may_list_cases(user)

    def users_with_any_permission(self, actions: Any) -> models.QuerySet[User]:
        """Everybody who may read the applications."""
        names = [role.group_name for role in READERS]
        return User.objects.filter(is_active=True, groups__name__in=names).distinct()


class CaseInspectView(generic.InspectView):
    """One application like a file: head with status and next step, then its parts."""

    template_name = "projects/cases/inspect.html"

    def get_object(self, queryset: Any = None) -> Case:
        """The whole case; a draft does not exist for the office."""
        case = case_for_office(self.pk)
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
            "goals": goals_of(case),
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
    exclude_form_fields: list[str] = []

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
        ready = [pattern for pattern in super().get_urlpatterns() if pattern.name in offered]
        return [
            *ready,
            *office.urlpatterns,
            *office_views.urlpatterns,
            *lifecycle_views.urlpatterns,
        ]

    def get_form_class(self, for_update: bool = False) -> Any:
        """No form: nothing is typed into a case here."""
        return None

    def get_permissions_to_register(self) -> models.QuerySet[Permission]:
        """Rights hang on roles, so the list of groups offers none."""
        return Permission.objects.none()

    def register_admin_url_finder(self) -> None:
        """There is no edit view that an address could lead to."""
