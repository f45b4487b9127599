"""Places: a list, a drawn sketch, and a real map only after a click."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, FloatBlock, ListBlock, StructBlock, StructValue, TextBlock

from portal.cms.blocks.base import PortalBlock, anchor

WIDTH, HEIGHT, MARGIN = 640, 360, 48


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered place on the sketch, in units of the drawing."""

    number: int
    name: str
    x: float
    y: float


class PlaceBlock(StructBlock):
    """One place with its address."""

    name = CharBlock(label=_("name"), max_length=120)
    address = CharBlock(label=_("address"), required=False, max_length=200)
    latitude = FloatBlock(label=_("latitude"), required=False, min_value=-90, max_value=90)
    longitude = FloatBlock(label=_("longitude"), required=False, min_value=-180, max_value=180)

    class Meta:
        icon = "site"
        label = _("place")


class MapBlock(PortalBlock):
    """A list of places that says everything the map says."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    text = TextBlock(label=_("text"), required=False, max_length=400, rows=2)
    places = ListBlock(PlaceBlock(), label=_("places"), min_num=1, max_num=40)

    class Meta:
        icon = "globe"
        label = _("Map")
        description = _("Places as a list and on a sketch; a real map loads after a click.")
        template = "portal/blocks/map.html"
        preview_value = {
            "title": "Wo Sie uns finden",
            "text": "Beide Häuser sind zu Fuß gut zu erreichen.",
            "places": [
                {
                    "name": "Stadtteilzentrum",
                    "address": "Sorauer Straße 14, 59065 Hamm",
                    "latitude": 51.695,
                    "longitude": 7.818,
                },
                {
                    "name": "Gartenhaus (Beispiel)",
                    "address": "Am Beispielweg 1",
                    "latitude": 51.698,
                    "longitude": 7.826,
                },
            ],
        }

    def problems(self, value: StructValue) -> dict[str, Any]:
        """A place has both coordinates or none."""
        for place in value["places"]:
            if (place["latitude"] is None) != (place["longitude"] is None):
                return {
                    "title": _("“%(name)s” needs latitude and longitude, or none of them.")
                    % {"name": place["name"]}
                }
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Adds the markers of the sketch and the tile server, if one is set."""
        context = super().get_context(value, parent_context)
        places = list(value.get("places") or [])
        context["drawing"] = sketch(markers(places))
        context["note"] = _("This is a sketch, not to scale.") if context["drawing"] else ""
        context["tiles_url"] = settings.MAP_TILE_URL
        context["attribution"] = settings.MAP_TILE_ATTRIBUTION
        return context


def sketch(pins: list[Marker]) -> str:
    """The drawing of numbered markers as safe SVG; empty without a place to mark."""
    if not pins:
        return ""
    return render_to_string(
        "portal/blocks/map_drawing.html",
        {
            "markers": pins,
            "width": WIDTH,
            "height": HEIGHT,
            "columns": range(80, WIDTH, 80),
            "lines": range(80, HEIGHT, 80),
            "drawing_id": anchor("sketch", pins),
        },
    )


def markers(places: list[Any]) -> list[Marker]:
    """Places with coordinates, scaled into the sketch; one alone stands in the middle."""
    found = [
        (number, place)
        for number, place in enumerate(places, 1)
        if place.get("latitude") is not None and place.get("longitude") is not None
    ]
    if not found:
        return []
    north = [float(place["latitude"]) for _number, place in found]
    shrink = cos(radians(sum(north) / len(north)))
    east = [float(place["longitude"]) * shrink for _number, place in found]
    span = max((max(east) - min(east)) / (WIDTH - 2 * MARGIN), 1e-9)
    span = max((max(north) - min(north)) / (HEIGHT - 2 * MARGIN), span)
    middle_x, middle_y = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    return [
        Marker(
            number,
            str(place["name"]),
            round(WIDTH / 2 + (x - middle_x) / span, 1),
            round(HEIGHT / 2 - (y - middle_y) / span, 1),
        )
        for (number, place), x, y in zip(found, east, north, strict=True)
    ]
