"""What search engines may know of the portal and its pages (schema.org)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

CONTEXT = "https://schema.org"


def office_data(
    request: HttpRequest, *, portal: str, office: dict[str, str], search_url: str
) -> dict[str, Any]:
    """The portal as a website with its search, published by a government office."""
    home = request.build_absolute_uri(request.path)
    publisher: dict[str, Any] = {
        "@type": "GovernmentOffice",
        "@id": f"{home}#office",
        "name": office.get("name") or portal,
        "url": home,
    }
    known = {
        "address": office.get("address", "").replace("\n", ", ").replace("\r", ""),
        "telephone": office.get("phone"),
        "email": office.get("email"),
    }
    publisher |= {name: value for name, value in known.items() if value}
    site: dict[str, Any] = {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "name": portal,
        "url": home,
        "publisher": {"@id": publisher["@id"]},
    }
    if search_url:
        target = request.build_absolute_uri(search_url)
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{target}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    return {"@context": CONTEXT, "@graph": [site, publisher]}


def breadcrumb_data(items: Sequence[dict[str, Any]], request: HttpRequest) -> dict[str, Any]:
    """The way to a page as a BreadcrumbList."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": item["title"],
                "item": request.build_absolute_uri(item["url"]),
            }
            for place, item in enumerate(items, start=1)
        ],
    }
