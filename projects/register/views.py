"""The open data files: for everybody and for other people's programs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views import View

from projects.register import giving
from projects.register.catalog import catalogue
from projects.register.giving import Places
from projects.register.models import RegisterSettings
from projects.register.pages import places_of
from projects.register.queries import public_grants, register_settings


class OpenDataView(View):
    """A file that any site may load and that nobody need ask for again while it is the same."""

    http_method_names = ["get", "head", "options"]
    content_type = ""
    file_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file, or that nothing changed (RFC 9110, 13.1.2)."""
        content = self.content(register_settings(), places_of(request))
        etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
        answer = HttpResponse(content, content_type=self.content_type)
        # The file can change at any minute, so whoever keeps it asks whether it is still the same.
        answer["Cache-Control"] = "public, no-cache"
        answer["Content-Disposition"] = f'inline; filename="{self.file_name}"'
        answer["ETag"] = etag
        found: Any = get_conditional_response(request, etag=etag, response=answer)
        found["Access-Control-Allow-Origin"] = "*"
        return found

    def content(self, settings: RegisterSettings, places: Places) -> bytes:
        """The bytes of the file."""
        raise NotImplementedError  # each format writes its own


class GrantsJsonView(OpenDataView):
    """All public grants as a 360Giving package."""

    content_type = "application/json; charset=utf-8"
    file_name = "bewilligungen.json"

    def content(self, settings: RegisterSettings, places: Places) -> bytes:
        """The package."""
        return giving.as_json(giving.package(public_grants(settings), settings, places))


class GrantsCsvView(OpenDataView):
    """The same as a table."""

    content_type = "text/csv; charset=utf-8"
    file_name = "bewilligungen.csv"

    def content(self, settings: RegisterSettings, places: Places) -> bytes:
        """The table."""
        return giving.as_csv(giving.package(public_grants(settings), settings, places)["grants"])


class CatalogueView(OpenDataView):
    """The entry for open data portals."""

    content_type = "application/ld+json; charset=utf-8"
    file_name = "katalog.jsonld"

    def content(self, settings: RegisterSettings, places: Places) -> bytes:
        """The catalogue."""
        own = self.request.build_absolute_uri(reverse("grants_catalogue"))
        changed_on = giving.modified(public_grants(settings), settings)
        found = catalogue(settings, places, own=own, changed_on=changed_on)
        return json.dumps(found, ensure_ascii=False, indent=1).encode()
