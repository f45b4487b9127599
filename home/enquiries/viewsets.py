"""Messages to the office in the admin: list, reading, and what was done with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.enquiries import actions, permissions
from home.enquiries.lifecycle import ANSWERED, OPEN
from home.enquiries.models import Enquiry
from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed


class EnquiryPolicy(ModelPermissionPolicy):
    """Asks the portal's predicates: reading only, every change is an action."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may list messages may view them; nobody may do anything else here."""
        return action == "view" and permissions.may_list_enquiries(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether reading is among what is asked."""
        return "view" in actions and permissions.may_list_enquiries(user)


class EnquiryList(IndexView):
    """The list; each row leads to the message."""

    def get_edit_url(self, instance: Enquiry) -> str | None:
        """Reading instead of editing."""
        return self.get_inspect_url(instance)


class EnquiryReading(InspectView):
    """One message with its history and the actions that are possible."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """History and actions."""
        enquiry = self.object
        return {
            **super().get_context_data(**kwargs),
            "history": audit.history(enquiry),
            "may_answer": permissions.may_answer_enquiry(self.request.user, enquiry),
            "is_open": enquiry.state == OPEN,
            "is_answered": enquiry.state == ANSWERED,
        }


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as answered."""
    return _act(request, pk, actions.answer_enquiry, _("Marked as answered."))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a message again, with a reason."""
    return _act(request, pk, actions.reopen_enquiry, _("The message is open again."))


def _act(request: HttpRequest, pk: int, action: Any, done: str) -> HttpResponse:
    enquiry = get_object_or_404(Enquiry, pk=pk)
    if not permissions.may_view_enquiry(request.user, enquiry):
        raise PermissionDenied
    reason = request.POST.get("reason", "")[:2000].replace("\x00", "")
    try:
        action(enquiry=enquiry, by=request.user, reason=reason)
        messages.success(request, done)
    except NotAllowed as refused:
        messages.error(request, _refusal(refused.code))
    return HttpResponseRedirect(reverse("enquiries:inspect", args=[pk]))


def _refusal(code: str) -> str:
    if code == "reason":
        return _("Please give a reason.")
    return _("This is not possible any more: somebody else was faster.")


class EnquiryViewSet(ModelViewSet):
    """Index and inspect only; adding, editing and deleting answer 404."""

    model = Enquiry
    name = "enquiries"
    url_prefix = "nachrichten"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = EnquiryList
    inspect_view_class = EnquiryReading
    inspect_template_name = "home/enquiries/inspect.html"
    form_fields = ["number"]
    list_display = [
        "number",
        Column("get_kind_display", label=gettext_lazy("About"), sort_key="kind"),
        "email",
        StatusTagColumn("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]
    list_filter = ["state", "kind"]
    search_fields = ["number", "email", "name", "message"]
    inspect_view_fields = [
        "number",
        "kind",
        "created_at",
        "state",
        "message",
        "page_address",
        "name",
        "email",
        "phone",
        "language",
        "answered_at",
        "answered_by",
    ]

    @cached_property
    def permission_policy(self) -> EnquiryPolicy:
        """Who may."""
        return EnquiryPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """List and reading, and the two actions of ours."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("beantwortet/<int:pk>/", answer, name="answer"),
            path("wieder-oeffnen/<int:pk>/", reopen, name="reopen"),
        ]
