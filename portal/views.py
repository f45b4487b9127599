"""Views of the ground: health, errors, demo pages."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse


def healthz(request: HttpRequest) -> JsonResponse:
    """Whether web server and database answer, as JSON for a monitor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "database": connection.vendor})


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's way in: to the portal's own, which asks the second factor.

    Who is signed in already came here because the admin is not theirs: their own area is.
    """
    if request.user.is_authenticated:
        return redirect("account_area")
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('account_login')}{'?' if query else ''}{query}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long: say how to go on instead of a bare refusal."""
    return render(request, "portal/csrf_failure.html", {}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed: say so and show the way to sign in."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page: search and ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page that needs neither database nor context."""
    return render(request, "500.html", status=500)
