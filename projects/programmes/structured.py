"""Programmes as schema.org data (FundingScheme), for search engines."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from projects.programmes.models import FundingProgramme, ProgrammeRules


def scheme_data(
    programme: FundingProgramme, rules: ProgrammeRules | None, url: str | None
) -> dict[str, Any]:
    """A FundingScheme with its funder and highest amount in euros."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "FundingScheme",
        "name": str(programme.title),
        "description": str(programme.purpose),
        "identifier": programme.code,
        "funder": {"@type": "Organization", "name": str(programme.funder)},
        "provider": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME},
        "areaServed": "Hamm-Norden",
    }
    if url:
        data["url"] = url
    if rules:
        data["amount"] = money(rules.cap_cents, highest=True)
    return data


def money(cents: int, *, highest: bool = False) -> dict[str, Any]:
    """A MonetaryAmount in euros; `highest` names it the upper limit."""
    key = "maxValue" if highest else "value"
    return {"@type": "MonetaryAmount", "currency": "EUR", key: f"{cents // 100}.{cents % 100:02d}"}
