"""`make bench`: queries and times of page types, sizes and memory; exits 1 past a limit.

`make bench-postgresql`: what concerns applications, on a PostgreSQL of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.bench.applying import applying_rows
from portal.bench.measures import all_rows
from portal.bench.memory import WORKER_LIMIT_MB, worker_megabytes
from portal.bench.office import office_rows
from portal.bench.postgresql import NOT_FOUND, own_database, postgresql
from portal.bench.register import register_rows
from portal.bench.rounds import Row
from portal.collector import calm_collector


class Command(BaseCommand):
    """Run every measure in-process (median of 20 after 3 warm-ups) and write var/bench.json."""

    help = "Measure the bars of docs/messwerte.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--applications", action="store_true", help="only the rows of applications"
        )
        parser.add_argument(
            "--own", action="store_true", help="the database is made for this: rows may stay"
        )
        parser.add_argument(
            "--postgresql",
            action="store_true",
            help="these rows on PostgreSQL with demo content of its own",
        )
        parser.add_argument("--file", default="", help="where the rows are written")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["postgresql"]:
            self._on_postgresql()
            return
        calm_collector()  # as the web server does, see portal/wsgi.py
        rows = [*applying_rows(), *office_rows(own=options["own"])]
        if not options["applications"]:
            rows = [*all_rows(), *register_rows(), *rows]
        file = options["file"] or settings.VAR_DIR / "bench.json"
        content = json.dumps([row.as_dict() for row in rows], indent=2, ensure_ascii=False)
        Path(file).write_text(content, encoding="utf-8")
        self._table(rows)
        past = [row.name for row in rows if row.is_past()]
        memory = 0.0 if options["applications"] else worker_megabytes()
        if memory:
            self.stdout.write(f"worker memory: {memory:.0f} MB (≤ {WORKER_LIMIT_MB} MB)")
        if memory > WORKER_LIMIT_MB:
            past.append("worker memory")
        if past:
            raise CommandError(f"past the limit: {', '.join(past)}")

    def _on_postgresql(self) -> None:
        """Seed a new database on a server that writes as in production, and measure there."""
        file = settings.VAR_DIR.resolve() / "bench-postgresql.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            server = stack.enter_context(postgresql(fsync=True))
            if not server:
                raise CommandError(NOT_FOUND)
            database = stack.enter_context(own_database(server, "bench"))
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-"))
            environment = {**os.environ, "DATABASE_URL": database, "PORTAL_VAR": folder}
            for command in (["prepare"], ["bench", "--applications", "--own", f"--file={file}"]):
                done = subprocess.run(
                    [sys.executable, "manage.py", *command],
                    cwd=settings.BASE_DIR, env=environment, check=False,
                )  # fmt: skip
                if done.returncode:
                    raise CommandError(f"{command[0]} failed", returncode=done.returncode)

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
