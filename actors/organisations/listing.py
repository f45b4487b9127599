"""What the pages of organisations show: list, alphabet, map, hours, structured data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from wagtail.query import PageQuerySet

from actors.map.geometry import Marker
from actors.organisations.choices import BARRIER_FACTS, Kind
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
    shown_pages,
)
from actors.organisations.structured import organisation_data
from actors.organisations.wording import NowLine, now_line, week_lines
from portal.cms.fields import Labels

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor in the list; its number is the one on the map."""

    number: int
    page: Any
    url: str
    kind: str
    themes: list[Labels]
    now: NowLine | None

    @property
    def on_map(self) -> bool:
        """Whether the drawn map shows it."""
        return self.page.organisation.map_x is not None


def index_context(pages: PageQuerySet, request: HttpRequest) -> dict[str, Any]:
    """The whole index: filter form, alphabet, one page of entries and their map."""
    everybody = network(pages)
    form = ActorFilter(request.GET, everybody)
    wanted = form.wanted()
    found = search_pages(pages, wanted.words) if wanted.words else None
    fitting = select(everybody.rows, wanted, found)
    listed = [row for row in fitting if not wanted.letter or row.letter == wanted.letter]
    part = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    entries = _entries(pages, part, everybody, request)
    return {
        "filter": form,
        "filtered": wanted != Wanted(),
        "letters": _letters(fitting, wanted.letter, request.GET),
        "part": part,
        "total": len(listed),
        "entries": entries,
        "markers": [_marker(entry) for entry in entries if entry.on_map],
        "tiles_url": settings.MAP_TILE_URL,
        "tiles_attribution": settings.MAP_TILE_ATTRIBUTION,
    }


def _entries(
    pages: PageQuerySet, part: ListPage, everybody: Network, request: HttpRequest
) -> list[Entry]:
    rows: dict[int, Row] = {row.page: row for row in part.object_list}
    first = part.start_index()
    return [
        Entry(
            number=number,
            page=page,
            url=page.get_url(request) or "",
            kind=kind_label(page.organisation.kind),
            themes=[everybody.themes[code].labels for code in rows[page.pk].themes],
            now=now_line(page.organisation.opening_hours),
        )
        for number, page in enumerate(shown_pages(pages, list(rows.values())), first)
    ]


def kind_label(kind: str) -> str:
    """The name of a kind in the reader's language."""
    return str(Kind(kind).label) if kind in Kind.values else ""


def _marker(entry: Entry) -> Marker:
    organisation = entry.page.organisation
    return Marker(entry.number, entry.page.title, entry.url, organisation.map_x, organisation.map_y)


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
