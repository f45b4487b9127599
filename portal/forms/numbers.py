"""Numbers as people type and read them; an answer is a plain decimal text such as `1550.5`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.numberformat import format as format_number
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.templatetags.formats import MONEY, base_language

MOST_DIGITS = 15
MOST_DECIMALS = 4
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


def parse_decimal(text: str) -> Decimal:
    """Read `1.550,5`, `1550`, `-3`, `12.5`; a dot before exactly three digits parts thousands.

    Raises ValueError.
    """
    clean = re.sub(r"[\s\u00a0\u202f]", "", text).replace("\u2212", "-")
    sign, digits = ("-", clean[1:]) if clean.startswith("-") else ("", clean)
    whole, comma, rest = digits.partition(",")
    if not comma and "." in digits and not _GROUPED.fullmatch(digits):
        whole, _dot, rest = digits.partition(".")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", whole):
        raise ValueError(text)
    if not re.fullmatch(rf"[0-9]{{0,{MOST_DIGITS}}}", rest):
        raise ValueError(text)
    return Decimal(f"{sign}{whole}.{rest or 0}") + 0


def plain(number: Decimal) -> str:
    """`1550.5`: no exponent, no empty decimals; what conditions compare."""
    return format(number.normalize() + 0, "f")


def decimal_words(number: Decimal) -> str:
    """`1.550,5` in German, as each language writes it."""
    decimal, thousands, _pattern = MONEY[base_language()]
    return format_number(
        plain(number), decimal, grouping=3, thousand_sep=thousands, force_grouping=True
    )


class NumberField(forms.CharField):
    """Form field for a number as people type it; cleans to a Decimal or None."""

    def __init__(
        self,
        *,
        decimals: int = 0,
        least: Decimal | None = None,
        most: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        self.decimals, self.least, self.most = decimals, least, most
        # Number pads of phones have no minus.
        pad = "decimal" if decimals else "numeric"
        mode = pad if least is None or least >= 0 else "text"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        """A Decimal, or None for an empty line; raises ValidationError."""
        if isinstance(value, Decimal):
            return value
        text = str(super().to_python(value))
        if not text:
            return None
        try:
            number = parse_decimal(text)
        except ValueError as error:
            raise ValidationError(_("Please write a number."), code="format") from error
        if number != round(number, self.decimals):
            raise ValidationError(self._too_fine(), code="decimals")
        return number

    def _too_fine(self) -> Any:
        if not self.decimals:
            return _("Please write a whole number.")
        return ngettext(
            "Please write at most %(number)s digit after the comma.",
            "Please write at most %(number)s digits after the comma.",
            self.decimals,
        ) % {"number": self.decimals}

    def validate(self, value: Any) -> None:
        """Refuse a number outside of the bounds."""
        if value is None:
            return
        if self.least is not None and value < self.least:
            params = {"number": decimal_words(self.least)}
            raise ValidationError(_("At least %(number)s, please."), code="least", params=params)
        if self.most is not None and value > self.most:
            params = {"number": decimal_words(self.most)}
            raise ValidationError(_("At most %(number)s, please."), code="most", params=params)

    def run_validators(self, value: Any) -> None:
        """The validators of a text line do not apply to numbers."""

    def prepare_value(self, value: Any) -> Any:
        """A Decimal as `1550,5`; what was typed stays as typed."""
        return plain(value).replace(".", ",") if isinstance(value, Decimal) else value
