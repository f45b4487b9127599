"""The register's entry for open data portals: DCAT-AP.de as JSON-LD.

Source: the vocabularies DCAT (W3C) and DCAT-AP.de; the lists of themes and file types of the EU.
"""

from __future__ import annotations

from typing import Any

from projects.register.giving import TITLE, Item, Places
from projects.register.models import RegisterSettings

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
GERMAN = f"{AUTHORITY}/language/DEU"
THEMES = ("GOVE", "SOCI")
"""Government and public sector; population and society."""
GEOCODING = "http://dcat-ap.de/def/politicalGeocoding"
ABOUT = (
    "Alle bestandskräftig bewilligten Zuwendungen: wer wofür wie viel bekommen hat und wie viel "
    "davon ausgezahlt ist. Natürliche Personen sind geschützt."
)
CATALOGUE = "Offene Daten des Stadtteilportals Hamm-Norden"
FILES = (("JSON", "application/json"), ("CSV", "text/csv"))


def catalogue(settings: RegisterSettings, places: Places, *, own: str, changed_on: str) -> Item:
    """The catalogue with its one dataset; `own` is its address, `changed_on` an ISO day."""
    publisher = _publisher(settings)
    return {
        "@context": CONTEXT,
        "@id": own,
        "@type": "dcat:Catalog",
        "dct:title": _text(CATALOGUE),
        "dct:description": _text(ABOUT),
        "dct:publisher": publisher,
        "dct:language": _link(GERMAN),
        "dct:license": _link(settings.terms.dcat),
        "dcat:dataset": [_dataset(settings, places, publisher, own, changed_on)],
    }


def _dataset(
    settings: RegisterSettings, places: Places, publisher: Item, own: str, changed_on: str
) -> Item:
    geocoding = f"{GEOCODING}/municipalityKey/{settings.municipality_key}"
    found: Item = {
        "@id": f"{own}#bewilligungen",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{settings.prefix}-bewilligungen",
        "dct:title": _text(TITLE),
        "dct:description": _text(ABOUT),
        "dct:publisher": publisher,
        "dcat:contactPoint": _contact(settings),
        "dcat:theme": [_link(f"{AUTHORITY}/data-theme/{code}") for code in THEMES],
        "dcat:keyword": [_text(word) for word in ("Förderung", "Zuwendungen", "360Giving")],
        "dct:issued": _day(settings.issued_on.isoformat()),
        "dct:modified": _day(changed_on),
        "dct:language": _link(GERMAN),
        "dct:accrualPeriodicity": _link(f"{AUTHORITY}/frequency/CONT"),
        "dcatde:politicalGeocodingLevelURI": _link(f"{GEOCODING}/Level/municipality"),
        "dcatde:politicalGeocodingURI": _link(geocoding),
        "dcat:landingPage": _link(places.page),
        "dcat:distribution": [
            _distribution(settings, places, address, *file)
            for address, file in zip((places.json, places.csv), FILES, strict=True)
        ],
    }
    if settings.contributor_id:
        found["dcatde:contributorID"] = _link(settings.contributor_id)
    return found


def _distribution(
    settings: RegisterSettings, places: Places, address: str, kind: str, mime: str
) -> Item:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{TITLE} ({kind})"),
        "dcat:accessURL": _link(places.page),
        "dcat:downloadURL": _link(address),
        "dct:format": _link(f"{AUTHORITY}/file-type/{kind}"),
        "dcat:mediaType": _link(f"https://www.iana.org/assignments/media-types/{mime}"),
        "dct:license": _link(settings.terms.dcat),
        "dcatde:licenseAttributionByText": settings.publisher,
        "dct:conformsTo": _link("https://standard.threesixtygiving.org/"),
    }


def _publisher(settings: RegisterSettings) -> Item:
    found: Item = {"@type": "foaf:Organization", "foaf:name": settings.publisher}
    return {**found, "foaf:homepage": _link(settings.website)} if settings.website else found


def _contact(settings: RegisterSettings) -> Item:
    """The office by its function; no person."""
    found: Item = {"@type": "vcard:Organization", "vcard:fn": settings.contact_name}
    if settings.contact_email:
        found["vcard:hasEmail"] = _link(f"mailto:{settings.contact_email}")
    return found


def _link(address: str) -> Item:
    return {"@id": address}


def _text(words: str) -> Item:
    return {"@value": words, "@language": "de"}


def _day(day: str) -> dict[str, Any]:
    return {"@value": day, "@type": "xsd:date"}
