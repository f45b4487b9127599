"""Drawing in SVG with few words: every function returns a piece of markup.

Units are pixels of a canvas of 1200 × 750. A part is drawn around the middle of its foot:
x grows to the right, y downwards, so what stands above the ground has a negative y.
"""

from __future__ import annotations

Point = tuple[float, float]


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> str:
    """A rectangle with corners rounded by r."""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}"/>'


def disc(x: float, y: float, r: float, fill: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    """A filled ellipse."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"/>'


def ring(x: float, y: float, r: float, colour: str, width: float) -> str:
    """A circle line."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="none" stroke="{colour}" '
        f'stroke-width="{width:g}"/>'
    )


def shape(path: str, fill: str) -> str:
    """A filled path."""
    return f'<path d="{path}" fill="{fill}"/>'


def area(points: list[Point], fill: str) -> str:
    """A filled polygon with slightly rounded corners."""
    text = " ".join(f"{x:g},{y:g}" for x, y in points)
    return (
        f'<polygon points="{text}" fill="{fill}" stroke="{fill}" stroke-width="4" '
        'stroke-linejoin="round"/>'
    )


def line(path: str, colour: str, width: float) -> str:
    """A stroke with round ends; the path is SVG path data."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def at(x: float, y: float, piece: str, scale: float = 1, turn: float = 0) -> str:
    """A piece moved, scaled and turned (degrees)."""
    return f'<g transform="translate({x:g} {y:g}) rotate({turn:g}) scale({scale:g})">{piece}</g>'


def flip(piece: str) -> str:
    """A piece seen in the mirror."""
    return f'<g transform="scale(-1 1)">{piece}</g>'


def arch(x: float, y: float, outer: float, inner: float, fill: str) -> str:
    """A half ring standing on the ground."""
    return shape(
        f"M{x - outer} {y}A{outer} {outer} 0 0 1 {x + outer} {y}H{x + inner}"
        f"A{inner} {inner} 0 0 0 {x - inner} {y}Z",
        fill,
    )


def star(x: float, y: float, r: float, fill: str) -> str:
    """A spark with four points."""
    k = r * 0.28
    return shape(
        f"M{x} {y - r}L{x + k} {y - k}L{x + r} {y}L{x + k} {y + k}L{x} {y + r}"
        f"L{x - k} {y + k}L{x - r} {y}L{x - k} {y - k}Z",
        fill,
    )


def heart_path(x: float, y: float, s: float) -> str:
    """Path of a heart whose tip stands at (x, y) and which is about 2·s wide."""
    return (
        f"M{x} {y}C{x - 1.6 * s} {y - s} {x - s} {y - 2.2 * s} {x} {y - 1.35 * s}"
        f"C{x + s} {y - 2.2 * s} {x + 1.6 * s} {y - s} {x} {y}Z"
    )
