"""Scores as arithmetic: means, spread and ranking hold whatever members give."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.sittings.sums import Standing, ranking, standing, tenths, weighted

points = st.integers(0, 5)
weights = st.integers(1, 100)
pairs = st.lists(st.tuples(points, weights), min_size=1, max_size=8)
fractions = st.fractions(0, 5, max_denominator=50)


def test_examples() -> None:
    assert weighted({1: 5, 2: 2}, {1: 1, 2: 2}) == 3
    assert weighted({1: 5, 9: 0}, {1: 1}) == 5
    assert weighted({}, {1: 1}) is None
    assert standing([]) is None
    assert standing([Fraction(4), Fraction(1)]) == Standing(2, Fraction(5, 2), Fraction(3))
    assert ranking({1: Fraction(3), 2: None, 3: Fraction(3), 4: Fraction(1)}) == {1: 1, 3: 1, 4: 3}
    assert [tenths(Fraction(*pair)) for pair in ((5, 2), (1, 3), (1, 20), (0, 1))] == [25, 3, 1, 0]


@settings(max_examples=40)
@given(pairs, st.integers(1, 9))
def test_a_mean_lies_between_its_points_and_knows_no_scale(
    given_pairs: list[tuple[int, int]], factor: int
) -> None:
    said = {key: each for key, (each, _weight) in enumerate(given_pairs)}
    by = {key: weight for key, (_each, weight) in enumerate(given_pairs)}
    mean = weighted(said, by)
    assert mean is not None
    assert min(said.values()) <= mean <= max(said.values())
    assert weighted(said, {key: weight * factor for key, weight in by.items()}) == mean
    backwards = dict(reversed(list(said.items())))
    assert weighted(backwards, by) == mean


@settings(max_examples=40)
@given(st.lists(fractions, min_size=1, max_size=12))
def test_average_and_spread(totals: list[Fraction]) -> None:
    found = standing(totals)
    assert found is not None
    assert min(totals) <= found.average <= max(totals)
    assert 0 <= found.spread <= 5
    assert (found.spread == 0) == (len(set(totals)) == 1)
    assert standing(totals[::-1]) == found


@settings(max_examples=40)
@given(st.dictionaries(st.integers(1, 40), st.none() | fractions, max_size=20))
def test_ranks(averages: dict[int, Fraction | None]) -> None:
    ranks = ranking(averages)
    scored = {key: value for key, value in averages.items() if value is not None}
    assert set(ranks) == set(scored)
    for one in scored:
        for other in scored:
            assert (ranks[one] < ranks[other]) == (scored[one] > scored[other])
    if scored:
        assert min(ranks.values()) == 1
        assert max(ranks.values()) <= len(scored)
