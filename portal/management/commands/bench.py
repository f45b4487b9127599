"""`make bench`: queries and times of page types, sizes and memory; exits 1 past a limit."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.bench.applying import applying_rows
from portal.bench.measures import all_rows
from portal.bench.memory import WORKER_LIMIT_MB, worker_megabytes
from portal.bench.office import office_rows
from portal.bench.rounds import Row
from portal.collector import calm_collector


class Command(BaseCommand):
    """Run every measure in-process (median of 20 after 3 warm-ups) and write var/bench.json."""

    help = "Measure the bars of docs/messwerte.md."

    def handle(self, *args: Any, **options: Any) -> None:
        calm_collector()  # as the web server does, see portal/wsgi.py
        rows = [*all_rows(), *applying_rows(), *office_rows()]
        file = settings.VAR_DIR / "bench.json"
        file.write_text(json.dumps([row.as_dict() for row in rows], indent=2, ensure_ascii=False))
        self._table(rows)
        past = [row.name for row in rows if row.is_past()]
        memory = worker_megabytes()
        self.stdout.write(f"worker memory: {memory:.0f} MB (≤ {WORKER_LIMIT_MB} MB)")
        if memory > WORKER_LIMIT_MB:
            past.append("worker memory")
        if past:
            raise CommandError(f"past the limit: {', '.join(past)}")

    def _table(self, rows: list[Row]) -> None:
        self.stdout.write(
            f"{'name':<22}{'rows':>6}{'queries':>9}{'ms':>8}{'cpu':>8}{'cold':>8}"
            f"{'tries':>7}{'req/s':>8}  limits"
        )
        for row in rows:
            limits = f"≤ {row.max_queries} queries, ≤ {row.max_ms} ms"
            if row.max_memory_mb:
                limits += f", {row.memory_mb} MB (≤ {row.max_memory_mb} MB)"
            self.stdout.write(
                f"{row.name:<22}{row.rows:>6}{row.queries:>9}{row.ms:>8.1f}"
                f"{row.cpu_ms:>8.1f}{row.cold_ms:>8.1f}{row.tries:>7}{row.rate:>8.0f}  {limits}"
            )
