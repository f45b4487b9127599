"""The status of an application by a secret link, and making that link."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from projects.cases.models import Case
from projects.correspondence.actions_links import make_status_link, revoke_status_link
from projects.correspondence.permissions import may_share_status
from projects.correspondence.queries import case_by_token, status_link_of
from projects.correspondence.telling import next_step, timeline
from projects.intake.panels import KINDS
from projects.intake.views import CaseView

LONGEST_TOKEN = 100


class ShareView(CaseView):
    """Makes, replaces and revokes the secret link of one's own application."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """What the link shows, and whether there is one."""
        return self._show(request, self._shared(request, code, uuid))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Make the link and show it this once, or revoke it."""
        case = self._shared(request, code, uuid)
        if request.POST.get("button") == "revoke":
            revoke_status_link(by=request.user, case=case)
            messages.success(request, _("The link no longer works."))
            return redirect("application_share", code=code, uuid=uuid)
        path = reverse("application_status", args=[make_status_link(by=request.user, case=case)])
        return self._show(request, case, f"{settings.PORTAL_BASE_URL}{path}")

    def _shared(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> Case:
        case = self.find_own(request, code, uuid)
        if not may_share_status(request.user, case):
            raise Http404
        return case

    def _show(self, request: HttpRequest, case: Case, address: str = "") -> HttpResponse:
        context = {"case": case, "link": status_link_of(case), "address": address}
        response = render(request, "projects/intake/share.html", context)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


class StatusView(View):
    """Number, title, status and timeline for whoever has the link; no personal data."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The status; a link that does not work says what to do."""
        case = case_by_token(token) if len(token) <= LONGEST_TOKEN else None
        if case is None:
            context: dict[str, Any] = {"office": settings.OFFICE_EMAIL}
            response = render(request, "projects/intake/status_gone.html", context, status=404)
        else:
            context = {
                "case": case,
                "kind": KINDS.get(case.public_state, "info"),
                "next": next_step(case),
                "stations": timeline(case),
            }
            response = render(request, "projects/intake/status.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
