"""Deletion requests in the admin: list, reading, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts import permissions
from portal.accounts.actions_deletion import close_deletion
from portal.accounts.models_requests import LONGEST_NOTE, OPEN, DeletionRequest, decisions
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.registry import Outlook, erasure_outlook


class DeletionPolicy(ModelPermissionPolicy):
    """Reading only; closing is an action."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may list requests may view them."""
        return action == "view" and permissions.may_list_deletions(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether reading is among what is asked."""
        return "view" in actions and permissions.may_list_deletions(user)


class DeletionList(IndexView):
    """The list; each row leads to the request."""

    def get_edit_url(self, instance: DeletionRequest) -> str | None:
        """Reading instead of editing."""
        return self.get_inspect_url(instance)


class DeletionReading(InspectView):
    """One request, and closing it; what was done shows once it is closed."""

    def get_fields(self) -> list[str]:
        """All that is filled."""
        fields: list[str] = super().get_fields()
        is_open = DeletionRequest.objects.filter(pk=self.pk, state=OPEN).exists()
        closing = {"decision", "outcome", "closed_at", "closed_by"} if is_open else set()
        return [name for name in fields if name not in closing]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the reader can close it, and what a granted request would do."""
        request, context = self.object, super().get_context_data(**kwargs)
        may = permissions.may_close_deletion(self.request.user, request)
        if may and request.state == OPEN:
            typed = self.request.session.pop(TYPED, {})
            context |= closing_context(request)
            context["typed"] = typed if typed.get("pk") == request.pk else {}
        return context


def closing_context(request: DeletionRequest) -> dict[str, Any]:
    """What the question shows: the decisions, what goes, what stays, what to mind."""
    outlook: Outlook = erasure_outlook(request.user)
    return {
        "may_close": True,
        "decisions": decisions(),
        "outlook": outlook,
        "has_office_role": permissions.holds_office(request.user),
        "longest": LONGEST_NOTE,
    }


TYPED = "deletion_typed"
"""Where the session keeps what was typed until the page is shown again."""
REFUSALS = {
    "reason": gettext_lazy("Please say why. Nothing was changed."),
    "decision": gettext_lazy("Please choose what is to happen. Nothing was changed."),
    "state": gettext_lazy("It is closed already."),
    "office_role": gettext_lazy(
        "This account has a role of the office. It is not emptied this way: the administration "
        "takes the role away first (Settings, Users). Nothing was changed."
    ),
}


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a request; what was refused is said, with the reason that was typed kept."""
    found = get_object_or_404(DeletionRequest, pk=pk)
    if not permissions.may_close_deletion(request.user, found):
        raise Http404
    reason = request.POST.get("reason", "").replace("\x00", "")[:LONGEST_NOTE]
    decision = request.POST.get("decision", "")
    try:
        close_deletion(by=request.user, request=found, decision=decision, reason=reason)
        messages.success(request, _("The request is closed, and the person gets a mail."))
    except NotAllowed as refused:
        messages.error(request, REFUSALS[refused.code])
        if refused.code != "state":
            request.session[TYPED] = {"pk": pk, "decision": decision[:12], "reason": reason}
    return redirect("deletion_requests:inspect", pk)


class DeletionViewSet(ModelViewSet):
    """Index and inspect only; adding, editing and deleting answer 404."""

    model = DeletionRequest
    name = "deletion_requests"
    url_prefix = "loeschantraege"
    icon = "bin"
    menu_label = gettext_lazy("Deletion requests")
    menu_order = 270
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = DeletionList
    inspect_view_class = DeletionReading
    inspect_template_name = "portal/accounts/admin/deletion.html"
    form_fields = ["state"]
    list_display = [
        "user",
        StatusTagColumn("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("get_decision_display", label=gettext_lazy("Decision"), sort_key="decision"),
        DateColumn("asked_at", label=gettext_lazy("Received"), sort_key="asked_at"),
    ]
    list_filter = ["state"]
    inspect_view_fields = [
        "user", "asked_at", "note", "state", "decision", "outcome", "closed_at", "closed_by",
    ]  # fmt: skip

    @cached_property
    def permission_policy(self) -> DeletionPolicy:
        """Who may."""
        return DeletionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, reading and closing."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("abschliessen/<int:pk>/", close, name="close"),
        ]
