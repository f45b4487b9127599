"""The smallest group: rare traits are merged until nobody stands out. No Django here.

Rule for a table of rows and its traits (`docs/decisions/0017-register.md`):

1. A value of a trait that fewer than k rows share becomes `OTHER`; should `OTHER` itself be held by
   fewer than k, the next rarest value joins it.
2. While a combination of the crossing traits is held by fewer than k rows, those rows lose one
   trait after the other, the last named first.
3. Should the rows that lost all of them still be fewer than k, the rarest other combination joins
   them.

Lists of values (target groups) are merged value by value, months become years first.

So no cell of any cross table of the crossing traits counts 1 to k - 1 rows. A table with fewer
than k rows is not handed out at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

OTHER = "other/suppressed"
FEWEST = 5
"""No office may set a smaller group."""

Row = dict[str, str]
Value = TypeVar("Value", bound=Hashable)


def rarest(counts: Counter[Value]) -> Value:
    """The value that the fewest share; of several the first by its words, so always the same."""
    return min(counts, key=lambda value: (counts[value], str(value)))


def merged(values: Sequence[str], k: int, among: Collection[str] | None = None) -> list[str]:
    """A column in which every value is shared by k rows at least, rule 1.

    With `among` only those values have to be; all of them are joined by others where needed.
    """
    counts = Counter(values)
    joined = {
        value for value, count in counts.items() if count < k and (among is None or value in among)
    }
    joined |= {OTHER} & counts.keys()
    rest = Counter({value: count for value, count in counts.items() if value not in joined})
    while joined and rest and sum(counts[value] for value in joined) < k:
        next_one = rarest(rest)
        joined.add(next_one)
        del rest[next_one]
    return [OTHER if value in joined else value for value in values]


def merged_lists(lists: Sequence[Collection[str]], k: int) -> list[list[str]]:
    """Several values in a row, each shared by k rows at least; `OTHER` for the rarer ones."""
    counts = Counter(value for values in lists for value in set(values))
    joined = {value for value, count in counts.items() if count < k}
    while joined and counts.keys() - joined and _holders(lists, joined) < k:
        joined.add(rarest(Counter({v: c for v, c in counts.items() if v not in joined})))
    if joined and _holders(lists, joined) < k:
        return [[] for _values in lists]
    return [sorted({OTHER if value in joined else value for value in values}) for values in lists]


def _holders(lists: Sequence[Collection[str]], values: Collection[str]) -> int:
    return sum(any(value in values for value in held) for held in lists)


def merged_months(months: Sequence[str], k: int) -> list[str]:
    """Months (`2026-05`) that k rows share at least, else their years, else `OTHER`."""
    counts = Counter(months)
    coarse = [month if counts[month] >= k else month[:4] for month in months]
    return merged(coarse, k)


def suppressed(
    rows: Sequence[Row], crossing: Sequence[str], single: Sequence[str], k: int
) -> list[Row]:
    """Rows without rare values and combinations; the same number, or none for fewer than k.

    `crossing` are the traits that are counted together, the one to give up first at the end;
    `single` are counted each for itself.
    """
    if len(rows) < k:
        return []
    found = [dict(row) for row in rows]
    for name in (*crossing, *single):
        for row, value in zip(found, merged([row[name] for row in found], k), strict=True):
            row[name] = value
    for name in reversed(crossing):
        for row in _rare(found, crossing, k):
            row[name] = OTHER
    _fill_up(found, crossing, k)
    return found


def combination(row: Row, crossing: Sequence[str]) -> tuple[str, ...]:
    """What a row says of the crossing traits."""
    return tuple(row[name] for name in crossing)


def _rare(rows: Sequence[Row], crossing: Sequence[str], k: int) -> list[Row]:
    counts = Counter(combination(row, crossing) for row in rows)
    return [row for row in rows if counts[combination(row, crossing)] < k]


def _fill_up(rows: Sequence[Row], crossing: Sequence[str], k: int) -> None:
    """Rule 3."""
    nothing = (OTHER,) * len(crossing)
    counts = Counter(combination(row, crossing) for row in rows)
    while 0 < counts[nothing] < k:
        others = Counter({each: count for each, count in counts.items() if each != nothing})
        joins = rarest(others)
        for row in rows:
            if combination(row, crossing) == joins:
                row.update(zip(crossing, nothing, strict=True))
        counts[nothing] += counts.pop(joins)
