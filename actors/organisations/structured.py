"""Organisations as schema.org data, so that search engines understand them."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.organisations.choices import Kind
from actors.organisations.hours import week
from actors.organisations.models import Organisation

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TYPES: dict[str, str] = {
    Kind.SCHOOL: "School",
    Kind.DAYCARE: "Preschool",
    Kind.SPORT: "SportsClub",
    Kind.BUSINESS: "LocalBusiness",
    Kind.MUNICIPAL: "GovernmentOffice",
    Kind.FAITH: "Organization",
    Kind.OTHER: "Organization",
}


def organisation_data(
    organisation: Organisation, *, url: str, description: str = "", start: date | None = None
) -> dict[str, Any]:
    """An NGO (or nearer type) with its place and the opening hours of the coming week."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(organisation.kind, "NGO"),
        "name": organisation.name,
        "url": url,
        "description": description,
        "telephone": organisation.phone,
        "email": organisation.email,
        "sameAs": organisation.website,
        "knowsLanguage": [code for code in organisation.languages_spoken if code != "gsg"],
        "location": _place(organisation, start),
    }
    return {key: value for key, value in data.items() if value}


def _place(organisation: Organisation, start: date | None) -> dict[str, Any]:
    if not organisation.street:
        return {}
    place: dict[str, Any] = {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": organisation.street,
            "postalCode": organisation.postcode,
            "addressLocality": organisation.city,
            "addressCountry": "DE",
        },
        "openingHoursSpecification": _hours(organisation.opening_hours, start),
    }
    if organisation.latitude is not None and organisation.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(organisation.latitude),
            "longitude": float(organisation.longitude),
        }
    return {key: value for key, value in place.items() if value}


def _hours(text: str, start: date | None) -> list[dict[str, str]]:
    """One entry for each span of the coming week, true for that day alone (holidays)."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[day.on.weekday()]}",
            "opens": f"{begin:%H:%M}",
            "closes": "23:59" if end.hour == end.minute == 0 else f"{end:%H:%M}",
            "validFrom": day.on.isoformat(),
            "validThrough": day.on.isoformat(),
        }
        for day in week(text, start)
        for begin, end, _note in day.spans
    ]
