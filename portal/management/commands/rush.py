"""`make rush`: the last minute of a call on PostgreSQL with gunicorn; exits 1 past the bar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.bench import rush

SHOWN = 20


class Command(BaseCommand):
    """Let many people apply in the last minute of a call and write var/rush.json."""

    help = "Measure the rush of the last minute (docs/messwerte.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--applicants", type=int, default=200)
        parser.add_argument("--seconds", type=int, default=60)
        parser.add_argument("--nice", type=int, default=10, help="niceness of the worker (10)")
        parser.add_argument("--no-worker", action="store_true", help="no job worker beside it")
        parser.add_argument("--inside", help="used by the command itself")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["inside"]:
            self._inside(Path(options["inside"]), options)
            return
        passed = [f"--{name}={options[name]}" for name in ("applicants", "seconds", "nice")]
        passed += ["--no-worker"] if options["no_worker"] else []
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        try:
            code = rush.outer(passed, settings.VAR_DIR.resolve() / "rush.json")
        except rush.RushFailed as error:
            raise CommandError(str(error)) from error
        if code:
            raise CommandError("The rush is past its bar.", returncode=code)

    def _inside(self, result: Path, options: dict[str, Any]) -> None:
        try:
            report = rush.inner(
                applicants=options["applicants"],
                seconds=options["seconds"],
                nice=None if options["no_worker"] else options["nice"],
                say=self._say,
            )
        except rush.RushFailed as error:
            raise CommandError(str(error)) from error
        rush.write(report, result)
        self._say(report.table())
        failures = report.failures()
        for failure in failures[:SHOWN]:
            self._say(f"✗ {failure}")
        if failures:
            raise CommandError(f"{len(failures)} things are not as they should be")
        self._say("Nothing lost, no error.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
