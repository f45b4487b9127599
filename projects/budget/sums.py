"""Balances of the ledger as sums of its entries, in cents. No Django here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ALLOTMENT, COMMITMENT, RELEASE = "allotment", "commitment", "release"
MOVED_IN, MOVED_OUT = "reallocation_in", "reallocation_out"
SIGNS = {ALLOTMENT: 1, MOVED_IN: 1, MOVED_OUT: -1, COMMITMENT: -1, RELEASE: 1}
"""What an entry of a kind does to the money left in the pot; a counter-entry does the opposite."""
OF_A_CASE = (COMMITMENT, RELEASE)
COUNTERABLE = (ALLOTMENT, COMMITMENT, RELEASE)
"""A reallocation has two sides; it is taken back by another one the other way round."""


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of an entry or of a group of entries: `cents` is never negative."""

    kind: str
    cents: int
    is_counter: bool = False
    case: int | None = None
    theme: int | None = None

    @property
    def signed(self) -> int:
        """Cents that it adds to what is left in the pot."""
        return SIGNS[self.kind] * (-self.cents if self.is_counter else self.cents)


@dataclass(frozen=True, slots=True)
class Pot:
    """The money of a period in cents: allotted, open commitments, released in all."""

    allotted: int = 0
    committed: int = 0
    released: int = 0

    @property
    def left(self) -> int:
        """Cents that nothing holds: `committed` has lost already what was released."""
        return self.allotted - self.committed


def pot(lines: Iterable[Line]) -> Pot:
    """The balances of entries, in any order."""
    allotted = committed = released = 0
    for line in lines:
        if line.kind not in OF_A_CASE:
            allotted += line.signed
            continue
        committed -= line.signed
        if line.kind == RELEASE:
            released += line.signed
    return Pot(allotted, committed, released)


def by_case(lines: Iterable[Line]) -> dict[int | None, int]:
    """Cents of open commitments by the key of the case."""
    return _open((line.case, line) for line in lines)


def by_theme(lines: Iterable[Line]) -> dict[int | None, int]:
    """Cents of open commitments by the key of the theme; None where a case names none."""
    return _open((line.theme, line) for line in lines)


def _open(pairs: Iterable[tuple[int | None, Line]]) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    for key, line in pairs:
        if line.kind in OF_A_CASE:
            found[key] = found.get(key, 0) - line.signed
    return found
