"""The measured rows: one per page type, taken through Django's test client."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.test import Client

from portal.bench.rounds import Row, repeated

PAGE_QUERIES = 12
PAGE_MS = 25.0
ROUTING_BASE = 5
ROUTING_PER_LEVEL = 2

# Name of the row, model of the page, query string, and what counts as a row of the list.
PAGES = (
    ("home page", "home.HomePage", "", ""),
    ("programme page", "projects.ProgrammePage", "", ""),
    ("call page", "projects.CallPage", "", ""),
    ("actor index", "actors.ActorIndexPage", "", "actors.ActorPage"),
    ("actor page", "actors.ActorPage", "", ""),
    ("microproject index", "projects.MicroprojectIndexPage", "", "projects.MicroprojectPage"),
    ("microproject page", "projects.MicroprojectPage", "", ""),
    ("event index", "home.EventIndexPage", "", "home.EventPage"),
    ("event page", "home.EventPage", "", ""),
    ("news index", "home.NewsIndexPage", "", "home.NewsPage"),
    ("news page", "home.NewsPage", "", ""),
    ("standard page", "home.StandardPage", "", ""),
)
SEARCH = ("search", "/de/suche/?q=F%C3%B6rderantr%C3%A4ge")


def all_rows() -> list[Row]:
    """Measure every page type, then search; raises RuntimeError without demo content."""
    rows = []
    for name, label, query, listed in PAGES:
        rows.append(measure(name, address_of(name, label) + query, listed=listed))
    rows.append(measure(*SEARCH))
    return rows


def address_of(name: str, label: str) -> str:
    """Where the first page of a type lives; raises RuntimeError without demo content."""
    page = _first(label)
    if page is None:
        raise RuntimeError(f"no page for “{name}”: bench needs the demo content")
    return str(page.url)


def _first(label: str) -> Any:
    return (
        apps.get_model(label)
        .objects.live()
        .public()
        .filter(locale__language_code="de")
        .order_by("path")
        .first()
    )


def measure(name: str, url: str, listed: str = "", rows: int = 0) -> Row:
    """A page as an anonymous visitor sees it; no page is ever cached.

    Wagtail's own routing costs 5 queries and 2 per level; the limit counts what comes on top.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    level = len([part for part in url.split("?")[0].split("/") if part])
    return repeated(
        name,
        lambda: _get(client, url),
        max_queries=PAGE_QUERIES + ROUTING_BASE + ROUTING_PER_LEVEL * level,
        max_ms=PAGE_MS,
        rows=rows or _count(listed),
    )


def _count(listed: str) -> int:
    if not listed:
        return 1
    return int(apps.get_model(listed).objects.live().filter(locale__language_code="de").count())


def _get(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
