"""Measures of the drawn district map and the places that it shows.

The map is a schema: it keeps neighbourhoods and directions, not distances. Its units are
those of the drawing (0 to WIDTH from the left, 0 to HEIGHT from the top).
"""

from __future__ import annotations

WIDTH = 1000
HEIGHT = 700
