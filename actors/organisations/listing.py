"""What the pages of organisations show: list, alphabet, map, hours, structured data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from wagtail.query import PageQuerySet

from actors.map.geometry import Marker
from actors.organisations.choices import BARRIER_FACTS, SPOKEN, Kind
from actors.organisations.forms import ActorFilter
from actors.organisations.queries import (
    ALPHABET,
    OTHER_LETTERS,
    Network,
    Row,
    Wanted,
    network,
    search_pages,
    select,
    shown,
)
from actors.organisations.structured import organisation_data
from actors.organisations.wording import NowLine, now_line, week_lines
from portal.cms.access import refused_to_guests

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor in the list; its number is the one on the map."""

    number: int
    title: str
    url: str
    summary: str
    picture: Any
    is_demo: bool
    kind: str
    themes: list[str]
    spoken: str
    street: str
    now: NowLine | None
    map_x: int | None
    map_y: int | None
    latitude: str
    longitude: str


def index_context(
    page: Any, pages: Callable[[], PageQuerySet], request: HttpRequest
) -> dict[str, Any]:
    """The whole index: filter form, alphabet, one page of entries and their map."""
    everybody = network(page, refused_to_guests(request))
    form = ActorFilter(request.GET, everybody)
    wanted = form.wanted()
    found = search_pages(pages(), wanted.words) if wanted.words else None
    fitting = select(everybody.rows, wanted, found)
    listed = [row for row in fitting if not wanted.letter or row.letter == wanted.letter]
    part = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    entries = _entries(part, everybody, page.get_url(request) or "")
    return {
        "filter": form,
        "filtered": wanted != Wanted(),
        "letters": _letters(fitting, wanted.letter, request.GET),
        "part": part,
        "total": len(listed),
        "entries": entries,
        "markers": [
            Marker(entry.number, entry.title, entry.url, entry.map_x, entry.map_y)
            for entry in entries
            if entry.map_x is not None and entry.map_y is not None
        ],
        "tiles_url": settings.MAP_TILE_URL,
        "tiles_attribution": settings.MAP_TILE_ATTRIBUTION,
    }


def _entries(part: ListPage, everybody: Network, address: str) -> list[Entry]:
    rows: list[Row] = list(part.object_list)
    columns = shown(rows)
    return [
        _entry(number, row, columns[row.page], everybody, address)
        for number, row in enumerate(rows, part.start_index())
        if row.page in columns
    ]


def _entry(
    number: int, row: Row, columns: dict[str, Any], everybody: Network, address: str
) -> Entry:
    latitude, longitude = columns["organisation__latitude"], columns["organisation__longitude"]
    return Entry(
        number=number,
        title=row.title,
        url=f"{address}{columns['slug']}/",
        summary=columns["summary"],
        picture=columns["picture"],
        is_demo=columns["is_demo"],
        kind=kind_label(row.kind),
        themes=[str(everybody.themes[code]) for code in row.themes],
        spoken=", ".join(str(SPOKEN[code]) for code in row.spoken if code in SPOKEN),
        street=columns["organisation__street"],
        now=now_line(row.hours),
        map_x=columns["organisation__map_x"],
        map_y=columns["organisation__map_y"],
        latitude="" if latitude is None else str(latitude),
        longitude="" if longitude is None else str(longitude),
    )


def kind_label(kind: str) -> str:
    """The name of a kind in the reader's language."""
    return str(Kind(kind).label) if kind in Kind.values else ""


def _letters(rows: list[Row], current: str, asked: QueryDict) -> list[dict[str, Any]]:
    """The alphabet; a letter without entries has no address, the chosen one leads back."""
    there = {row.letter for row in rows} | ({current} if current else set())
    return [
        {
            "letter": letter,
            "url": _address(asked, "" if letter == current else letter) if letter in there else "",
            "current": letter == current,
        }
        for letter in (*ALPHABET, OTHER_LETTERS)
    ]


def _address(asked: QueryDict, letter: str) -> str:
    """The query string with another letter, from the first page of the list."""
    query = asked.copy()
    query.pop("page", None)
    query.pop("letter", None)
    if letter:
        query["letter"] = letter
    return f"?{query.urlencode()}"


def actor_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """What the page of one organisation shows besides its own text."""
    organisation = page.organisation
    marker = (
        [Marker(1, page.title, "#contact", organisation.map_x, organisation.map_y)]
        if organisation.map_x is not None
        else []
    )
    return {
        "organisation": organisation,
        "kind": kind_label(organisation.kind),
        "themes": [theme.labels for theme in organisation.themes.all()],
        "offers": list(organisation.offers.all()),
        "now": now_line(organisation.opening_hours),
        "week": week_lines(organisation.opening_hours),
        "barriers": [
            {"label": label, "answer": getattr(organisation, code)}
            for code, label in BARRIER_FACTS.items()
        ],
        "markers": marker,
        "structured": organisation_data(
            organisation, url=page.get_full_url(request) or "", description=page.summary
        ),
    }
