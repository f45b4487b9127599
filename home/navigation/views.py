"""The way in at `/`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from home.navigation.languages import best_language


def front_door(request: HttpRequest) -> HttpResponseRedirect:
    """Lead a visitor to the start page in their language."""
    code = best_language(
        request.headers.get("Accept-Language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    )
    response = HttpResponseRedirect(f"/{code}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
