"""Reading single cells: amounts, days, numbers and names as people write them in tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from actors.themes.models import Theme
from portal.kernel import clock
from portal.kernel.amounts import Amount, AmountError
from projects.imports.columns import plain
from projects.imports.models import Kind
from projects.imports.reading import Formula

FINAL = ("closed", "rejected", "rejected_formally", "withdrawn", "waived", "revoked")
"""The states that an earlier application may have: nothing is to be done with it any more."""
SPOKEN = {
    "abgeschlossen": "closed",
    "bewilligt und abgeschlossen": "closed",
    "erledigt": "closed",
    "abgelehnt": "rejected",
    "formal abgelehnt": "rejected_formally",
    "aus formalen gründen abgelehnt": "rejected_formally",
    "zurückgezogen": "withdrawn",
    "verzichtet": "waived",
    "verzicht": "waived",
    "widerrufen": "revoked",
}
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")
LENGTHS = {
    "number": 30,
    "title": 150,
    "carrier": 200,
    "place": 200,
    "summary": 3000,
    "contact_name": 150,
    "contact_email": 254,
    "results": 5000,
}


class Wrong(Exception):
    """A cell that cannot be used, in words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may name: themes, kinds of carriers and final states by all their names."""

    themes: dict[str, Theme]
    carriers: dict[str, str]
    states: dict[str, str]


def is_blank(value: Any) -> bool:
    """Whether a cell holds nothing."""
    return value is None or not str(value).strip()


def _no_formula(value: Any) -> Any:
    if isinstance(value, Formula):
        raise Wrong(_("%(column)s holds a formula. Please write the value itself."))
    return value


def _text(known: Known, code: str, raw: Any) -> str:
    value = _no_formula(raw)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "".join(each for each in str(value) if each.isprintable() or each == "\n").strip()
    if len(text) > LENGTHS[code]:
        raise Wrong(_("%(column)s is too long."))
    return text


def _amount(known: Known, code: str, raw: Any) -> int:
    value = _no_formula(raw)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            exact = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            value = f"{exact:f}".replace(".", ",")
        text = str(value).replace("€", "").replace("EUR", "").replace("\xa0", " ").strip()
        return Amount.parse(text).cents
    except (AmountError, ArithmeticError) as error:
        raise Wrong(_("%(column)s: “%(value)s” is no amount in euros.")) from error


def _day(known: Known, code: str, raw: Any) -> date:
    value = _no_formula(raw)
    found = _as_day(value)
    if found is None or not 1950 <= found.year <= 2100:
        raise Wrong(_("%(column)s: “%(value)s” is no date, for example 14.03.2019."))
    return found


def _as_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for pattern in DAYS:
        try:
            return (
                datetime.strptime(str(value).strip()[:20], pattern)
                .replace(tzinfo=clock.BERLIN)
                .date()
            )
        except ValueError:
            continue
    return None


def _past(known: Known, code: str, raw: Any) -> date:
    found = _day(known, code, raw)
    if found > clock.today():
        raise Wrong(_("%(column)s: “%(value)s” lies in the future."))
    return found


def _count(known: Known, code: str, raw: Any) -> int:
    text = str(_no_formula(raw)).strip().removesuffix(".0")
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Wrong(_("%(column)s: “%(value)s” is no whole number."))
    return int(text)


def _year(known: Known, code: str, raw: Any) -> int:
    found = _count(known, code, raw)
    if not 1990 <= found <= clock.today().year:
        raise Wrong(_("%(column)s: “%(value)s” is no year between 1990 and today."))
    return found


def _theme(known: Known, code: str, raw: Any) -> Theme:
    found = known.themes.get(plain(_no_formula(raw)))
    if found is None:
        raise Wrong(_("%(column)s: the portal does not know “%(value)s”."))
    return found


def _state(known: Known, code: str, raw: Any) -> str:
    found = known.states.get(plain(_no_formula(raw)))
    if found is None:
        raise Wrong(_("%(column)s: “%(value)s” is no final state, such as “abgeschlossen”."))
    return found


def _carrier_kind(known: Known, code: str, raw: Any) -> str:
    found = known.carriers.get(plain(_no_formula(raw)))
    if found is None:
        raise Wrong(_("%(column)s: the portal does not know “%(value)s”."))
    return found


def _email(known: Known, code: str, raw: Any) -> str:
    text = _text(known, code, raw)
    try:
        validate_email(text)
    except ValidationError as error:
        raise Wrong(_("%(column)s: “%(value)s” is no e-mail address.")) from error
    return text


SOFT = {"theme", "carrier_kind", "contact_email", "participants", "volunteers", "events"}
"""A cell of these that cannot be used stays empty, with a warning, where it is not required."""
Reader = Callable[[Known, str, Any], Any]
READERS: dict[str, dict[str, tuple[Reader, bool]]] = {
    Kind.CASES: {
        "number": (_text, True),
        "title": (_text, True),
        "carrier": (_text, True),
        "carrier_kind": (_carrier_kind, False),
        "amount": (_amount, True),
        "state": (_state, True),
        "received_on": (_past, True),
        "starts_on": (_day, False),
        "ends_on": (_day, False),
        "theme": (_theme, False),
        "place": (_text, False),
        "summary": (_text, False),
        "contact_name": (_text, False),
        "contact_email": (_email, False),
    },
    Kind.PROJECTS: {
        "number": (_text, True),
        "title": (_text, True),
        "carrier": (_text, True),
        "year": (_year, True),
        "theme": (_theme, True),
        "amount": (_amount, True),
        "participants": (_count, False),
        "volunteers": (_count, False),
        "events": (_count, False),
        "place": (_text, False),
        "results": (_text, False),
    },
}
