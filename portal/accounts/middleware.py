"""Staff without a second factor are led to set one up before they see anything internal."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.roles import is_staff

SESSION_KEY = "second_factor_known"
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorMiddleware:
    """Holds signed-in staff at the set-up of a second factor.

    The way in asks an existing factor itself (allauth's stages); this closes the gap for
    accounts that have none yet. Media and static files, the accounts' own pages and signing
    out stay reachable.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass, or lead to the set-up."""
        if self._must_set_up(request):
            messages.info(request, _("Please set up a second factor first: it protects the data."))
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or _is_account_page(request.path_info):
            return False
        if request.session.get(SESSION_KEY) == user.pk or not is_staff(user):
            return False
        if Authenticator.objects.filter(user=user, type__in=STRONG).exists():
            request.session[SESSION_KEY] = user.pk
            return False
        return True


def _is_account_page(path: str) -> bool:
    if path.startswith(("/static/", "/media/", "/healthz", "/demo/", "/konto/", "/i18n/")):
        return True
    return path.startswith("/konto/", path.find("/", 1)) and not path.endswith("/konto/")
