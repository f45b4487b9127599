"""Where pages live, reckoned from the `url_path` of plain rows: no page has to be made for it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.http import RFC3986_SUBDELIMS
from wagtail.models import Site

# What Django's `reverse` leaves as it is in a path.
SAFE = f"{RFC3986_SUBDELIMS}/~:@"


class Addresses:
    """The addresses of pages for one request, the same as `Page.get_url` gives."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        self._roots = list(_roots(request))

    def of(self, url_path: str) -> str:
        """The address of the page with that `url_path`; empty where no site shows it."""
        for root, prefix in self._roots:
            if url_path.startswith(root):
                return prefix + quote(url_path[len(root) :], safe=SAFE)
        return ""


def addresses_of(request: HttpRequest) -> Addresses:
    """The addresses for a request, made once."""
    known: Addresses | None = getattr(request, "_portal_addresses", None)
    if known is None:
        known = Addresses(request)
        request._portal_addresses = known  # type: ignore[attr-defined]
    return known


def _roots(request: HttpRequest | None) -> list[tuple[str, str]]:
    """Where each site begins in the tree with the address of that; the visited site first."""
    paths: list[Any] = Site.get_site_root_paths()
    if len({each.site_id for each in paths}) == 1:
        return [(each.root_path, _start(each.language_code, get_script_prefix())) for each in paths]
    site = Site.find_for_request(request)
    here = site.pk if site else None
    return [
        (
            each.root_path,
            ("" if each.site_id == here else each.root_url)
            + _start(each.language_code, get_script_prefix()),
        )
        for each in sorted(paths, key=lambda each: each.site_id != here)
    ]


@lru_cache(maxsize=64)
def _start(code: str, script_prefix: str) -> str:
    """The address of the start page in a language (the prefix is part of what `reverse` adds)."""
    with translation.override(code):
        return reverse("wagtail_serve", args=("",))
