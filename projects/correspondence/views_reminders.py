"""Stopping reminders by the link of a mail, without signing in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from projects.correspondence.actions_reminders import stop_reminders
from projects.correspondence.reminders import Stopper, read_token

LONGEST_TOKEN = 300


@method_decorator(csrf_exempt, name="dispatch")
class StopRemindersView(View):
    """Asks what to stop; a mail program's one click (RFC 8058) stops that draft's reminders.

    The signed token is the permission, so there is no session and no CSRF token to ask for.
    """

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The question: opening a link alone changes nothing."""
        return self._show(request, self._read(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Stop what the button says; a mail program says nothing but One-Click."""
        stopper = self._read(token)
        if stopper is None:
            return self._show(request, None)
        everything = request.POST.get("button") == "all" or stopper.case is None
        stop_reminders(by=stopper.person, case=None if everything else stopper.case)
        return self._show(request, stopper, "all" if everything else "case")

    def _read(self, token: str) -> Stopper | None:
        return read_token(token) if len(token) <= LONGEST_TOKEN else None

    def _show(self, request: HttpRequest, stopper: Stopper | None, done: str = "") -> HttpResponse:
        context = {
            "stopper": stopper,
            "done": done,
            "office": settings.OFFICE_EMAIL,
            "title": stopper.case.title if stopper and stopper.case else "",
        }
        template = "projects/correspondence/stop.html"
        response = render(request, template, context, status=200 if stopper else 404)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
