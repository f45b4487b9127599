"""All recipes of `content/pictures.toml`."""

from __future__ import annotations

from functools import cache

from portal.demo.content import read
from portal.demo.pictures.scene import Recipe


@cache
def recipes() -> dict[str, Recipe]:
    """Recipes by key, in the order of the file."""
    return {
        key: Recipe(key, mood, ground, tuple(parts.split()), alt)
        for key, (mood, ground, parts, alt) in read("pictures").items()
    }
