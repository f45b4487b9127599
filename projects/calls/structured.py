"""Calls as schema.org data (MonetaryGrant)."""

from __future__ import annotations

from typing import Any

from projects.calls.models import Call
from projects.programmes.structured import money


def grant_data(call: Call, url: str | None) -> dict[str, Any]:
    """A MonetaryGrant with its highest amount in euros and the time to apply."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": str(call.title),
        "description": str(call.intro),
        "identifier": call.code,
        "funder": {"@type": "Organization", "name": str(call.programme.funder)},
        "amount": money(call.rules.cap_cents, highest=True),
        "validFrom": call.opens_at.isoformat(),
        "validThrough": call.closes_at.isoformat(),
    }
    if url:
        data["url"] = url
    return data
