"""What surrounds every public page: menus, languages, breadcrumb, alert."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Empty until the pages of `home` exist."""
    return {}
