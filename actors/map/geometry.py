"""Measures of the drawn district map, and markers that do not cover each other.

The map is a schema: it keeps neighbourhoods and directions, not distances. Its units are
those of the drawing (0 to WIDTH from the left, 0 to HEIGHT from the top).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, sin

WIDTH = 1000
HEIGHT = 700
EDGE = 40
# On a phone the map is about 340 pixels wide: 72 units are then the 24 pixels that a finger
# needs (WCAG 2.2, 2.5.8).
DISTANCE = 72
Point = tuple[float, float]
TURN = 2.399963  # the golden angle in radians: places around a point that never line up


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered place on the map that leads to the entry with the same number in the list."""

    number: int
    name: str
    url: str
    x: float
    y: float


def spread(markers: Iterable[Marker]) -> list[Marker]:
    """The markers, moved apart where they would cover each other and kept inside the map."""
    listed = list(markers)
    places = _places(tuple((marker.x, marker.y) for marker in listed))
    return [replace(marker, x=x, y=y) for marker, (x, y) in zip(listed, places, strict=True)]


@lru_cache(maxsize=256)
def _places(wanted: tuple[Point, ...]) -> list[Point]:
    """A place for each point; remembered, since the same list is drawn again and again."""
    placed: list[Point] = []
    for x, y in wanted:
        placed.append(_free_place(*_inside(x, y), placed))
    return placed


def _inside(x: float, y: float) -> Point:
    return min(max(x, EDGE), WIDTH - EDGE), min(max(y, EDGE), HEIGHT - EDGE)


def _free_place(x: float, y: float, placed: list[Point]) -> Point:
    """The nearest free place on a spiral around the marker's own."""
    for step in range(400):
        radius = 0.0 if step == 0 else 18 * step**0.5 + 20
        tried = _inside(
            round(x + radius * cos(step * TURN), 1), round(y + radius * sin(step * TURN), 1)
        )
        if all(hypot(tried[0] - left, tried[1] - top) >= DISTANCE for left, top in placed):
            return tried
    return x, y
