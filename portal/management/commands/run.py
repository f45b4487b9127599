"""`make run`: prepare, then web server and job worker together until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Start everything that a newcomer needs, print the address and the demo log-ins."""

    help = "Prepare and start web server and job worker (demo)."
    requires_system_checks: list[str] = []
    children: list[subprocess.Popen[bytes]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        _ensure_free(port)
        call_command("prepare")  # straight to the terminal: a wrapped one breaks each line
        call_command("cron", verbosity=0)
        self.children = []
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        # Groups of their own: Ctrl-C reaches this process alone, which ends each child once.
        self.children = [subprocess.Popen(c, process_group=0) for c in _commands(port)]
        _wait_for(port, self.children[0])
        self._welcome(port)
        self._watch()

    def _welcome(self, port: int) -> None:
        self.stdout.write(f"\nThe portal runs: http://127.0.0.1:{port}/")
        self.stdout.write(f"Demo log-ins with codes: http://127.0.0.1:{port}/demo/")
        self.stdout.write(f"Demo mails: http://127.0.0.1:{port}/demo/mails/\n")
        file = settings.VAR_DIR / "demo-logins.json"
        for login in json.loads(file.read_text()) if file.exists() else []:
            self.stdout.write(f"  {login['key']:<12} {login['email']:<50} {login['password']}")
        self.stdout.write("\nCtrl-C stops everything.")
        self.stdout.flush()

    def _watch(self) -> None:
        while all(child.poll() is None for child in self.children):
            time.sleep(0.3)
        self._end()
        raise CommandError("A part of the portal stopped by itself; see above.")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._end()
        sys.exit(0)

    def _end(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()


def _commands(port: int) -> list[list[str]]:
    web = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
    web += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8"]
    if settings.DEBUG:
        web = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    worker = [sys.executable, "manage.py", "db_worker", "--backend", "jobs", "-v", "0"]
    return [web, worker]


def _ensure_free(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CommandError(f"Port {port} is taken. Try: make run PORT={port + 1}")


def _wait_for(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise CommandError("The web server did not start.")
