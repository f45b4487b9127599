"""The register as schema.org data (Dataset), for search engines."""

from __future__ import annotations

from typing import Any

from projects.register.giving import Places
from projects.register.models import RegisterSettings


def register_data(
    settings: RegisterSettings, places: Places, *, name: str, about: str, changed_on: str
) -> dict[str, Any]:
    """The dataset with its two files; `changed_on` is an ISO day."""
    files = ((places.json, "application/json"), (places.csv, "text/csv"))
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": places.page,
        "license": settings.terms.url,
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": settings.publisher},
        "spatialCoverage": settings.place,
        "datePublished": settings.issued_on.isoformat(),
        "dateModified": changed_on,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": mime}
            for address, mime in files
        ],
    }
