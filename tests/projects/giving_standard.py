"""The 360Giving data standard 1.4 as far as a register of grants meets it: our own checker.

Written from the published facts of the standard. The official schema file is not part of this
repository, so that nothing of it has to be licensed or kept up to date here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

REQUIRED = ("id", "title", "description", "currency", "amountAwarded", "awardDate")
TEXTS = ("id", "title", "description", "currency", "awardDate", "dateModified", "dataSource")
NUMBERS = ("amountAwarded", "amountDisbursed")
LISTS = (
    *("fundingOrganization", "recipientOrganization", "plannedDates", "grantProgramme"),
    *("beneficiaryLocation", "classifications"),
)
DAY = re.compile(r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$")
CURRENCY = re.compile(r"^[A-Z]{3}$")
KNOWN = {*REQUIRED, *TEXTS, *NUMBERS, *LISTS, "recipientIndividual"}


def problems(package: dict[str, Any]) -> list[str]:
    """What is wrong with a package; empty where nothing is."""
    return list(_package(package))


def _package(package: dict[str, Any]) -> Iterator[str]:
    grants = package.get("grants")
    if not isinstance(grants, list) or not grants:
        yield "grants: at least one"
        return
    for name in ("version", "license", "downloadURL", "accessURL", "issued", "modified"):
        if not isinstance(package.get(name), str) or not package[name]:
            yield f"{name}: a text"
    if not {"name", "identifier"} <= set(package.get("publisher", {})):
        yield "publisher: name and identifier"
    for number, grant in enumerate(grants):
        yield from (f"grants/{number}/{problem}" for problem in _grant(grant))
    twice = [key for key, count in Counter(each.get("id") for each in grants).items() if count > 1]
    yield from (f"id {key}: not unique" for key in twice)


def _grant(grant: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}: required" for name in REQUIRED if grant.get(name) in (None, ""))
    yield from (f"{name}: unknown" for name in set(grant) - KNOWN)
    yield from (f"{n}: a text" for n in TEXTS if not isinstance(grant.get(n, ""), str))
    yield from (f"{n}: a number" for n in NUMBERS if not _is_number(grant.get(n, 0)))
    yield from (f"{n}: a list of one at least" for n in LISTS if grant.get(n, ["one"]) in ([], {}))
    yield from _patterns(grant)
    yield from _people(grant)
    for planned in grant.get("plannedDates", []):
        yield from _planned(planned)


def _patterns(grant: dict[str, Any]) -> Iterator[str]:
    if not str(grant.get("id", "")).startswith("360G-"):
        yield "id: begins with the prefix"
    if not CURRENCY.match(str(grant.get("currency"))):
        yield "currency: three letters"
    if not _is_day(grant.get("awardDate")):
        yield "awardDate: a day"
    if "dateModified" in grant and datetime.fromisoformat(grant["dateModified"]).tzinfo is None:
        yield "dateModified: day and time with zone"
    for place in grant.get("beneficiaryLocation", []):
        if not re.match(r"^[A-Z]{2}$", place.get("countryCode", "")):
            yield "countryCode: two letters"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _people(grant: dict[str, Any]) -> Iterator[str]:
    if ("recipientOrganization" in grant) == ("recipientIndividual" in grant):
        yield "one recipient: an organisation or an individual"
    named = [*grant.get("fundingOrganization", []), *grant.get("recipientOrganization", [])]
    if "recipientIndividual" in grant:
        named.append(grant["recipientIndividual"])
    if not grant.get("fundingOrganization"):
        yield "fundingOrganization: required"
    for each in named:
        if not all(isinstance(each.get(name), str) and each[name] for name in ("id", "name")):
            yield "an organisation or individual has id and name"


def _planned(planned: dict[str, Any]) -> Iterator[str]:
    for name in ("startDate", "endDate"):
        if name in planned and not _is_day(planned[name]):
            yield f"plannedDates/{name}: a day"
    months = planned.get("duration", 1)
    if not isinstance(months, int) or months < 1:
        yield "plannedDates/duration: whole months"


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DAY.match(value):
        return False
    date.fromisoformat(value)
    return True
