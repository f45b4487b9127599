"""Which pages search engines are told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Page

from home.navigation.languages import language
from portal.cms.access import readable_pages, refused_paths


def sitemap_entries(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Every public page with its real translations: address, last change, alternates.

    Aliases show the German text, so they are left out; closed pages as well. Three queries.
    """
    pages = Page.objects.live().filter(depth__gte=2, alias_of__isnull=True)
    rows = list(
        readable_pages(pages, refused_paths(AnonymousUser()))
        .select_related("locale")
        .only(
            "path",
            "depth",
            "url_path",
            "translation_key",
            "last_published_at",
            "locale__language_code",
        )
        .order_by("path")
    )
    groups: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    addresses = {page.pk: request.build_absolute_uri(page.get_url(request)) for page in rows}
    for page in rows:
        code = language(page.locale.language_code).lang
        groups[page.translation_key].append({"lang": code, "url": addresses[page.pk]})
    for page in rows:
        alternates = groups[page.translation_key]
        yield {
            "url": addresses[page.pk],
            "changed": page.last_published_at,
            "alternates": alternates if len(alternates) > 1 else [],
        }
