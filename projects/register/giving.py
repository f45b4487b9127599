"""The register in the form of the 360Giving data standard, version 1.4: JSON and its flat table.

Source: the published facts of the standard (names and types of fields, headings of the table,
patterns of dates); wording and code are our own. Texts are German, whatever the visitor reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings as django_settings
from django.utils import translation
from django.utils.text import slugify

from portal.kernel import clock
from projects.register.grants import Grant
from projects.register.models import RegisterSettings
from projects.register.pseudonyms import pseudonym
from projects.register.tables import table

VERSION = "1.4"
TITLE = "Offene Bewilligungen"
CURRENCY, COUNTRY = "EUR", "DE"
VOCABULARY = "Themen des Stadtteilportals"

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the data lies: the page for people, the files."""

    page: str
    json: str
    csv: str


def package(grants: Iterable[Grant], settings: RegisterSettings, places: Places) -> Item:
    """The whole register as one package."""
    listed = list(grants)
    with translation.override(django_settings.LANGUAGE_CODE):
        found: Item = {
            "version": VERSION,
            "title": TITLE,
            "publisher": _publisher(settings),
            "issued": settings.issued_on.isoformat(),
            "modified": modified(listed, settings),
            "license": settings.terms.url,
            "licenseName": str(settings.get_licence_display()),
            "accessURL": places.page,
            "downloadURL": places.json,
            "grants": [item(grant, settings, places) for grant in listed],
        }
    return found


def as_json(found: Item) -> bytes:
    """The package as a file."""
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def modified(grants: Iterable[Grant], settings: RegisterSettings) -> str:
    """The day of the last change of what is published."""
    days = [clock.local(grant.changed_at).date() for grant in grants]
    return max([*days, settings.issued_on]).isoformat()


def item(grant: Grant, settings: RegisterSettings, places: Places) -> Item:
    """One grant; call it with German active."""
    prefix = f"360G-{settings.prefix}"
    found: Item = {
        "id": f"{prefix}-{grant.id}",
        "title": grant.heading,
        "description": description(grant),
        "currency": CURRENCY,
        "amountAwarded": euros(grant.cents),
        "amountDisbursed": euros(grant.paid_cents),
        "awardDate": grant.awarded_on.isoformat(),
        "fundingOrganization": [_organisation(prefix, str(grant.programme.funder))],
        "grantProgramme": [{"code": grant.programme.code, "title": str(grant.programme.title)}],
        "beneficiaryLocation": [{"name": settings.place, "countryCode": COUNTRY}],
        "dateModified": moment(grant.changed_at, whole_day=grant.is_protected),
        "dataSource": places.page,
    }
    if grant.is_protected:
        name = grant.recipient
        found["recipientIndividual"] = {"id": f"{prefix}-{grant.id}", "name": name}
    else:
        found["recipientOrganization"] = [_organisation(prefix, grant.carrier)]
    if planned := _planned(grant):
        found["plannedDates"] = [planned]
    if grant.theme:
        code, title = grant.theme.code, str(grant.theme)
        found["classifications"] = [{"vocabulary": VOCABULARY, "code": code, "title": title}]
    return found


def description(grant: Grant) -> str:
    """What kind of project it is, in one line: never what applicants wrote of it."""
    parts = [
        f"Programm: {grant.programme.name}",
        f"Thema: {grant.theme}" if grant.theme else "",
        f"Art des Vorhabens: {grant.project_type}" if grant.project_type else "",
        f"Träger: {grant.kind_label}" if grant.kind_label else "",
    ]
    return ". ".join(filter(None, parts)) + "."


def euros(cents: int) -> int | float:
    """Euros as a JSON number; a float of two decimals is written with exactly those."""
    return float(Decimal(cents).scaleb(-2)) if cents % 100 else cents // 100


def moment(at: datetime, *, whole_day: bool = False) -> str:
    """Day and time in the time of the district (RFC 3339); `whole_day` leaves only the day."""
    local = clock.local(at).replace(microsecond=0)
    return (local.replace(hour=0, minute=0, second=0) if whole_day else local).isoformat()


def _publisher(settings: RegisterSettings) -> Item:
    found = {"name": settings.publisher, "identifier": settings.own_id}
    return {**found, "website": settings.website} if settings.website else found


def _organisation(prefix: str, name: str) -> Item:
    """An organisation without a register number is known by its name alone."""
    slug = slugify(name) or pseudonym("", "organisation", name)
    return {"id": f"{prefix}-org:{slug}", "name": name}


def _planned(grant: Grant) -> Item:
    days = {"startDate": grant.starts_on, "endDate": grant.ends_on}
    found: Item = {name: day.isoformat() for name, day in days.items() if day}
    return {**found, "duration": grant.months} if grant.months else found


COLUMNS = (
    ("Identifier", ("id",)),
    ("Title", ("title",)),
    ("Description", ("description",)),
    ("Currency", ("currency",)),
    ("Amount Awarded", ("amountAwarded",)),
    ("Amount Disbursed", ("amountDisbursed",)),
    ("Award Date", ("awardDate",)),
    ("Planned Dates:Start Date", ("plannedDates", "startDate")),
    ("Planned Dates:End Date", ("plannedDates", "endDate")),
    ("Planned Dates:Duration (months)", ("plannedDates", "duration")),
    ("Recipient Org:Identifier", ("recipientOrganization", "id")),
    ("Recipient Org:Name", ("recipientOrganization", "name")),
    ("Recipient Ind:Identifier", ("recipientIndividual", "id")),
    ("Recipient Ind:Name", ("recipientIndividual", "name")),
    ("Funding Org:Identifier", ("fundingOrganization", "id")),
    ("Funding Org:Name", ("fundingOrganization", "name")),
    ("Grant Programme:Code", ("grantProgramme", "code")),
    ("Grant Programme:Title", ("grantProgramme", "title")),
    ("Beneficiary Location:Name", ("beneficiaryLocation", "name")),
    ("Beneficiary Location:Country Code", ("beneficiaryLocation", "countryCode")),
    ("Classifications:Vocabulary", ("classifications", "vocabulary")),
    ("Classifications:Code", ("classifications", "code")),
    ("Classifications:Title", ("classifications", "title")),
    ("Last modified", ("dateModified",)),
    ("Data Source", ("dataSource",)),
)
"""Headings of the flat table and where their cells stand in a grant."""
MONEY = {"amountAwarded", "amountDisbursed"}


def as_csv(items: Iterable[Item]) -> bytes:
    """The same grants as a table."""
    rows = ([_cell(each, way) for _head, way in COLUMNS] for each in items)
    return table([head for head, _way in COLUMNS], rows)


def _cell(each: Item, way: tuple[str, ...]) -> str:
    found: Any = each
    for name in way:
        found = (found[0] if isinstance(found, list) else found).get(name)
        if found is None:
            return ""
    return f"{found:.2f}" if way[0] in MONEY else str(found)
