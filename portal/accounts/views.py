"""Signing in by code, and the start of one's own area."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from allauth.account.views import LoginView, RequestLoginCodeView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from portal.accounts.actions import begin_applicant
from portal.accounts.forms import CodeForm
from portal.accounts.roles import is_staff, roles_of
from portal.kernel import clock, registry
from portal.templatetags.formats import date_long


class SignInView(LoginView):
    """The sign-in; who was led here from another page reads why."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked for: `admin`, a closed `page`, another `screen`; empty if nothing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = context.get("redirect_field_value") or ""
        context["code_form"] = CodeForm(auto_id="code-%s").stamped()
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}):
            context["asked_for"] = kind_of_address(wanted)
        return context


def kind_of_address(address: str) -> str:
    """What an address of the portal leads to: `admin`, `page`, `screen`; empty if nowhere."""
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return ""
    if match.route.startswith("admin/"):
        return "admin"
    return "page" if match.view_name == "wagtail_serve" else "screen"


@method_decorator(never_cache, name="dispatch")
class CodeSignInView(RequestLoginCodeView):
    """Asks for the address and mails a code; an unknown address begins an account.

    The answer is the same for known and unknown addresses. Staff are not made here: their
    accounts exist, and their second factor is asked after the code.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form with a fresh stamp against robots."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"].stamped()
        return context

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Make sure that the account exists, then send the code."""
        if form._user is None:
            form._user = begin_applicant(
                email=form.cleaned_data["email"], language=translation.get_language() or "de"
            )
        return super().form_valid(form)  # type: ignore[no-any-return]


class AreaView(LoginRequiredMixin, TemplateView):
    """Mein Bereich: what the packages registered for this person."""

    template_name = "portal/accounts/area.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Panels and tasks from the registry."""
        context = super().get_context_data(**kwargs)
        context["panels"] = registry.panels("area", self.request.user)
        context["tasks"] = [_shown(task) for task in registry.tasks(self.request.user)]
        context["roles"] = sorted(roles_of(self.request.user))
        context["is_staff"] = is_staff(self.request.user)
        return context


def _shown(task: registry.Task) -> dict[str, str]:
    """A task as the list shows it: with its day in words, and whether that has passed."""
    shown = {"title": task.title, "url": task.url}
    if task.due:
        day = date.fromisoformat(task.due)
        shown["note"] = _("by %(day)s") % {"day": date_long(day)}
        if day < clock.today():
            shown |= {"status": _("overdue"), "kind": "danger"}
    return shown
