"""How alike two titles or names are, in percent. No Django here."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """A text without case, punctuation and double spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _pieces(text: str) -> set[str]:
    padded = f"  {plain(text)} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def alikeness(one: str, other: str) -> int:
    """Percent of letter triples that two texts share (Dice); 0 where one says nothing."""
    if not plain(one) or not plain(other):
        return 0
    first, second = _pieces(one), _pieces(other)
    return 200 * len(first & second) // (len(first) + len(second))
