"""Template filters for money, dates and times in the words of each language.

Written out by hand and not left to Django's locale files: Leichte Sprache has none,
and the portal's wording (`18 Uhr`, `1.550 €`) is its own.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.numberformat import format as format_number
from django.utils.translation import get_language, gettext

from portal.kernel import clock
from portal.kernel.amounts import Amount

register = template.Library()

Moment = date | datetime | time | None
"""What the date filters take; anything else renders as an empty string."""

DATE_LONG = {"de": "j. F Y", "en": "j F Y", "tr": "j F Y", "ar": "j F Y"}
DATE_SHORT = {"de": "d.m.Y", "en": "j M Y", "tr": "d.m.Y", "ar": "j/n/Y"}
# decimal separator, thousands separator, pattern; the space never breaks the line
MONEY = {
    "de": (",", ".", "{}\u00a0€"),
    "en": (".", ",", "€{}"),
    "tr": (",", ".", "{}\u00a0€"),
    "ar": (",", ".", "{}\u00a0€"),
}


def base_language() -> str:
    """The main part of the active language: `de` for `de-simple`; German when unknown."""
    language = (get_language() or "de").split("-")[0]
    return language if language in MONEY else "de"


def _cents(value: object) -> int | None:
    """Whole cents of an Amount or an integer; None for anything else."""
    if isinstance(value, Amount):
        return value.cents
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return None


def _money(cents: int, *, decimals: int) -> str:
    """An amount of cents as text with the currency sign at the place of the language."""
    decimal, thousands, pattern = MONEY[base_language()]
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    digits = format_number(
        f"{euros}.{rest:02d}",
        decimal,
        decimal_pos=decimals,
        grouping=3,
        thousand_sep=thousands,
        force_grouping=True,
        use_l10n=True,
    )
    return sign + pattern.format(digits)


@register.filter
def euro(value: object) -> str:
    """Cents or an Amount with two decimals: `1.550,00 €`, in English `€1,550.00`."""
    cents = _cents(value)
    return "" if cents is None else _money(cents, decimals=2)


@register.filter
def euro_short(value: object) -> str:
    """Cents or an Amount without empty decimals: `1.550 €`, but `12,50 €`."""
    cents = _cents(value)
    return "" if cents is None else _money(cents, decimals=2 if cents % 100 else 0)


def _local(value: object) -> date | datetime | time | None:
    """Aware datetimes in the time of the district; dates and times as they are."""
    if isinstance(value, datetime):
        return clock.local(value) if timezone.is_aware(value) else value
    return value if isinstance(value, date | time) else None


@register.filter
def date_long(value: Moment) -> str:
    """A day with the month in words: `11. Dezember 2026`."""
    local = _local(value)
    if not isinstance(local, date):
        return ""
    return format_date(local, DATE_LONG[base_language()])


@register.filter
def date_short(value: Moment) -> str:
    """A day in digits for tables: `11.12.2026`."""
    local = _local(value)
    if not isinstance(local, date):
        return ""
    return format_date(local, DATE_SHORT[base_language()])


@register.filter
def time_long(value: Moment) -> str:
    """A time of day as people say it: `18 Uhr`, `9:30 Uhr`; elsewhere `18:00`."""
    local = _local(value)
    if not isinstance(local, datetime | time):
        return ""
    if base_language() != "de":
        return f"{local.hour}:{local.minute:02d}"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour}{minutes} Uhr"


@register.filter
def datetime_long(value: Moment) -> str:
    """Day and time: `11. Dezember 2026, 18 Uhr`; only the day when there is no time."""
    return ", ".join(filter(None, [date_long(value), time_long(value)]))


@register.filter
def day_number(value: Moment) -> str:
    """The day of the month for a calendar leaf: `24.`, elsewhere `24`."""
    local = _local(value)
    if not isinstance(local, date):
        return ""
    return f"{local.day}." if base_language() == "de" else str(local.day)


@register.filter
def month_short(value: Moment) -> str:
    """The month for a calendar leaf: `Nov.`"""
    local = _local(value)
    return format_date(local, "N") if isinstance(local, date) else ""


@register.filter
def days_left(value: Moment) -> int | str:
    """Whole days from today to a day or deadline; 0 is today, negative is past."""
    local = _local(value)
    if isinstance(local, datetime):
        local = local.date()
    if not isinstance(local, date):
        return ""
    return (local - clock.today()).days


@register.filter
def file_size(value: object) -> str:
    """Bytes as people read them: `320 kB`, `1,4 MB` (units of 1000, as in file managers)."""
    if not isinstance(value, int) or value < 0:
        return ""
    if value < 1000:
        return gettext("%(size)s bytes") % {"size": value}
    if value < 1_000_000:
        return f"{round(value / 1000)} kB"
    digits = format_number(
        str(round(value / 1_000_000, 1)), MONEY[base_language()][0], decimal_pos=1
    )
    return f"{digits} MB"


@register.filter
def count(value: object) -> str:
    """A whole number grouped for the language: `1.550`."""
    if not isinstance(value, int):
        return ""
    thousands = MONEY[base_language()][1]
    return format_number(
        value, ".", grouping=3, thousand_sep=thousands, force_grouping=True, use_l10n=True
    )
