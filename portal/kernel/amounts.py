"""Money as integer cents: parsing, arithmetic and German display. No Django here."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_CENTS = 10**13
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+$")


class AmountError(ValueError):
    """The text is not an amount of euros; `code` says why (`format`, `negative`, `too_large`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, order=True, slots=True)
class Amount:
    """An amount of money in euro cents."""

    cents: int

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read what people type: `1.550,00`, `1550`, `1 550 €`, `12,5`, `12.50`.

        A dot followed by exactly three digits separates thousands (German use).
        Raises AmountError.
        """
        clean = re.sub(r"[\s\u00a0\u202f]|€|EUR", "", text, flags=re.IGNORECASE)
        if clean.startswith("-"):
            raise AmountError("negative")
        whole, comma, cents = clean.partition(",")
        if not comma and "." in clean and not _GROUPED.match(clean):
            whole, _, cents = clean.rpartition(".")
        if "." in whole:
            if not _GROUPED.match(whole):
                raise AmountError("format")
            whole = whole.replace(".", "")
        if not re.fullmatch(r"[0-9]{1,18}", whole) or not re.fullmatch(r"[0-9]{0,2}", cents):
            raise AmountError("format")
        total = int(whole) * 100 + int(cents.ljust(2, "0") or 0)
        if total > MAX_CENTS:
            raise AmountError("too_large")
        return cls(total)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.cents + other.cents)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.cents - other.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        return f"{self.plain()} €"

    def plain(self) -> str:
        """German digits without the sign: `1.550,00`."""
        sign = "-" if self.cents < 0 else ""
        euros, cents = divmod(abs(self.cents), 100)
        return f"{sign}{euros:,}".replace(",", ".") + f",{cents:02d}"

    def short(self) -> str:
        """German digits without `,00`: `1.550 €`, but `12,50 €`."""
        return f"{self.plain().removesuffix(',00')} €"


ZERO = Amount(0)


def total(amounts: list[Amount]) -> Amount:
    """Sum of a list of amounts, in cents."""
    return Amount(sum(amount.cents for amount in amounts))
