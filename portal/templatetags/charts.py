"""Geometry of the small charts: numbers in, places of bars, points and labels out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template

register = template.Library()

WIDTH = 640
BAR_STEP, BAR_HEIGHT, BAR_LEFT, BAR_ROOM = 44, 28, 200, 340
LIST_STEP, LIST_HEIGHT, LIST_ROOM = 80, 26, 470
LONGEST_BESIDE = 14
"""Letters of a label that fit beside its bar, also in the larger type of a phone."""
COLUMN_HEIGHT, COLUMN_BASE, COLUMN_TOP = 320, 270, 30
LETTER = 10
"""Width of a letter below its column, about."""


def number(value: object) -> float:
    """A chart value as a number; reads `1.550`, `12,5` and plain numbers, else 0."""
    if isinstance(value, int | float):
        return float(value)
    text = re.sub(r"[^\d,.\-]", "", str(value))
    if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return 0.0


def _at(value: float) -> str:
    """A coordinate as SVG wants it, in any language."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


Entry = tuple[str, object, float]
"""A label, the value as it is shown, and its size."""


def _bars(rows: list[Entry], top: float) -> dict[str, Any]:
    """Lying bars, one under the other, the label before and the value behind."""
    marks = []
    for index, (label, value, size) in enumerate(rows):
        y = index * BAR_STEP + 8
        width = max(size, 0) / top * BAR_ROOM
        marks.append(
            {
                "x": BAR_LEFT,
                "y": y,
                "width": _at(max(width, 2)),
                "height": BAR_HEIGHT,
                "label": label,
                "label_x": BAR_LEFT - 12,
                "label_y": y + 20,
                "anchor": "end",
                "value": value,
                "value_x": _at(BAR_LEFT + max(width, 2) + 10),
                "value_y": y + 20,
                "value_anchor": "start",
            }
        )
    return {"kind": "bar", "height": len(rows) * BAR_STEP + 8, "marks": marks, "grid": []}


def _listed(rows: list[Entry], top: float) -> dict[str, Any]:
    """Lying bars with the label above, for words that are long."""
    marks = []
    for index, (label, value, size) in enumerate(rows):
        y = index * LIST_STEP + 34
        width = max(size, 0) / top * LIST_ROOM
        marks.append(
            {
                "x": 0,
                "y": y,
                "width": _at(max(width, 2)),
                "height": LIST_HEIGHT,
                "label": label,
                "label_x": 0,
                "label_y": y - 10,
                "anchor": "start",
                "value": value,
                "value_x": _at(max(width, 2) + 10),
                "value_y": y + 20,
                "value_anchor": "start",
            }
        )
    return {"kind": "bar", "height": len(rows) * LIST_STEP, "marks": marks, "grid": []}


def _columns(rows: list[Entry], top: float, kind: str) -> dict[str, Any]:
    """Standing columns, or the points and the path of a line."""
    room = COLUMN_BASE - COLUMN_TOP
    step = WIDTH / max(len(rows), 1)
    marks, points = [], []
    for index, (label, value, size) in enumerate(rows):
        middle = step * (index + 0.5)
        height = max(size, 0) / top * room
        y = COLUMN_BASE - height
        points.append(f"{_at(middle)} {_at(y)}")
        width = min(step * 0.6, 72)
        marks.append(
            {
                "x": _at(middle if kind == "line" else middle - width / 2),
                "y": _at(y),
                "width": _at(width),
                "height": _at(max(height, 2)),
                "label": label,
                "label_x": _at(middle),
                "label_y": COLUMN_BASE + 28,
                "anchor": "middle",
                "value": value,
                "value_x": _at(middle),
                "value_y": _at(y - 12),
                "value_anchor": "middle",
            }
        )
    grid = [{"x1": 0, "x2": WIDTH, "y1": COLUMN_BASE, "y2": COLUMN_BASE}]
    path = f"M{' L'.join(points)}" if kind == "line" and points else ""
    return {"kind": kind, "height": COLUMN_HEIGHT, "marks": marks, "grid": grid, "path": path}


@register.simple_tag
def chart_shapes(
    kind: str = "bar", rows: Iterable[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Everything the chart template draws, in a field 640 units wide.

    A row may say its `size` as a plain number where its value is written for people.
    """
    entries = [
        (str(row["label"]), row["value"], number(row.get("size", row["value"])))
        for row in rows or []
    ]
    top = max([size for _label, _value, size in entries] or [0]) or 1
    return {"width": WIDTH, **_drawn(kind, entries, top)}


def _drawn(kind: str, entries: list[Entry], top: float) -> dict[str, Any]:
    """Columns lie down where their labels would run into one another."""
    longest = max((len(label) for label, _value, _size in entries), default=0)
    if kind == "line" or (kind == "column" and longest * LETTER * len(entries) <= WIDTH):
        return _columns(entries, top, kind)
    is_listed = kind == "list" or longest > LONGEST_BESIDE
    return _listed(entries, top) if is_listed else _bars(entries, top)
