"""`robots.txt` and `sitemap.xml`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.seo.queries import sitemap_entries

# Nothing to find there for a search engine; access is guarded by the views themselves.
CLOSED = ("/admin/", "/demo/", "/i18n/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which areas search engines leave out, and where the list of pages is (RFC 9309)."""
    areas = [*CLOSED, *(f"/{code}/konto/" for code, _name in settings.LANGUAGES)]
    lines = ["User-agent: *", *(f"Disallow: {area}" for area in areas), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages with their translations (sitemaps.org, hreflang)."""
    context = {"entries": sitemap_entries(request)}
    return render(request, "home/seo/sitemap.xml", context, content_type="application/xml")
