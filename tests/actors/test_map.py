"""The drawn map: markers keep apart and lead where the list leads."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.map.geometry import DISTANCE, HEIGHT, WIDTH, Marker, spread

PLACES = st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=1, max_size=24)


@given(PLACES)
@settings(max_examples=50, deadline=None)
def test_markers_never_cover_each_other(places: list[tuple[int, int]]) -> None:
    markers = [Marker(n, f"Ort {n}", f"/{n}", x, y) for n, (x, y) in enumerate(places, 1)]
    placed = spread(markers)
    assert [m.number for m in placed] == [m.number for m in markers]
    assert all(0 < m.x < WIDTH and 0 < m.y < HEIGHT for m in placed)
    for one, other in combinations(placed, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= DISTANCE


def test_a_full_house_of_markers_still_fits() -> None:
    placed = spread(Marker(n, "", "", 500, 350) for n in range(1, 25))
    assert len({(m.x, m.y) for m in placed}) == 24


def test_the_map_is_marked_as_a_schema_and_safe() -> None:
    template = Template(
        "{% load district_map %}{% district_map markers ident='m' list_id='list' %}"
    )
    marker = Marker(1, '<script>"&', "/de/akteure/x/", 10, 20)
    html = template.render(Context({"markers": [marker]}))
    assert "not to scale" in html or "maßstab" in html
    assert 'href="#list"' in html
    assert "<script" not in html
    assert "style=" not in html
    assert 'aria-labelledby="m-title"' in html
    assert 'viewBox="0 0 1000 700"' in html
    assert 'href="/de/akteure/x/"' in html
