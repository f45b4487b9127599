"""The parts of the pictures by their name in `content/pictures.toml`."""

# Path data is not broken into lines.

from __future__ import annotations

from collections.abc import Callable

from portal.demo.pictures.colours import Mood
from portal.demo.pictures.parts import (
    books,
    money,
    music,
    nature,
    papers,
    people,
    play,
    rooms,
    signs,
    streets,
    tools,
    town,
)

Part = Callable[[Mood], str]
MODULES = (books, money, music, nature, papers, people, play, rooms, signs, streets, tools, town)


def part(name: str) -> Part:
    """The function that draws a part; raises LookupError for an unknown name."""
    for module in MODULES:
        found: Part | None = getattr(module, name.replace("-", "_"), None)
        if found:
            return found
    raise LookupError(name)
