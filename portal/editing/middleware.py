"""The admin speaks German and refuses addresses that no database can look up."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class AdminLanguageMiddleware:
    """Begins `/admin/` in German; Wagtail then follows the person's own choice of language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the language before the view; the admin's addresses carry none."""
        if request.path_info.startswith("/admin/"):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)


class AdminFilterMiddleware:
    """Answers 400 where a list is filtered by a record whose number cannot exist.

    Wagtail's own filters hand any number to the database, and SQLite's driver fails on one that
    is longer than its integers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Turn the driver's error into BadRequest; all others go on."""
        asked = request.method == "GET" and request.path_info.startswith("/admin/")
        if asked and request.GET and isinstance(error, OverflowError):
            raise BadRequest("a number too large for a record") from error
