"""Scores as exact arithmetic: weighted means, spread, ranking. No Django here.

Points are whole numbers from 0 to 5, weights whole numbers from 1 on; results are fractions, so
that equal ones are equal. Items and criteria are named by any whole number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


def weighted(points: Mapping[int, int], weights: Mapping[int, int]) -> Fraction | None:
    """The weighted mean of a member's points; criteria without a weight count nothing.

    None where no criterion counts.
    """
    counted = [(points[key], weights[key]) for key in points if weights.get(key)]
    whole = sum(weight for _points, weight in counted)
    return Fraction(sum(each * weight for each, weight in counted), whole) if whole else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How members scored an item: how many, their mean, the highest less the lowest."""

    count: int
    average: Fraction
    spread: Fraction


def standing(totals: Sequence[Fraction]) -> Standing | None:
    """The standing of an item from the weighted means of its members; None without any."""
    if not totals:
        return None
    average = sum(totals, Fraction(0)) / len(totals)
    return Standing(len(totals), average, max(totals) - min(totals))


def ranking(averages: Mapping[int, Fraction | None]) -> dict[int, int]:
    """Ranks by the key of the item: the highest mean is 1, equal ones share it, then one is left.

    Items that nobody scored have no rank.
    """
    scored = {key: average for key, average in averages.items() if average is not None}
    return {
        key: 1 + sum(other > average for other in scored.values())
        for key, average in scored.items()
    }


def tenths(value: Fraction) -> int:
    """A mean in tenths, the half rounded up, for showing it with one decimal."""
    return int(value * 10 + Fraction(1, 2))
