"""What the admin screens of members, rules and quotas have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.urls import URLPattern
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from actors.bodies import actions
from actors.bodies.permissions import may_keep_members, may_see_members
from portal.accounts.models import User
from portal.accounts.roles import Role


class SeatsPolicy(BasePermissionPolicy):
    """Asks `may_*`; nothing is deleted, terms end and rules are followed by others."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do that with any record."""
        if action == "view":
            return may_see_members(user)
        return action in {"add", "change"} and may_keep_members(user)

    def users_with_any_permission(self, actions: Any) -> models.QuerySet[User]:
        """Coordination and administration."""
        names = [Role.COORDINATOR.group_name, Role.ADMIN.group_name]
        return User.objects.filter(is_active=True, groups__name__in=names).distinct()


class Saving:
    """Saves through an action; what it refuses at the last moment stands above the form."""

    def save(self, record: Any, save: Any) -> Any:
        """The action of rules, quotas and counts."""
        return actions.save_rule(by=self.request.user, record=record, save=save)  # type: ignore[attr-defined]

    def save_instance(self) -> Any:
        """Save the validated form."""
        return self.save(self.form.instance, super().save_instance)  # type: ignore[attr-defined,misc]

    def form_valid(self, form: Any) -> HttpResponse:
        """Lead on, or show the form again with what somebody else was quicker with."""
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            form.add_error(None, error)
            answer = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class KeptAdd(Saving, generic.CreateView):
    """Adds through the action; `?body` chooses the body."""

    def get_initial(self) -> dict[str, Any]:
        """The body from which somebody came."""
        wanted = self.request.GET.get("body", "")
        known = wanted.isascii() and wanted.isdigit()
        return {**super().get_initial(), **({"body": wanted} if known else {})}


class KeptEdit(Saving, generic.EditView):
    """Changes through the action."""


class KeptViewSet(ModelViewSet):
    """List, adding and changing; no deleting, copying or usage."""

    add_view_class = KeptAdd
    edit_view_class = KeptEdit
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    offered: ClassVar[frozenset[str]] = frozenset({"index", "index_results", "add", "edit"})

    @property
    def permission_policy(self) -> BasePermissionPolicy:
        """The predicates."""
        return SeatsPolicy(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No way to views that do not exist."""
        missing = {f"{name}_url_name": None for name in ("delete", "history", "usage")}
        found: dict[str, Any] = super().get_common_view_kwargs(**missing, **kwargs)
        return found

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what goes through the actions."""
        return [each for each in super().get_urlpatterns() if each.name in self.offered]

    def get_permissions_to_register(self) -> models.QuerySet[Permission]:
        """Rights hang on roles, so the list of groups offers none."""
        return Permission.objects.none()
