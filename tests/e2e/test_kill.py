"""The server dies at any moment (kill -9): whatever it had confirmed is there, nothing is half."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, Demo, _answers, _free_port

STEP = "/de/antrag/nf-offen/{key}/schritt/step-idea/"
TITLE, SUMMARY = "q-title-answer", "q-summary-answer"
ROUNDS = 3


@dataclass
class Server:
    """The portal's web server on a database of its own, started and killed again and again."""

    folder: Path
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        settings = {
            "PORTAL_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "WEB_CONCURRENCY": "1",
        }
        command = ["-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--bind", f"127.0.0.1:{self.port}", "--log-level", "error"],
            cwd=ROOT,
            env=kept | settings,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not _answers(self.url):
            assert self.process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)  # another process: its port is all there is to wait on

    def kill(self) -> None:
        """SIGKILL to the server and its workers."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)

    def stored(self, key: uuid.UUID) -> tuple[str, str]:
        """Title and summary as the database holds them."""
        with contextlib.closing(sqlite3.connect(self.folder / "portal.sqlite3")) as database:
            rows = database.execute(
                "SELECT title, summary FROM projects_case WHERE uuid = ?", [key.hex]
            )
            return rows.fetchone() or ("", "")


class Typist:
    """Types into one step and counts what the server confirmed."""

    def __init__(self, server: Server, key: uuid.UUID, cookies: dict[str, str]) -> None:
        self.url = server.url + STEP.format(key=key)
        self.headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in cookies.items())}
        self.marks: dict[str, str] = {}
        self.sent = self.confirmed = 0

    def read(self) -> None:
        """Open the step as a browser does: its hidden marks and the token of the form."""
        request = urllib.request.Request(self.url, headers=self.headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            page = answer.read().decode()
        inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        self.marks = {name: text for name, text in inputs if name.startswith(("b-", "csrf"))}
        assert "b-title" in self.marks, page

    def save(self) -> None:
        """Save both answers of one moment; raises OSError where the server is gone."""
        self.sent += 1
        typed = {TITLE: f"Bank {self.sent}", SUMMARY: f"Text {self.sent}"}
        body = urllib.parse.urlencode({**self.marks, **typed}).encode()
        headers = {**self.headers, "X-Autosave": "1"}
        request = urllib.request.Request(self.url, data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.loads(answer.read())
        assert not found["theirs"], found
        self.marks |= {f"b-{name}": mark for name, mark in found["bases"].items()}
        self.confirmed = self.sent


def _until_it_dies(typist: Typist) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException, json.JSONDecodeError):
        while True:
            typist.save()


def copy_of(demo: Demo, folder: Path) -> Server:
    """A server on a copy of the demo's database."""
    (folder / "frontend").symlink_to(demo.folder / "frontend")
    with (
        contextlib.closing(sqlite3.connect(demo.folder / "portal.sqlite3")) as source,
        contextlib.closing(sqlite3.connect(folder / "portal.sqlite3")) as copy,
    ):
        source.backup(copy)
    return Server(folder)


def test_what_was_confirmed_survives_a_kill(
    as_role: Callable[..., Page], demo: Demo, tmp_path: Path
) -> None:
    page = as_role("applicant")
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    server = copy_of(demo, tmp_path)
    key, chance = uuid.uuid4(), random.Random(20261125)  # noqa: S311  (no secret)
    last = 0
    try:
        for _round in range(ROUNDS):
            server.start()
            typist = Typist(server, key, cookies)
            typist.read()
            typist.sent = typist.confirmed = last
            typist.save()
            hand = threading.Thread(target=_until_it_dies, args=[typist])
            hand.start()
            threading.Event().wait(chance.uniform(0.05, 0.8))  # the moment of dying, by chance
            server.kill()
            hand.join(timeout=60)
            title, summary = server.stored(key)
            last = int(title.removeprefix("Bank "))
            assert summary == f"Text {last}"
            assert typist.confirmed <= last <= typist.sent
            assert typist.confirmed > 1
    finally:
        server.kill()
