"""What every template may know of the portal itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """Name, address and demo mark of the portal; no query."""
    return {
        "portal_name": settings.WAGTAIL_SITE_NAME,
        "portal_url": settings.PORTAL_BASE_URL,
        "portal_demo": settings.DEMO,
    }
