"""The smallest group as pure arithmetic: nobody stands out, whatever the table."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from projects.register.pseudonyms import LENGTH, new_key, pseudonym
from projects.register.suppression import (
    OTHER,
    combination,
    merged,
    merged_lists,
    merged_months,
    suppressed,
)

CROSSING, SINGLE = ("theme", "kind", "type"), ("state", "period")
NAMES = (*CROSSING, *SINGLE)
VALUES = st.sampled_from(["a", "b", "c", "d", "", OTHER])
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)), max_size=60)
K = st.integers(5, 12)


@given(ROWS, K)
def test_no_cell_of_any_cross_table_is_small(rows: list[dict[str, str]], k: int) -> None:
    found = suppressed(rows, CROSSING, SINGLE, k)
    assert len(found) in {0, len(rows)}
    assert bool(found) == (len(rows) >= k)
    for size in range(1, len(CROSSING) + 1):
        for names in combinations(CROSSING, size):
            counts = Counter(combination(row, names) for row in found)
            assert all(count >= k for count in counts.values()), (names, counts)
    for name in SINGLE:
        assert all(count >= k for count in Counter(row[name] for row in found).values())


@given(ROWS, K)
def test_a_value_only_stays_or_is_merged(rows: list[dict[str, str]], k: int) -> None:
    found = suppressed(rows, CROSSING, SINGLE, k)
    for before, after in zip(rows, found, strict=False):
        assert all(after[name] in {before[name], OTHER} for name in NAMES)


@given(ROWS, K)
def test_merging_twice_changes_nothing_more(rows: list[dict[str, str]], k: int) -> None:
    found = suppressed(rows, CROSSING, SINGLE, k)
    assert suppressed(found, CROSSING, SINGLE, k) == found


def test_what_is_frequent_stays_as_it_is() -> None:
    rows = [dict.fromkeys(NAMES, value) for value in "ab" for _number in range(5)]
    assert suppressed(rows, CROSSING, SINGLE, 5) == rows


def test_the_last_trait_is_given_up_first() -> None:
    common = {"theme": "music", "kind": "group", "type": "a", "state": "x", "period": "y"}
    rows = [dict(common) for _number in range(5)]
    rows += [{**common, "type": each} for each in "bcdef"]
    rows += [{**common, "kind": "firm", "type": "a"} for _number in range(5)]
    found = suppressed(rows, CROSSING, SINGLE, 5)
    assert [row["type"] for row in found] == ["a"] * 5 + [OTHER] * 5 + ["a"] * 5
    assert [row["kind"] for row in found] == ["group"] * 10 + ["firm"] * 5


@given(st.lists(VALUES, max_size=40), K, st.sets(VALUES))
def test_only_named_values_have_to_be_frequent(values: list[str], k: int, among: set[str]) -> None:
    found = merged(values, k, among=among)
    counts = Counter(found)
    small = {value for value in among if value != OTHER and 0 < counts[value] < k}
    assert not small
    if counts[OTHER] < min(k, len(values)):
        assert counts[OTHER] == 0


@given(st.lists(st.sets(st.sampled_from("abcdef"), max_size=4), max_size=40), K)
def test_lists_of_values(lists: list[set[str]], k: int) -> None:
    found = merged_lists(lists, k)
    assert len(found) == len(lists)
    counts = Counter(value for values in found for value in values)
    assert all(count >= k for count in counts.values())
    for before, after in zip(lists, found, strict=True):
        assert set(after) <= before | {OTHER}


MONTHS = st.sampled_from(["2026-01", "2026-02", "2025-11", "2024-03", ""])


@given(st.lists(MONTHS, min_size=12, max_size=60), K)
def test_rare_months_become_years(months: list[str], k: int) -> None:
    found = merged_months(months, k)
    assert all(count >= k for count in Counter(found).values())
    for before, after in zip(months, found, strict=True):
        assert after in {before, before[:4], OTHER}


def test_a_rare_month_is_shown_as_its_year() -> None:
    assert merged_months(["2026-01"] * 5 + ["2026-02", "2026-03"] * 3, 5) == [
        *["2026-01"] * 5,
        *["2026"] * 6,
    ]


def test_pseudonyms_are_stable_by_key_and_purpose() -> None:
    key = new_key()
    assert pseudonym(key, "a", "x") == pseudonym(key, "a", "x")
    others = {pseudonym(new_key(), "a", "x"), pseudonym(key, "b", "x"), pseudonym(key, "a", "y")}
    assert len(others | {pseudonym(key, "a", "x")}) == 4
    assert len(pseudonym(key, "a", "x")) == LENGTH
