"""The list of applications as a table: one row per case, safe to open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from projects.cases.models import Case

# What a spreadsheet would run as a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"^[\s]*[=+\-@|%\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Column = tuple[Any, Callable[[Case], Any]]
COLUMNS: dict[str, Column] = {
    "number": (_("Reference number"), lambda case: case.number),
    "status": (_("Status"), lambda case: case.internal_status),
    "call": (_("Call"), lambda case: str(case.call.title)),
    "title": (_("Title"), lambda case: case.title),
    "carrier": (_("Carrier"), lambda case: case.carrier_name),
    "carrier_kind": (_("Kind of carrier"), lambda case: str(case.get_carrier_kind_display())),
    "theme": (_("Theme"), lambda case: str(case.theme or "")),
    "amount": (_("Amount asked for (euros)"), lambda case: _euros(case.amount_cents)),
    "starts_on": (_("Begins on"), lambda case: case.starts_on),
    "ends_on": (_("Ends on"), lambda case: case.ends_on),
    "place": (_("Place"), lambda case: case.place),
    "contact": (_("Contact person"), lambda case: case.contact_name),
    "email": (_("E-mail address"), lambda case: case.contact_email),
    "phone": (_("Phone"), lambda case: case.contact_phone),
    "received": (_("Received"), lambda case: _moment(case)),
    "summary": (_("What is planned"), lambda case: case.summary),
}


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _moment(case: Case) -> Any:
    return clock.local(case.submitted_at).replace(tzinfo=None) if case.submitted_at else None


def for_csv(value: Any) -> str:
    """A cell as text: dates by day, amounts with a comma, formulas as harmless text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if hasattr(value, "strftime"):
        return str(value.strftime("%d.%m.%Y %H:%M" if hasattr(value, "hour") else "%d.%m.%Y"))
    text = for_xlsx(value)
    return f"'{text}" if _FORMULA.match(text) else str(text)


def for_xlsx(value: Any) -> Any:
    """A cell that a workbook accepts: no control characters."""
    return _CONTROL.sub("", value) if isinstance(value, str) else value
