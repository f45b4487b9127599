"""The drawn map of the district: `{% district_map markers %}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from actors.map.geometry import HEIGHT, WIDTH, Marker, spread

register = template.Library()


@register.inclusion_tag("actors/map/district_map.html")
def district_map(
    markers: Iterable[Marker] = (), ident: str = "district-map", list_id: str = ""
) -> dict[str, Any]:
    """The map with numbered markers that are links.

    `ident` starts the ids inside (needed where a page has two maps); `list_id` is the id of the
    list that says the same in words.
    """
    return {
        "markers": spread(markers),
        "ident": ident,
        "list_id": list_id,
        "width": WIDTH,
        "height": HEIGHT,
    }
