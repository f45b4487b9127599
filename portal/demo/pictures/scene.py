"""A scene from its recipe: mood, ground and parts, placed by a dice that the key seeds."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import resvg_py

from portal.demo.pictures.colours import MOODS, Mood
from portal.demo.pictures.grounds import FOOT, GROUNDS, HEIGHT, WIDTH
from portal.demo.pictures.parts import part
from portal.demo.pictures.pen import at, rect

SKY = {
    "sun": (160, 1.0),
    "moon": (150, 1.0),
    "cloud": (150, 0.95),
    "bird": (330, 1.15),
    "note": (330, 0.8),
}
"""Parts that hang in the sky: their height and size."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a picture is made of; `alt` says in German what is to be seen."""

    key: str
    mood: str
    ground: str
    parts: tuple[str, ...]
    alt: str


def svg(recipe: Recipe) -> str:
    """The picture as SVG, always the same for the same recipe."""
    dice = Random(recipe.key)
    mood = MOODS[recipe.mood]
    things = "".join(_things(recipe, mood, dice))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + rect(0, 0, WIDTH, HEIGHT, mood.sky)
        + GROUNDS[recipe.ground](mood, dice)
        + things
        + "</svg>"
    )


def png(recipe: Recipe, width: int = WIDTH) -> bytes:
    """The picture as PNG, 1200 × 750 pixels unless asked otherwise."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(recipe), width=width, skip_system_fonts=True))


def _things(recipe: Recipe, mood: Mood, dice: Random) -> list[str]:
    free = [name for name in recipe.parts if "@" not in name and name not in SKY]
    places = _places(len(free), dice)
    drawn: list[str] = []
    for name in recipe.parts:
        label, _sep, spot = name.partition("@")
        if spot:
            x, y, scale = (float(number) for number in spot.split(","))
        elif label in SKY and name != recipe.parts[0]:
            y, scale = SKY[label]
            x = dice.choice((170, 1030)) + dice.randint(-30, 30)
        else:
            x, y, scale = places.pop(0) if places else (600, FOOT, 1)
        drawn.append(at(x, y, part(label)(mood), scale))
    # What stands further back is drawn first: the largest part comes last.
    return drawn[1:] + drawn[:1] if free and "@" not in recipe.parts[0] else drawn


def _places(count: int, dice: Random) -> list[tuple[float, float, float]]:
    """Spots for parts without one: alone in the middle, else beside one another."""
    jitter = dice.randint(-14, 14)
    side = dice.choice((-1, 1))
    if count <= 1:
        return [(600, FOOT + 4, 1.35)]
    if count == 2:
        return [(600 - side * 170 + jitter, FOOT + 6, 1.18), (600 + side * 290, FOOT - 14, 0.82)]
    return [
        (600 + jitter, FOOT + 8, 1.1),
        (600 - side * 400, FOOT - 16, 0.72),
        (600 + side * 400, FOOT - 16, 0.72),
    ]
