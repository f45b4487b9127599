"""Late submissions in the admin: the list, allowing one, taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.cases.screens_desk import DeskView, DeskViewSet
from projects.intake import actions_desk as actions
from projects.intake.forms_desk import LateForm
from projects.intake.models_desk import LatePermission
from projects.intake.permissions import may_allow_late
from projects.intake.queries_desk import late_permissions
from projects.intake.screens_desk import attempt

ROWS = 50


class LateListView(DeskView):
    """Everybody who was allowed to apply after a closing."""

    may = staticmethod(may_allow_late)
    template = "projects/intake/admin/late_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, the newest first."""
        page = Paginator(late_permissions(), ROWS).get_page(request.GET.get("p"))
        return self.show(page=page)


class LateAddView(DeskView):
    """Allows one applicant to apply late."""

    may = staticmethod(may_allow_late)
    template = "projects/intake/admin/late_add.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `?call` chooses the call."""
        wanted = request.GET.get("call", "")
        initial = {"call": wanted} if wanted.isascii() and wanted.isdigit() else {}
        return self.show(form=LateForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Allow it; what is wrong stands at its field."""
        form = LateForm(request.POST)
        if form.is_valid():
            codes = {"email": "who", "draft": "who", "open": "call", "past": "until"}
            made = attempt(form, lambda: actions.allow_late(by=request.user, **form.wanted), codes)
            if made:
                text = _("%(email)s may apply until the date you chose and gets a mail now.")
                messages.success(request, text % {"email": made.email})
                return redirect("late:index")
        return self.show(form=form)


class LateRevokeView(DeskView):
    """Takes a permission back."""

    may = staticmethod(may_allow_late)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it back; a second click changes nothing."""
        permission = get_object_or_404(LatePermission, pk=pk)
        actions.revoke_late(by=request.user, permission=permission)
        messages.success(request, _("The permission does not hold any more."))
        return redirect("late:index")


class LateViewSet(DeskViewSet):
    """Late submissions."""

    name = "late"
    url_prefix = "nachfristen"
    icon = "history"
    menu_label = gettext_lazy("Late submissions")
    may = staticmethod(may_allow_late)

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, form, taking back."""
        return [
            path("", LateListView.as_view(), name="index"),
            path("neu/", LateAddView.as_view(), name="add"),
            path("<int:pk>/zuruecknehmen/", LateRevokeView.as_view(), name="revoke"),
        ]
