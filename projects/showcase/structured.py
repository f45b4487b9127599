"""Finished projects as schema.org data (MonetaryGrant)."""

from __future__ import annotations

from typing import Any

from projects.programmes.structured import money
from projects.showcase.models import Microproject


def project_data(project: Microproject, url: str | None) -> dict[str, Any]:
    """The grant of a finished project: amount in euros, funder, year; no person is named."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": project.title,
        "identifier": project.code,
        "amount": money(project.cents),
        "funder": {"@type": "Organization", "name": str(project.programme.funder)},
        "datePublished": str(project.year),
    }
    if url:
        data["url"] = url
    return data
