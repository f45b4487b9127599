"""Amounts in German words, as notices write them: `eintausendfünfhundert Euro`. No Django here."""

from __future__ import annotations

_SMALL = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    *(
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ),
)
_TENS = (*("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),)
_LARGE = (
    (10**9, "eine Milliarde", "Milliarden"),
    (10**6, "eine Million", "Millionen"),
)


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    word = _TENS[tens - 2]
    return f"{_SMALL[ones]}und{word}" if ones else word


def _below_million(number: int) -> str:
    """Joined in one word, a one at the end as `ein`."""
    for size, name in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            many, rest = divmod(number, size)
            return _below_million(many) + name + (_below_million(rest) if rest else "")
    return _below_hundred(number)


def number_words(number: int) -> str:
    """A whole number from zero to below a trillion as it stands before a noun (`ein`, not `eins`).

    Raises ValueError for others.
    """
    if not 0 <= number < 10**12:
        raise ValueError(number)
    parts = []
    for size, one, many in _LARGE:
        count, number = divmod(number, size)
        if count:
            parts.append(one if count == 1 else f"{_below_million(count)} {many}")
    if number or not parts:
        parts.append(_below_million(number))
    return " ".join(parts)


def euro_words(cents: int) -> str:
    """An amount in words: `zwölf Euro und fünfzig Cent`; cents only where there are some."""
    euros, rest = divmod(cents, 100)
    words = f"{number_words(euros)} Euro"
    return f"{words} und {number_words(rest)} Cent" if rest else words
