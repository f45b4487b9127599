"""Geometry of the small charts: numbers in, places of bars, points and labels out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template

register = template.Library()

WIDTH = 640
BAR_HEIGHT = 28
BAR_STEP, BAR_LEFT, BAR_ROOM = 44, 200, 340
TALL_STEP, TALL_ROOM = 76, 520
LONGEST_BESIDE = 14
"""Letters of a label that fit beside its bar, also in the larger type of a phone."""
COLUMN_HEIGHT, COLUMN_BASE, COLUMN_TOP = 320, 270, 30


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


def _bars(rows: list[tuple[str, object]], top: float) -> dict[str, Any]:
    """Lying bars, one under the other, the label before (a long one above), the value behind."""
    is_tall = any(len(label) > LONGEST_BESIDE for label, _value in rows)
    step, left, room = (TALL_STEP, 0, TALL_ROOM) if is_tall else (BAR_STEP, BAR_LEFT, BAR_ROOM)
    marks = []
    for index, (label, value) in enumerate(rows):
        y = index * step + (34 if is_tall else 8)
        width = max(max(number(value), 0) / top * room, 2)
        marks.append(
            {
                "x": left,
                "y": y,
                "width": _at(width),
                "height": BAR_HEIGHT,
                "label": label,
                "label_x": 0 if is_tall else left - 12,
                "label_y": y - 10 if is_tall else y + 20,
                "anchor": "start" if is_tall else "end",
                "value": value,
                "value_x": _at(left + width + 10),
                "value_y": y + 20,
                "value_anchor": "start",
            }
        )
    return {"kind": "bar", "height": len(rows) * step + 8, "marks": marks, "grid": []}


def _columns(rows: list[tuple[str, object]], top: float, kind: str) -> dict[str, Any]:
    """Standing columns, or the points and the path of a line."""
    room = COLUMN_BASE - COLUMN_TOP
    step = WIDTH / max(len(rows), 1)
    marks, points = [], []
    for index, (label, value) in enumerate(rows):
        middle = step * (index + 0.5)
        height = max(number(value), 0) / top * room
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
    """Everything the chart template draws, in a field 640 units wide."""
    pairs = [(str(row["label"]), row["value"]) for row in rows or []]
    top = max([number(value) for _, value in pairs] or [0]) or 1
    shapes = _columns(pairs, top, kind) if kind in ("column", "line") else _bars(pairs, top)
    return {"width": WIDTH, **shapes}
