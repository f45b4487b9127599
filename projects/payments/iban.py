"""Account numbers: checked, written in groups, and masked. No Django here."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 34
"""Signs of the longest IBAN (ISO 13616)."""
SHOWN = 4
"""How many signs at both ends a masked number shows."""
SEPA = (
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT "
    "NL NO PL PT RO RS SE SI SK SM VA"
)
"""Countries of the single euro payments area (EPC409-09)."""


class IbanError(ValueError):
    """Not an account number that money can go to; `code` says why.

    Codes: `format` (no IBAN at all), `length`, `checksum` (a digit is wrong), `country` (outside
    the single euro payments area). Whether the bank exists is not asked: a list of banks ages, and
    a slip of the pen breaks the checksum.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def compact(text: str) -> str:
    """An IBAN as typed, without blanks and in capitals."""
    return "".join(text.split()).upper()


def checked(text: str) -> str:
    """The IBAN in its plain form (ISO 13616); raises IbanError."""
    from schwifty import IBAN  # here: its lists of banks cost memory that few processes need
    from schwifty import exceptions as wrong

    plain = compact(text)
    if not plain.isascii() or not plain.isalnum() or len(plain) > LONGEST:
        raise IbanError("format")
    try:
        found = IBAN(plain)
    except wrong.InvalidLength as error:
        raise IbanError("length") from error
    except wrong.InvalidChecksumDigits as error:
        raise IbanError("checksum") from error
    except wrong.SchwiftyException as error:
        raise IbanError("format") from error
    if found.country_code not in SEPA.split():
        raise IbanError("country")
    return str(found)


def bic_of(iban: str) -> str:
    """The BIC of the bank, where it is known."""
    from schwifty import IBAN

    return str(IBAN(iban).bic or "")


def grouped(iban: str) -> str:
    """In groups of four, as people read it: `DE89 3704 0044 0532 0130 00`."""
    return " ".join(_fours(iban))


def masked(iban: str) -> str:
    """Only both ends: `DE89 **** **** **** **30 00`; empty for an empty one."""
    if len(iban) <= 2 * SHOWN:
        return "*" * len(iban)
    hidden = "*" * (len(iban) - 2 * SHOWN)
    return grouped(f"{iban[:SHOWN]}{hidden}{iban[-SHOWN:]}")


def _fours(text: str) -> Iterator[str]:
    return (text[at : at + 4] for at in range(0, len(text), 4))
