"""The Content-Security-Policy per area: strict for everybody, wider only inside `/admin/`."""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=()"


class PolicyMiddleware(CSPMiddleware):
    """Adds the policy and the Permissions-Policy to every answer."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Write the headers once the answer stands."""
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Calls, alerts and dates change at the minute: no cache keeps a page past it.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of the area that the address belongs to."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_SECURITY_POLICY}
        return parts
