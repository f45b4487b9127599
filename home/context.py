"""What surrounds every public page: menus, languages, breadcrumb, alert.

Every part is lazy: a template that does not use it (a mail, the page after a crash) asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.alerts.queries import current_alert
from home.navigation.queries import Surroundings, surroundings_of

PARTS = (
    "home_url",
    "site_menu",
    "site_footer",
    "site_office",
    "legal_links",
    "service_links",
    "language_links",
    "breadcrumb",
    "untranslated",
    "canonical_url",
    "main_language",
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Menus, breadcrumb, footer, language links and the alert of a request."""
    around = surroundings_of(request)
    parts = {name: SimpleLazyObject(_part(around, name)) for name in PARTS}
    return {**parts, "site_alert": SimpleLazyObject(lambda: site_alert(request))}


def site_alert(request: HttpRequest) -> dict[str, str] | None:
    """The alert that is on, as the component `alert_banner` takes it; asked once a request."""
    if not hasattr(request, "_portal_alert"):
        request._portal_alert = _alert(request)  # type: ignore[attr-defined]
    known: dict[str, str] | None = request._portal_alert  # type: ignore[attr-defined]
    return known


def _alert(request: HttpRequest) -> dict[str, str] | None:
    alert = current_alert()
    if alert is None:
        return None
    page = alert.page.localized if alert.page and alert.page.live else None
    return {
        "severity": alert.severity,
        "word": str(alert.get_severity_display()),
        "title": str(alert.title),
        "text": str(alert.text),
        "url": (page.get_url(request) if page else "") or alert.url,
    }


def _part(around: Surroundings, name: str) -> Callable[[], Any]:
    return lambda: getattr(around, name)
